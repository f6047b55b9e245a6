import type { AccountRows, PhoneNumberRow } from './objects';

export interface AccountOptions {
  accountId?: number;
  accountName?: string;
  /** Numbers the account rents, digits without plus. */
  phoneNumbers?: readonly string[];
}

/** An account with nothing in it but its numbers. Ids count up, so equal histories give equal ids. */
export function createAccount(options: AccountOptions = {}): AccountRows {
  const account = emptyAccount(options.accountId ?? 4_000_001, options.accountName ?? 'local', 1000);
  for (const number of options.phoneNumbers ?? []) rentNumber(account, number);
  return account;
}

/** Adds a number that the account rents and that leads nowhere yet. */
export function rentNumber(account: AccountRows, number: string, countryCode = 'RU'): PhoneNumberRow {
  const digits = number.replace(/\D/g, '');
  const known = [...account.phoneNumbers.values()].find((row) => row.number === digits);
  if (known) return known;
  const row: PhoneNumberRow = {
    id: account.nextId(), number: digits, countryCode, applicationId: null, ruleId: null,
  };
  account.phoneNumbers.set(row.id, row);
  return row;
}

export function emptyAccount(accountId: number, accountName: string, lastId: number): AccountRows {
  let last = lastId;
  return {
    accountId,
    accountName,
    keys: new Map(),
    applications: new Map(),
    scenarios: new Map(),
    rules: new Map(),
    users: new Map(),
    acdQueues: new Map(),
    sqQueues: new Map(),
    skills: new Map(),
    sqSkills: new Map(),
    phoneNumbers: new Map(),
    secrets: new Map(),
    keyValues: new Map(),
    ruleOrder: new Map(),
    nextId: () => (last += 1),
  };
}
