import type { Open } from './call-events';

/** «Интеграция»: whether calls to the franchise's numbers reach it, as the account said. */
export interface Integration {
  numbers: IntegrationNumber[];
  /** How old the account's word is; null: it has said nothing yet. */
  askedMsAgo: number | null;
  /** Why there is no newer word. */
  trouble: Open<'no-access' | 'no-answer'> | null;
  /** For supervisors, once the account has spoken. */
  account: AccountMoney & { nextCharge: Charge | null } | null;
}

export interface IntegrationNumber {
  number: string;
  live: 'yes' | 'no' | 'unknown';
  /** Why not. */
  why: Open<NumberTrouble> | null;
  lastCallAt: string | null;
}

/** The first thing that keeps calls to a number from its scenario. */
export type NumberTrouble =
  | 'account-frozen' | 'not-rented' | 'canceled' | 'frozen' | 'unverified'
  /** Bound to nothing; to another application or rule. */
  | 'unbound' | 'elsewhere'
  /** The rule lacks our scenario; the scenario is another text than was deployed. */
  | 'no-scenario' | 'changed';

export interface AccountMoney {
  balance: number | null;
  /** As the account names it, e.g. `USD`, `RUR`. */
  currency: string | null;
  frozen: boolean;
}
/** `on`: YYYY-MM-DD. */
export interface Charge { on: string; amount: number }

/** What an account says of the numbers in the config, by E.164 with plus. */
export interface AccountStatus {
  money: AccountMoney;
  numbers: Readonly<Record<string, { trouble: NumberTrouble | null; nextCharge: Charge | null }>>;
}
