import { createHash } from 'node:crypto';
import pg from 'pg';
import { openListener } from './postgres-listener';
import { Mistake } from '../../contracts/desk-failures';
import { asFailure } from './postgres-errors';
import { DatabaseDown, withNews, type Database, type Queryable, type Row, type SqlValue, type TransactionOptions } from './port';

const INT8 = 20;
/** A server that does not take a connection in this time is down. */
const CONNECT_MS = 5_000;
/** The server gives a statement up by itself; a server that is silent is given up a little later. */
const STATEMENT_MS = 10_000;
const ANSWER_MS = 15_000;

export interface PostgresOptions {
  /** Connections for statements; the listener has one of its own. */
  connections?: number;
  /** What the server or the network did to idle connections; never a secret. */
  onError?: (error: Error) => void;
}

/** A PostgreSQL server by its `DATABASE_URL`; several desks may share one. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const onError = options.onError ?? (() => undefined);
  if (!/^postgres(?:ql)?:\/\//.test(url)) throw new Mistake('DATABASE_URL is no address of a PostgreSQL; it begins with postgres://.');
  const settings = {
    connectionString: url, types: integersAsNumbers(), application_name: 'vox-desk', connectionTimeoutMillis: CONNECT_MS, keepAlive: true,
  };
  const pool = new pg.Pool({ ...settings, max: options.connections ?? 10, statement_timeout: STATEMENT_MS });
  pool.on('error', onError);
  const listener = openListener(() => new pg.Client(settings), onError);
  await onClient(pool, (client) => run(client, { sql: 'select 1' })).catch(async (error: DatabaseDown) => {
    await pool.end();
    throw new Mistake(`The PostgreSQL named by DATABASE_URL cannot be used (${reasonOf(error.cause ?? error)}); check that it runs, has the database and takes the user.`, error);
  });
  let closed: Promise<void> | undefined;
  return {
    query: <R extends Row>(sql: string, values?: readonly SqlValue[]) => onClient(pool, (client) => run<R>(client, { sql, ...(values ? { values } : {}) })),
    transaction: (work, how) => onClient(pool, (client) => inTransaction(client, work, how)),
    listen: (channel, onPayload) => listener.listen(channel, onPayload),
    onResume: (fn) => listener.onResume(fn),
    close: () => (closed ??= listener.close().then(() => pool.end())),
  };
}

/** A connection for some work. One that failed its server, or cannot write, does not go back into the pool. */
async function onClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await connect(pool);
  // A connection that is lost between two statements says so here; the next statement fails by it.
  const lost = (): void => undefined;
  client.on('error', lost);
  let failure: unknown;
  try {
    return await work(client);
  } catch (error) {
    failure = asFailure(error);
    throw failure;
  } finally {
    client.off('error', lost);
    client.release(failure instanceof DatabaseDown);
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw new DatabaseDown(error);
  }
}

interface Statement { sql: string; values?: readonly SqlValue[]; unhurried?: boolean }

async function run<R extends Row>(on: pg.PoolClient, { sql, values = [], unhurried = false }: Statement): Promise<R[]> {
  const statement: pg.QueryConfig & { query_timeout?: number } = {
    text: sql,
    // What binds values comes again and again: planned once per connection. The rest (migrations) is not kept.
    ...(values.length === 0 ? {} : { values: [...values], name: nameOf(sql) }),
    ...(unhurried ? {} : { query_timeout: ANSWER_MS }),
  };
  return (await on.query<R>(statement)).rows;
}

/** What the server or the network said. It names host, user and database, never the password. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'for an unknown reason';
  const [first] = cause instanceof AggregateError ? (cause.errors as unknown[]) : [cause];
  return first instanceof Error ? first.message : cause.message;
}

const names = new Map<string, string>();

/** The desk's statements are few and fixed, so their names are kept. */
function nameOf(sql: string): string {
  const name = names.get(sql) ?? createHash('sha256').update(sql).digest('base64url').slice(0, 32);
  names.set(sql, name);
  return name;
}

async function inTransaction<T>(
  client: pg.PoolClient, work: (tx: Queryable) => Promise<T>, { unhurried = false }: TransactionOptions = {},
): Promise<T> {
  const ask = <R extends Row>(sql: string, values: readonly SqlValue[] = []) => run<R>(client, { sql, values, unhurried });
  await ask('begin');
  try {
    if (unhurried) await ask('set local statement_timeout = 0');
    const result = await withNews({ query: ask }, work);
    await ask('commit');
    return result;
  } catch (error) {
    // A connection that cannot even roll back must not go back into the pool; one that is down is not asked to.
    if (!(asFailure(error) instanceof DatabaseDown)) await ask('rollback').catch((broken: unknown) => { throw new DatabaseDown(broken); });
    throw error;
  }
}

function integersAsNumbers() {
  return {
    getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
      (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
  };
}
