import type {
  AccountRows, AcdQueueRow, ApplicationRow, RuleRow, ScenarioRow, SqQueueRow, UserRow,
} from '../account/objects';
import { ApiError, invalidParameter } from './api-error';

/** Full name of an application, as answers carry it. */
export function fullApplicationName(account: AccountRows, row: ApplicationRow): string {
  return `${row.name}.${account.accountName}.voximplant.com`;
}

/** One of id and name; either form of the name. An empty name counts as left out: public clients send it so. */
export function findApplication(
  account: AccountRows,
  by: { application_id?: number; application_name?: string },
): ApplicationRow {
  const found = findApplicationIfNamed(account, by);
  if (!found) throw invalidParameter('application_id');
  return found;
}

/** As `findApplication`, undefined where neither is given. */
export function findApplicationIfNamed(
  account: AccountRows,
  by: { application_id?: number; application_name?: string },
): ApplicationRow | undefined {
  if (by.application_id !== undefined) return required(account.applications.get(by.application_id), 'application_id');
  if (!by.application_name) return undefined;
  const wanted = by.application_name;
  const found = [...account.applications.values()]
    .find((row) => row.name === wanted || fullApplicationName(account, row) === wanted);
  if (!found) throw new ApiError(558, `The application '${wanted}' is not found.`);
  return found;
}

export interface RowQuery<Row> {
  rows: Iterable<Row & { id: number; name: string }>;
  /** The parameter's name without `_id` and `_name`. */
  what: string;
  ids?: number[] | number | 'all' | undefined;
  /** The word `all` stands for every row. */
  names?: string[] | string | undefined;
}

/** Rows by ids, by names, or all; each missing one answers with the code of its id. */
export function findRows<Row>(query: RowQuery<Row>): (Row & { id: number; name: string })[] {
  const rows = [...query.rows];
  if (query.ids === 'all' || query.names === 'all') return rows;
  if (query.ids !== undefined) {
    const ids = Array.isArray(query.ids) ? query.ids : [query.ids];
    return ids.map((id) => required(rows.find((row) => row.id === id), `${query.what}_id`));
  }
  if (query.names === undefined || query.names === '' || query.names.length === 0) return [];
  const names = Array.isArray(query.names) ? query.names : [query.names];
  return names.map((name) => required(rows.find((row) => row.name === name), `${query.what}_id`));
}

/** As `findRows`, for the methods that cannot do without. */
export function findSomeRows<Row>(query: RowQuery<Row>): (Row & { id: number; name: string })[] {
  const found = findRows(query);
  if (found.length === 0 && query.ids !== 'all' && query.names !== 'all') throw invalidParameter(`${query.what}_id`);
  return found;
}

export function findOneRow<Row>(query: RowQuery<Row>): Row & { id: number; name: string } {
  const [found] = findSomeRows(query);
  return required(found, `${query.what}_id`);
}

export const rulesOf = (account: AccountRows, applicationId: number): RuleRow[] =>
  (account.ruleOrder.get(applicationId) ?? []).flatMap((id) => account.rules.get(id) ?? []);

export const usersOf = (account: AccountRows, applicationId: number): UserRow[] =>
  [...account.users.values()].filter((row) => row.applicationId === applicationId);

export const sqQueuesOf = (account: AccountRows, applicationId: number): SqQueueRow[] =>
  [...account.sqQueues.values()].filter((row) => row.applicationId === applicationId);

export const scenariosOf = (account: AccountRows, applicationId: number): ScenarioRow[] =>
  [...account.scenarios.values()].filter((row) => row.applicationId === applicationId);

export const acdQueuesOf = (account: AccountRows, applicationId: number): AcdQueueRow[] =>
  [...account.acdQueues.values()].filter((row) => row.applicationId === applicationId);

function required<Row>(row: Row | undefined, parameter: string): Row {
  if (row === undefined) throw invalidParameter(parameter);
  return row;
}
