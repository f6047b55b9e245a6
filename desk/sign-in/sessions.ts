import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock';
import type { DeskConfig, Scope } from '../config';
import { gather } from '../database/gather';
import type { Database } from '../database/port';

/** The element renews by the host's `getToken()`; the desk's own page lasts a working day. */
export const SESSION_MS = { bearer: 60 * 60_000, cookie: 14 * 60 * 60_000 };
/** Each request asks whose session it is: in a rush they are looked up together this often. */
const FIND_EVERY_MS = 20;

export interface Sessions {
  open(who: { operator: string; franchise: string }, kind: keyof typeof SESSION_MS): Promise<{ token: string; expiresInMs: number }>;
  /** Whose session it is; undefined where it is over or its operator no longer in the config. */
  find(token: string): Promise<Scope | undefined>;
  /** Of these, the ones that are over. */
  over(tokens: readonly string[]): Promise<ReadonlySet<string>>;
  close(token: string): Promise<void>;
  forgetExpired(): Promise<void>;
}

/** Sessions by the hash of a random token: a copy of the database signs nobody in. */
export function createSessions({ db, clock, config }: { db: Database; clock: Clock; config: DeskConfig }): Sessions {
  const find = gather<string, SessionRow | undefined>({ everyMs: FIND_EVERY_MS, work: (hashes) => rowsOf(db, hashes, clock.now()) });
  return {
    async open({ operator, franchise }, kind) {
      const token = randomBytes(32).toString('base64url');
      const now = clock.now();
      await db.query(
        'insert into sessions (session_hash, franchise, operator, created_at, expires_at) values ($1, $2, $3, $4, $5)',
        [hashOf(token), franchise, operator, now, now + SESSION_MS[kind]],
      );
      return { token, expiresInMs: SESSION_MS[kind] };
    },
    async find(token) {
      const row = await find(hashOf(token));
      const operator = row && config.operators[row.operator];
      // Moved to another franchise since: the old session must not follow him.
      if (!operator || operator.franchise !== row.franchise) return undefined;
      return { franchise: row.franchise, operator: row.operator, supervisor: operator.supervisor };
    },
    async over(tokens) {
      if (tokens.length === 0) return new Set();
      const rows = await db.query<{ session_hash: string }>(
        'select session_hash from sessions where session_hash = any($1) and expires_at > $2', [tokens.map(hashOf), clock.now()]);
      const alive = new Set(rows.map(({ session_hash }) => session_hash));
      return new Set(tokens.filter((token) => !alive.has(hashOf(token))));
    },
    async close(token) {
      await db.query('delete from sessions where session_hash = $1', [hashOf(token)]);
    },
    async forgetExpired() {
      await db.query('delete from sessions where expires_at <= $1', [clock.now()]);
    },
  };
}

interface SessionRow extends Record<string, unknown> { session_hash: string; franchise: string; operator: string }

async function rowsOf(db: Database, hashes: readonly string[], nowMs: number): Promise<(SessionRow | undefined)[]> {
  const rows = await db.query<SessionRow>(
    'select session_hash, franchise, operator from sessions where session_hash = any($1) and expires_at > $2', [hashes, nowMs]);
  const known = new Map(rows.map((row) => [row.session_hash, row]));
  return hashes.map((one) => known.get(one));
}

/** Only hashes are stored: a copy of the database signs nobody in. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
