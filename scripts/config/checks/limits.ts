import { COUNT_LIMITS, fits, lengthOf, VALUE_LIMITS, type ValueLimit } from '../../../contracts/platform-limits';
import { acdQueues } from '../acd-queues';
import type { NormalConfig } from '../normal-config';
import type { Problem } from '../problem';
import type { Check } from './check';

type LimitName = keyof typeof VALUE_LIMITS;
interface Place { path: string; value: string | number }

/** Where the values of a config that go into the account stand, each under its limit there, but for what the schema holds to it. */
const PLACES: Partial<Record<LimitName, (config: NormalConfig) => Place[]>> = {
  applicationName: ({ application }) => [{ path: 'application.name', value: application.name }],
  scenarioName: ({ scenarios }) => scenarios.map(({ name, franchise }) => ({ path: `franchises.${franchise}`, value: name })),
  ruleName: ({ rules }) => rules.map(({ name }, index) => ({ path: `rules[${index}].name`, value: name })),
  rulePattern: ({ rules }) => rules.map(({ pattern }, index) => ({ path: `rules[${index}].pattern`, value: pattern })),
  ruleExclude: ({ rules }) => rules.map(({ exclude }, index) => ({ path: `rules[${index}].exclude`, value: exclude })),
  userName: ({ operators }) => operators.map(({ name }) => ({ path: `operators.${name}`, value: name })),
  userDisplayName: ({ operators }) => operators.map(({ name, displayName }) => ({ path: `operators.${name}.displayName`, value: displayName })),
  acdQueueName: (config) => acdQueues(config).map(({ path, queue, franchise }) => ({
    path: path === `franchises.${franchise}.queue` ? `${path}.name` : path, value: queue.name,
  })),
  acdQueuePriority: (config) => acdSettings(config, 'acd.priority', ({ acd }) => acd?.priority),
  acdServiceProbability: (config) => acdSettings(config, 'acd.serviceProbability', ({ acd }) => acd?.serviceProbability),
  acdMaxQueueSize: (config) => acdSettings(config, 'maxSize', ({ maxSize }) => maxSize),
  acdAverageServiceSeconds: (config) => acdSettings(config, 'acd.averageServiceTimeSeconds', ({ acd }) => acd?.averageServiceTimeSeconds),
  acdSkillName: (config) => (uses(config, 'acd') ? skillNames(config) : []),
  sqQueueName: (config) => sqSettings(config, 'name', ({ name }) => name),
  sqQueueDescription: (config) => sqSettings(config, 'smartQueue.description', ({ smartQueue }) => smartQueue?.description),
  sqQueuePriority: (config) => sqSettings(config, 'smartQueue.priority', ({ smartQueue }) => smartQueue?.priority),
  sqMaxQueueSize: (config) => sqSettings(config, 'maxSize', ({ maxSize }) => maxSize),
  sqSkillName: (config) => (uses(config, 'smartqueue') ? skillNames(config) : []),
  sqSkillDescription: ({ skills }) => skills.map(({ name, description }) => ({ path: `skills.${name}.description`, value: description })),
  secretName: ({ secrets }) => secrets.map(({ name }) => ({ path: `secrets.${name}`, value: name })),
};

export const valuesFitThePlatform: Check = (config) =>
  Object.entries(PLACES).flatMap(([name, places]) => {
    const limit = VALUE_LIMITS[name as LimitName];
    return places(config).filter(({ value }) => !fits(limit, value)).map((place) => ({ path: place.path, ...describe(place.value, limit) }));
  });

/** Of one config alone; what the account has besides is asked by the plan. */
export const countsFitThePlatform: Check = (config) => {
  const { usersOfAccount, sqQueuesOfApplication, sqSkillsOfAgent } = COUNT_LIMITS;
  const smart = config.franchises.filter(({ queue }) => queue.engine === 'smartqueue');
  const agents = config.operators.filter(({ franchise }) => smart.some(({ name }) => name === franchise));
  return [
    ...tooMany('operators', { count: config.operators.length, most: usersOfAccount }, 'give some franchises an account of their own'),
    ...tooMany('franchises', { count: smart.length, most: sqQueuesOfApplication }, 'give some franchises an account of their own'),
    ...agents.flatMap(({ name, skills }) => tooMany(`operators.${name}.skills`, { count: skills.length, most: sqSkillsOfAgent }, 'leave some out, or make one skill of several')),
  ];
};

/** What one cannot see is not meant, and half a character comes back as another one. */
export const namesArePlain: Check = (config) =>
  namesIn(config).flatMap(({ path, value }) => {
    if (value.trim() === '') return [{ path, what: 'this name has no letters', remedy: 'give it some' }];
    if (/\p{Surrogate}/u.test(value)) return [{ path, what: 'this name holds half of a character', remedy: 'write it anew' }];
    return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value) ? [{ path, what: 'this name holds a control character, such as a line break', remedy: 'write it in one line of plain text' }] : [];
  });

function namesIn(config: NormalConfig): { path: string; value: string }[] {
  const { franchises, operators, rules, skills } = config;
  return [
    ...franchises.flatMap(({ name, title, queue }) => [
      { path: `franchises.${name}`, value: name }, { path: `franchises.${name}.title`, value: title }, { path: `franchises.${name}.queue.name`, value: queue.name },
    ]),
    ...operators.map(({ name, displayName }) => ({ path: `operators.${name}.displayName`, value: displayName })),
    ...rules.map(({ name }, index) => ({ path: `rules[${index}].name`, value: name })),
    ...skills.map(({ name }) => ({ path: `skills.${name}`, value: name })),
  ];
}

function describe(value: string | number, limit: ValueLimit): Omit<Problem, 'path'> {
  if (limit.kind === 'pattern') return { what: `the platform does not take "${value}"`, remedy: `use ${limit.words}` };
  const { least, most } = limit;
  if (limit.kind === 'number') return { what: `${value} is out of the platform's range`, remedy: `use ${least} to ${most}` };
  return {
    what: `"${String(value).slice(0, 120)}" has ${lengthOf(limit, value)} ${limit.unit}; the platform takes ${most}`,
    remedy: 'shorten it, or the names that it is made of',
  };
}

function tooMany(path: string, { count, most }: { count: number; most: number }, remedy: string): Problem[] {
  return count > most ? [{ path, what: `there are ${count}; the platform takes ${most}`, remedy }] : [];
}

function uses({ franchises }: NormalConfig, engine: 'acd' | 'smartqueue'): boolean {
  return franchises.some(({ queue }) => queue.engine === engine);
}

function skillNames({ skills }: NormalConfig): Place[] {
  return skills.map(({ name }) => ({ path: `skills.${name}`, value: name }));
}

type Queue = NormalConfig['franchises'][number]['queue'];
type Setting = (queue: Queue) => string | number | null | undefined;

const acdSettings = (config: NormalConfig, field: string, of: Setting): Place[] => settings(config, { engine: 'acd', field, of });
const sqSettings = (config: NormalConfig, field: string, of: Setting): Place[] => settings(config, { engine: 'smartqueue', field, of });

function settings({ franchises }: NormalConfig, { engine, field, of }: { engine: Queue['engine']; field: string; of: Setting }): Place[] {
  return franchises.filter(({ queue }) => queue.engine === engine).flatMap(({ name, queue }) => {
    const value = of(queue);
    return value === null || value === undefined ? [] : [{ path: `franchises.${name}.queue.${field}`, value }];
  });
}
