export { DatabaseDown, DatabaseReadOnly } from '../../contracts/desk-failures';

/** A value that both drivers bind alike. JSON goes in as text, times as epoch milliseconds. */
export type SqlValue = string | number | boolean | null | readonly string[];
export type Row = Record<string, unknown>;

export interface Queryable {
  /** `$1 …` placeholders only; whole numbers come back as `number`. */
  query<R extends Row = Row>(sql: string, values?: readonly SqlValue[]): Promise<R[]>;
  /** In a transaction: notes what is to be said when it commits. */
  sayLater?(channel: string, payload: string): void;
}

export interface TransactionOptions {
  /** However long a statement takes: for migrations. Else what takes too long fails as `DatabaseDown`. */
  unhurried?: boolean;
}

/**
 * PostgreSQL as the desk needs it: PGlite in the process, or a server.
 * `notify` inside a transaction is delivered when it commits.
 */
export interface Database extends Queryable {
  transaction<T>(work: (tx: Queryable) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Payloads of `channel`, from every process on this database, this one included. */
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>;
  /** Called after a lost listener came back: what was said meanwhile is unknown. */
  onResume(fn: () => void): void;
  close(): Promise<void>;
}

/** Says `payload` (< 8,000 bytes) on `channel`. */
export async function notify(db: Queryable, channel: string, payload: string): Promise<void> {
  if (db.sayLater) db.sayLater(channel, payload);
  else await db.query('select pg_notify($1, $2)', [channel, payload]);
}

/** Work of a transaction, and then in one statement all that it has to say. */
export async function withNews<T>(on: Pick<Queryable, 'query'>, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const news: [channel: string, payload: string][] = [];
  const result = await work({ query: (sql, values) => on.query(sql, values), sayLater: (...said) => void news.push(said) });
  if (news.length > 0) {
    await on.query('select pg_notify(n.said ->> 0, n.said ->> 1) from json_array_elements($1::json) as n (said)', [JSON.stringify(news)]);
  }
  return result;
}

/** The one row that a statement must give. */
export async function one<R extends Row>(rows: Promise<R[]>): Promise<R> {
  const [row] = await rows;
  if (!row) throw new Error('The statement gave no row, one was expected.');
  return row;
}

/**
 * Until the transaction ends, whoever locks one of these names waits. In the order of the names, so that two never wait
 * for each other: what is locked in several statements goes by it too (calls before wrap-ups).
 */
export async function lockKeys(tx: Queryable, names: readonly string[]): Promise<void> {
  await tx.query(
    'select pg_advisory_xact_lock(hashtext(n.name)) from json_array_elements_text($1::json) as n (name)', [JSON.stringify([...new Set(names)].sort())]);
}
