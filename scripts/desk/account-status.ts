import type { AccountStatus, Charge, NumberTrouble } from '../../contracts/desk-integration';
import type { AccountObject, Management, NumberObject, RuleObject, ScenarioObject } from '../../contracts/management';
import { sha256Hex } from '../apply/fingerprints';
import type { NormalConfig } from '../config/normal-config';
import { desire } from '../plan/desire';
import { findItem, listField, ofKind, type Item } from '../plan/items';
import type { State } from '../plan/state';

export interface StatusQuestion {
  management: Pick<Management, 'account' | 'application' | 'numbers' | 'rules' | 'scenarios' | 'scenarioScript'>;
  config: NormalConfig;
  environment: string;
  /** What was deployed last, read anew each time; null where this machine does not know. */
  deployed: () => State | null;
}

/** What the account has of what leads a caller to the scenario. */
interface Found {
  account: AccountObject;
  numbers: readonly NumberObject[];
  rules: readonly RuleObject[];
  /** Names of scenarios that are other than deployed. */
  changed: readonly string[];
}

/** Whether calls to the config's numbers reach its scenarios, as the account says. */
export function accountStatus(question: StatusQuestion): () => Promise<AccountStatus> {
  const { items } = desire({ ...question, built: [], passwordOf: () => null, secretOf: () => null });
  return async () => {
    const found = await look(question);
    const numbers = ofKind(items, 'number').map((wanted) => {
      const present = found.numbers.find(({ number }) => number === wanted.name);
      return [`+${wanted.name}`, { trouble: troubleOf(wanted, { ...found, present, items }), nextCharge: present ? chargeOf(present) : null }] as const;
    });
    const { balance, currency, frozen } = found.account;
    return { money: { balance, currency, frozen }, numbers: Object.fromEntries(numbers) };
  };
}

async function look({ management, config, deployed }: StatusQuestion): Promise<Found> {
  const { name } = config.application;
  const [account, application, numbers] = await Promise.all([management.account(), management.application(name), management.numbers()]);
  if (!application) return { account, numbers, rules: [], changed: [] };
  const [rules, scenarios] = await Promise.all([management.rules(name), management.scenarios(name)]);
  const state = deployed();
  const isChanged = await Promise.all(scenarios.map((scenario) => isOther(management, scenario, state)));
  return { account, numbers, rules, changed: scenarios.filter((_, index) => isChanged[index]).map((scenario) => scenario.name) };
}

/** A date of change equal to the one after our own write stands for our text. */
async function isOther(management: StatusQuestion['management'], { id, name, modified }: ScenarioObject, state: State | null): Promise<boolean> {
  const ours = state && findItem(state.items, 'scenario', name);
  if (!ours || (ours.id === id && ours.modified === modified)) return false;
  return sha256Hex((await management.scenarioScript(id)).script) !== ours.fields['sha256'];
}

/** In the order in which a call would fail. */
function troubleOf(wanted: Item, { account, present, rules, changed, items }: Found & { present: NumberObject | undefined; items: readonly Item[] }): NumberTrouble | null {
  if (account.frozen) return 'account-frozen';
  if (!present) return 'not-rented';
  if (present.canceled) return 'canceled';
  if (present.frozen) return 'frozen';
  if (present.unverified) return 'unverified';
  if (present.applicationName === null) return 'unbound';
  const rule = String(wanted.fields['rule']);
  if (present.applicationName !== wanted.fields['application'] || present.ruleName !== rule) return 'elsewhere';
  const scenarios = listField(findItem(items, 'rule', rule)?.fields, 'scenarios');
  const bound = rules.find(({ name }) => name === rule)?.scenarioNames ?? [];
  if (!scenarios.every((name) => bound.includes(name))) return 'no-scenario';
  return scenarios.some((name) => changed.includes(name)) ? 'changed' : null;
}

function chargeOf({ nextRenewal, price, canceled }: NumberObject): Charge | null {
  return nextRenewal === null || canceled ? null : { on: nextRenewal, amount: price };
}
