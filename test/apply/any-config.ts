import fc from 'fast-check';
import type { FranchiseConfig, OperatorConfig, OwnedList, OwnershipMode, QueueConfig, VoxConfig } from '../../contracts/config';

/** What two applications of one account do not share: the names that must differ in the account, and their numbers. */
export interface AppIdentity {
  application: string;
  account: number;
  numbers: readonly string[];
}

/** Rented by the account, listed by either application. */
export const COMMON_NUMBER = '73431234567';
export const SECRETS = { KEY_A: 'value of A', KEY_B: 'value of B' };
/** Of the scenarios, by the name of the file. */
export const SCRIPTS = { 'first.js': '// первый\r\n', 'second.js': '\uFEFF// второй', 'third.js': '// third' };

const LISTS = ['scenarios', 'rules', 'queues', 'skills', 'operators', 'bindings', 'numbers', 'secrets'] as const satisfies readonly OwnedList[];
const OPERATORS = ['anna', 'boris', 'vera'];
const SKILLS = ['english', 'французский', 'English'];

const someOf = (names: readonly string[]): fc.Arbitrary<string[]> => fc.subarray([...names]);
const mode = fc.integer({ min: 0, max: 14 }).map((one): OwnershipMode => (one === 0 ? 'ignore' : one < 3 ? 'add-only' : 'manage'));
const operator = fc.record({ isListed: fc.boolean(), displayName: fc.constantFrom('Анна', 'Anna'), second: fc.boolean(), skills: someOf(SKILLS), level: fc.constantFrom(1, 3, 5) });
/** Of a franchise: ACD v1 queues and scenarios have names that are unique in the account, so `taken` is seldom. */
const franchise = fc.record({
  engine: fc.constantFrom('smartqueue' as const, 'acd' as const, 'acd' as const), queue: fc.constantFrom('Продажи', 'north', 'Юг'), asksForSkills: fc.boolean(),
  rule: fc.constantFrom('Продажи', 'Поддержка', 'north', 'north (next)'), script: fc.constantFrom(...Object.keys(SCRIPTS)),
  scenario: fc.constantFrom('входящие', 'in', 'in-2'), taken: fc.integer({ max: 19, min: 0 }).map((one) => one === 0), priority: fc.constantFrom(1, 7),
});
const recipe = fc.record({
  franchises: fc.uniqueArray(franchise, { minLength: 1, maxLength: 2, selector: ({ queue }) => queue }),
  operators: fc.tuple(...OPERATORS.map(() => operator)), skills: someOf(SKILLS), secrets: someOf(Object.keys(SECRETS)),
  numbers: fc.array(fc.constantFrom(0, 1, 2), { minLength: 3, maxLength: 3 }), modes: fc.tuple(...LISTS.map(() => mode)),
});
export type Recipe = typeof recipe extends fc.Arbitrary<infer R> ? R : never;
export const anyRecipe: fc.Arbitrary<Recipe> = recipe;

/** A config that passes its checks. Names repeat between the applications wherever the platform allows it. */
export function configOf(made: Recipe, { application, account, numbers }: AppIdentity): VoxConfig {
  const ownership = Object.fromEntries(LISTS.map((list, index) => [list, made.modes[index] ?? 'manage'])) as Record<OwnedList, OwnershipMode>;
  // Who manages numbers may take them from others, so there the common one would be taken as wished.
  const own = ownership.numbers === 'manage' ? numbers : [...numbers, COMMON_NUMBER];
  const franchises = made.franchises.map((one, index) => ({ ...one, key: `f${index}`, numbers: own.filter((_, at) => made.numbers[at] === index) }));
  const operators = operatorsOf(made);
  const ofAccount = (name: string, taken: boolean): string => (taken ? name : `${name} ${application}`);
  return {
    application: { name: application },
    environments: { local: { account, node: 'NODE_1', deskUrl: null, sessionHosts: ['127.0.0.0/8'], smartQueuePriority: 'larger-first' } },
    scenarios: Object.fromEntries(franchises.map(({ scenario, taken, script }) => [ofAccount(scenario, taken), { file: `scenarios/${script}`, asIs: true }])),
    franchises: Object.fromEntries(franchises.map((one): [string, FranchiseConfig] => [one.key, {
      title: one.key, region: 'RU', timeZone: 'Europe/Moscow', numbers: one.numbers,
      queue: queueOf(one, { name: one.engine === 'acd' ? ofAccount(one.queue, one.taken) : one.queue, operators: operators.filter(([, { franchise: key }]) => key === one.key) }),
      call: { ringSeconds: 20, maxWaitSeconds: 60, reject: { default: 'pass' }, wrapUp: {} },
    }])),
    operators: Object.fromEntries(operators),
    skills: Object.fromEntries([...new Set([...made.skills, ...operators.flatMap(([, { skills = {} }]) => Object.keys(skills))])].map((name) => [name, {}])),
    rules: franchises.map(({ rule, key, numbers: [...led], scenario, taken }, index) => ({
      name: franchises.findIndex((other) => other.rule === rule) === index ? rule : `${rule} 2`,
      franchise: key, pattern: led.join('|') || `7999000000${index}`, scenario: ofAccount(scenario, taken),
    })),
    secrets: Object.fromEntries(made.secrets.map((name) => [name, { fromEnv: name }])),
    ownership,
  };
}

/** Each franchise has one at least. */
function operatorsOf({ operators, franchises }: Recipe): [string, OperatorConfig][] {
  return operators.flatMap(({ isListed, displayName, second, skills, level }, index): [string, OperatorConfig][] => {
    const at = index < franchises.length ? index : Number(second) % franchises.length;
    const levelThere = franchises[at]?.engine === 'acd' ? 1 : level;
    if (!isListed && index >= franchises.length) return [];
    return [[OPERATORS[index] ?? '', { displayName, franchise: `f${at}`, skills: Object.fromEntries(skills.map((skill) => [skill, levelThere as 1])) }]];
  });
}

function queueOf({ engine, asksForSkills, priority }: Recipe['franchises'][number], { name, operators }: { name: string; operators: [string, OperatorConfig][] }): QueueConfig {
  if (engine === 'smartqueue') return { engine, name, smartQueue: { priority } };
  const [[, first] = []] = operators;
  const skills = asksForSkills ? Object.keys(first?.skills ?? {}) : [];
  return { engine, name, acd: { priority, autoBinding: false, ...(skills.length > 0 ? { skills } : {}) } };
}
