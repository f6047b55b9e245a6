import { createHash } from 'node:crypto';
import pg from 'pg';
import { openListener } from './postgres-listener';
import { asDown } from './postgres-down';
import { withNews, type Database, type Queryable, type Row, type SqlValue } from './port';

const INT8 = 20;
/** A server that does not take a connection in this time is down. */
const CONNECT_MS = 5_000;

export interface PostgresOptions {
  /** Connections for statements; the listener has one of its own. */
  connections?: number;
  /** What the server or the network did to idle connections; never a secret. */
  onError?: (error: Error) => void;
}

/** A PostgreSQL server by its `DATABASE_URL`; several desks may share one. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const onError = options.onError ?? (() => undefined);
  if (!/^postgres(?:ql)?:\/\//.test(url)) throw new Error('DATABASE_URL is no address of a PostgreSQL; it begins with postgres://.');
  const settings = {
    connectionString: url, types: integersAsNumbers(), application_name: 'vox-desk', connectionTimeoutMillis: CONNECT_MS, keepAlive: true,
  };
  const pool = new pg.Pool({ ...settings, max: options.connections ?? 10, statement_timeout: 10_000 });
  pool.on('error', onError);
  const listener = openListener(() => new pg.Client(settings), onError);
  await pool.query('select 1').catch(async (cause: unknown) => {
    await pool.end();
    throw new Error(`The PostgreSQL named by DATABASE_URL cannot be used (${reasonOf(cause)}); check that it runs, has the database and takes the user.`, { cause });
  });
  let closed: Promise<void> | undefined;
  return {
    query: <R extends Row>(sql: string, values: readonly SqlValue[] = []) => run<R>(pool, sql, values).catch(asDown),
    transaction: (work) => inTransaction(pool, work).catch(asDown),
    listen: (channel, onPayload) => listener.listen(channel, onPayload),
    onResume: (fn) => listener.onResume(fn),
    close: () => (closed ??= listener.close().then(() => pool.end())),
  };
}

async function run<R extends Row>(
  on: Pick<pg.PoolClient, 'query'> | pg.Pool, sql: string, values: readonly SqlValue[],
): Promise<R[]> {
  // What binds values comes again and again: planned once per connection. The rest (migrations) is not kept.
  const statement = values.length === 0 ? { text: sql } : { text: sql, values: [...values], name: nameOf(sql) };
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

async function inTransaction<T>(pool: pg.Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A connection that is lost between two statements says so here; the next statement fails by it.
  const lost = (): void => undefined;
  client.on('error', lost);
  try {
    await client.query('begin');
    const result = await withNews({ query: (sql, values = []) => run(client, sql, values) }, work);
    await client.query('commit');
    client.off('error', lost);
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot even roll back must not go back into the pool.
    const broken = await client.query('rollback').then(() => false, () => true);
    client.off('error', lost);
    client.release(broken);
    throw error;
  }
}

function integersAsNumbers() {
  return {
    getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
      (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
  };
}
