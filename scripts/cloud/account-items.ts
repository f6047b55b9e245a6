import type {
  AcdQueueObject, ApplicationObject, NumberObject, RuleObject, ScenarioObject, SecretObject, SkillObject, SqAgentObject,
  SqQueueObject, UserObject,
} from '../../contracts/management';
import type { ActualItem, Fields } from '../plan/items';

/** An application's objects as the port gave them. */
export interface AccountObjects {
  application: ApplicationObject | null;
  scenarios: readonly ScenarioObject[];
  rules: readonly RuleObject[];
  users: readonly UserObject[];
  sqQueues: readonly SqQueueObject[];
  sqAgents: readonly SqAgentObject[];
  sqSkills: readonly SkillObject[];
  acdQueues: readonly AcdQueueObject[];
  acdSkills: readonly SkillObject[];
  numbers: readonly NumberObject[];
  secrets: readonly SecretObject[];
  /** Hash of the script by scenario id; one that was not looked at is missing. */
  scripts: ReadonlyMap<number, string>;
  /** Keyed fingerprint of the value by secret id. */
  secretValues: ReadonlyMap<number, string>;
  /** What the last deploy knows of an operator's password; it cannot be read. */
  passwordOf: (operator: string) => Fields[string];
}

/** Objects with ids become items that speak of each other by name. */
export function accountItems(objects: AccountObjects): ActualItem[] {
  const { application, scenarios, rules, users, sqQueues, acdQueues, sqSkills, acdSkills, numbers, secrets } = objects;
  return [
    ...(application
      ? [item({ kind: 'application', id: application.id, name: application.name }, { secureRecordStorage: application.secureRecordStorage })]
      : []),
    ...scenarios.map(({ id, name, modified }) => ({
      ...item({ kind: 'scenario', id, name }, { sha256: objects.scripts.get(id) ?? null }), modified,
    })),
    ...rules.map(({ id, name, pattern, exclude, scenarioNames }) =>
      item({ kind: 'rule', id, name }, { pattern, exclude, scenarios: scenarioNames })),
    ...(rules.length > 0 ? [item({ kind: 'rule-order', id: 0, name: 'rules' }, { order: rules.map(({ name }) => name) })] : []),
    ...sqQueues.map(({ id, name, ...fields }) => item({ kind: 'sq-queue', id, name }, { ...fields })),
    ...acdQueues.map(({ id, name, skills: _bound, ...fields }) => item({ kind: 'acd-queue', id, name }, { ...fields })),
    ...sqSkills.map(({ id, name, description }) => item({ kind: 'sq-skill', id, name }, { description })),
    ...acdSkills.map(({ id, name }) => item({ kind: 'acd-skill', id, name }, {})),
    ...users.map(({ id, name, displayName, active }) =>
      item({ kind: 'operator', id, name }, { displayName, active, password: objects.passwordOf(name) })),
    ...memberItems(objects),
    ...numbers.map(({ id, number, applicationName, ruleName }) =>
      item({ kind: 'number', id, name: number }, { application: applicationName, rule: ruleName })),
    ...secrets.map(({ id, name, modified }) => ({
      ...item({ kind: 'secret', id, name }, { value: objects.secretValues.get(id) ?? null }), modified,
    })),
  ];
}

function memberItems({ application, users, sqQueues, acdQueues, sqAgents, sqSkills, acdSkills }: AccountObjects): ActualItem[] {
  const nameOf = (userId: number): string[] => users.filter(({ id }) => id === userId).map(({ name }) => name);
  const agents = sqAgents.flatMap(({ userId }) => nameOf(userId)).sort();
  const list = (kind: ActualItem['kind'], name: string, operators: string[]): ActualItem =>
    item({ kind, id: 0, name }, { operators: operators.sort() });
  return [
    ...(agents.length > 0 && application ? [list('sq-agents', application.name, agents)] : []),
    ...sqQueues.map(({ id, name }) =>
      list('sq-members', name, sqAgents.filter(({ queueIds }) => queueIds.includes(id)).flatMap(({ userId }) => nameOf(userId)))),
    ...acdQueues.map(({ id, name }) =>
      list('acd-members', name, users.filter(({ acdQueueIds }) => acdQueueIds.includes(id)).map((user) => user.name))),
    ...acdQueues.map(({ name, skills }) => item({ kind: 'acd-queue-skills', id: 0, name }, { skills: [...skills].sort() })),
    ...acdSkills.map(({ id, name }) =>
      list('acd-skill-members', name, users.filter(({ acdSkillIds }) => acdSkillIds.includes(id)).map((user) => user.name))),
    ...sqAgents.filter(({ skills }) => skills.length > 0).flatMap(({ userId, skills }) => nameOf(userId).map((name) =>
      item({ kind: 'sq-operator-skills', id: 0, name }, { skills: levels(skills, sqSkills) }))),
  ];
}

/** `sales:3`, by name. */
function levels(skills: SqAgentObject['skills'], known: readonly SkillObject[]): string[] {
  return skills.flatMap(({ id, level }) => known.filter((skill) => skill.id === id).map(({ name }) => `${name}:${level}`)).sort();
}

function item(head: Pick<ActualItem, 'kind' | 'id' | 'name'>, fields: Fields): ActualItem {
  return { ...head, fields };
}
