import { emptyAccount } from './account';
import type { AccountRows } from './objects';

const TABLES = [
  'keys', 'applications', 'scenarios', 'rules', 'users', 'acdQueues', 'sqQueues', 'skills', 'sqSkills',
  'phoneNumbers', 'secrets', 'keyValues', 'ruleOrder',
] as const;
type TableName = (typeof TABLES)[number];

export interface AccountSnapshot {
  version: 1;
  accountId: number;
  accountName: string;
  /** New ids start above this one. */
  lastId: number;
  tables: Record<TableName, [string | number, unknown][]>;
}

/** The account as JSON data, with the passwords and secrets that it has. */
export function takeSnapshot(account: AccountRows): AccountSnapshot {
  const tables = Object.fromEntries(
    TABLES.map((name) => [name, structuredClone([...account[name].entries()])]),
  );
  return {
    version: 1,
    accountId: account.accountId,
    accountName: account.accountName,
    lastId: account.nextId(),
    tables: tables as AccountSnapshot['tables'],
  };
}

/** The account of a snapshot; later changes to either leave the other alone. */
export function restoreSnapshot(snapshot: AccountSnapshot): AccountRows {
  const account = emptyAccount(snapshot.accountId, snapshot.accountName, snapshot.lastId);
  fillAccount(account, snapshot);
  return account;
}

/** Puts a snapshot's rows in the place of an account's own; those who hold the account see them. */
export function fillAccount(account: AccountRows, snapshot: AccountSnapshot): void {
  for (const name of TABLES) {
    const table = account[name] as Map<string | number, unknown>;
    table.clear();
    for (const [key, row] of structuredClone(snapshot.tables[name])) table.set(key, row);
  }
}
