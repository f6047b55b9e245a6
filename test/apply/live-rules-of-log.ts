import type { AccountRows } from '../../emulator/account/objects';
import type { LoggedRequest } from '../../emulator/management/request-log';

/** What R48 is about, by the account's ids: each rule's scenarios, and where each number leads. */
export interface LiveRules {
  rules: Map<number, number[]>;
  numbers: Map<number, { applicationId: number | null; ruleId: number | null }>;
}

export function liveRulesOf({ rules, phoneNumbers }: AccountRows): LiveRules {
  return {
    rules: new Map([...rules.values()].map(({ id, scenarioIds }) => [id, [...scenarioIds]])),
    numbers: new Map([...phoneNumbers.values()].map(({ id, applicationId, ruleId }) => [id, { applicationId, ruleId }])),
  };
}

/**
 * R48 from the request log alone: does its writes over `live`, which it changes,
 * and looks after each. The caller compares the outcome with the account.
 */
export function breachesOfLog(live: LiveRules, log: readonly LoggedRequest[]): string[] {
  const served = new Set<number>();
  const breaches = breachesNow(live, served);
  for (const entry of log.filter(({ wrote }) => wrote)) {
    replay(live, entry);
    breaches.push(...breachesNow(live, served).map((breach) => `after ${entry.n} ${entry.method}: ${breach}`));
  }
  return breaches;
}

function breachesNow({ rules, numbers }: LiveRules, served: Set<number>): string[] {
  return [...numbers].flatMap(([id, { applicationId, ruleId }]) => {
    if (applicationId === null) return served.has(id) ? [`number ${id} has no application`] : [];
    served.add(id);
    if (ruleId === null) return [`number ${id} has no rule`];
    const scenarios = rules.get(ruleId)?.length ?? 0;
    return scenarios === 1 ? [] : [`number ${id} leads to rule ${ruleId} with ${scenarios} scenarios`];
  });
}

function replay(live: LiveRules, entry: LoggedRequest): void {
  const write = WRITES[entry.method];
  if (write) write(live, entry);
  else if (/Rule|Scenario|Application|PhoneNumber/.test(entry.method) && !BESIDE.includes(entry.method)) {
    throw new Error(`The replay of the log does not know ${entry.method}; say in WRITES or BESIDE what it does to a live rule.`);
  }
}

/** They change neither a rule's scenarios nor where a number leads; AddScenario as long as it names no rule. */
const BESIDE = ['AddApplication', 'SetApplicationInfo', 'SetScenarioInfo', 'SetRuleInfo', 'ReorderRules', 'ReorderScenarios'];

const WRITES: Readonly<Record<string, (live: LiveRules, entry: LoggedRequest) => void>> = {
  AddScenario: (_, { parameters }) => {
    if (parameters['rule_id'] ?? parameters['rule_name']) throw new Error('The replay of the log knows no AddScenario that binds.');
  },
  DelScenario: ({ rules }, entry) => {
    for (const [id, scenarios] of rules) rules.set(id, without(scenarios, ids(entry, 'scenario_id')));
  },
  AddRule: ({ rules }, entry) => void rules.set(entry.gave['rule_id'] ?? NaN, ids(entry, 'scenario_id')),
  DelRule: ({ rules, numbers }, entry) => {
    for (const id of ids(entry, 'rule_id')) {
      rules.delete(id);
      for (const number of numbers.values()) if (number.ruleId === id) number.ruleId = null;
    }
  },
  BindScenario: ({ rules }, entry) => {
    const scenarios = ids(entry, 'scenario_id');
    for (const id of ids(entry, 'rule_id')) {
      const others = without(rules.get(id) ?? [], scenarios);
      rules.set(id, binds(entry) ? [...others, ...scenarios] : others);
    }
  },
  BindPhoneNumberToApplication: ({ numbers }, entry) => {
    const [rule] = entry.parameters['rule_id'] === undefined ? [null] : ids(entry, 'rule_id');
    for (const id of ids(entry, 'phone_id')) {
      numbers.set(id, binds(entry) ? { applicationId: ids(entry, 'application_id')[0] ?? NaN, ruleId: rule ?? null } : { applicationId: null, ruleId: null });
    }
  },
};

function without(list: readonly number[], gone: readonly number[]): number[] {
  return list.filter((id) => !gone.includes(id));
}

function binds({ parameters }: LoggedRequest): boolean {
  return parameters['bind'] !== 'false' && parameters['bind'] !== '0';
}

/** The deploy names what it writes by ids; by a name the replay could not follow it. */
function ids({ method, parameters }: LoggedRequest, name: string): number[] {
  const text = parameters[name];
  if (text === undefined || text === 'all') throw new Error(`The replay of the log needs ids: ${method} came with ${name} ${String(text)}.`);
  return text.split(';').map(Number);
}
