import type { Clock } from '../clock';
import type { Scope } from '../config';
import { gather } from '../database/gather';
import type { Database, Queryable } from '../database/port';
import { NOBODY_LEADS, stepLeadership, type LeadershipLease, type LeadershipRequest } from '../lease/leadership';
import { say } from '../live/bus';

/** Whose lease. */
type Person = Pick<Scope, 'franchise' | 'operator'>;
interface LeadershipRow extends Record<string, unknown> { franchise: string; operator: string; page_id: string; expires_at: number; taken_from: string | null }

/** Every page renews, and speaks, every few seconds: in a rush they are answered together this often. */
const READ_EVERY_MS = 20;
const RENEW_EVERY_MS = 50;

export interface Leaderships {
  step(scope: Scope, request: Omit<LeadershipRequest, 'atMs'>): Promise<LeadershipLease>;
  read(scope: Person): Promise<LeadershipLease>;
}

/** The leadership lease of `lease/leadership.ts`, kept in the database and told to all pages of the operator. */
export function createLeaderships({ db, clock }: { db: Database; clock: Clock }): Leaderships {
  const read = gather<Person, LeadershipLease>({ everyMs: READ_EVERY_MS, work: (people) => readAll(db, people) });
  const renew = gather<Renewal, LeadershipLease | undefined>({
    everyMs: RENEW_EVERY_MS, keyOf: ({ franchise, operator }) => `${franchise} ${operator}`, work: (asked) => renewAll(db, asked, clock.now()),
  });
  return {
    async step(scope, request) {
      const renewed = request.action === 'renew' ? await renew({ ...scope, pageId: request.pageId }) : undefined;
      return renewed ?? db.transaction((tx) => stepLocked(tx, scope, { ...request, atMs: clock.now() }));
    },
    read,
  };
}

async function stepLocked(tx: Queryable, scope: Scope, request: LeadershipRequest): Promise<LeadershipLease> {
  await lock(tx, scope);
  // A renewal takes no lock but the row's, so the row is kept from it too.
  const [row] = await tx.query<LeadershipRow>(
    'select franchise, operator, page_id, expires_at, taken_from from leaderships where franchise = $1 and operator = $2 for update',
    [scope.franchise, scope.operator]);
  const before = toLease(row);
  const after = stepLeadership(before, request);
  if (after === before) return before;
  await write(tx, scope, after);
  if (after.pageId !== before.pageId) await say(tx, { kind: 'leadership', franchise: scope.franchise, operator: scope.operator });
  return after;
}

interface Renewal extends Person { pageId: string }

/**
 * Renewals that change no leader need no lock: each is written only where its page leads still.
 * Undefined for the rest, which somebody else changed in between, or which are not theirs.
 */
async function renewAll(db: Database, asked: readonly Renewal[], nowMs: number): Promise<(LeadershipLease | undefined)[]> {
  const before = await readAll(db, asked);
  const steps = asked.map(({ pageId }, index) => {
    const lease = before[index] ?? NOBODY_LEADS;
    return { lease, after: stepLeadership(lease, { pageId, action: 'renew', atMs: nowMs }) };
  });
  const written = await db.query<Pick<LeadershipRow, 'franchise' | 'operator'>>(
    `update leaderships l set expires_at = k.expires_at, taken_from = k.taken_from
     from json_to_recordset($1::json) as k (
       franchise text, operator text, page_id text, expires_at bigint, taken_from text)
     where l.franchise = k.franchise and l.operator = k.operator and l.page_id = k.page_id
     returning l.franchise, l.operator`,
    [JSON.stringify(steps.flatMap(({ lease, after }, index) => (after === lease ? [] : [{
      franchise: asked[index]?.franchise, operator: asked[index]?.operator, page_id: lease.pageId,
      expires_at: after.expiresAtMs, taken_from: after.takenFrom,
    }])))]);
  const held = new Set(written.map(({ franchise, operator }) => `${franchise} ${operator}`));
  return asked.map(({ franchise, operator }, index) => (held.has(`${franchise} ${operator}`) ? steps[index]?.after : undefined));
}

async function readAll(db: Queryable, people: readonly Person[]): Promise<LeadershipLease[]> {
  const rows = await db.query<LeadershipRow>(
    `select l.franchise, l.operator, l.page_id, l.expires_at, l.taken_from from json_to_recordset($1::json) as k (franchise text, operator text)
     join leaderships l on l.franchise = k.franchise and l.operator = k.operator`,
    [JSON.stringify(people.map(({ franchise, operator }) => ({ franchise, operator })))]);
  const known = new Map(rows.map((row) => [`${row.franchise} ${row.operator}`, toLease(row)]));
  return people.map(({ franchise, operator }) => known.get(`${franchise} ${operator}`) ?? NOBODY_LEADS);
}

/** The first claim has no row to lock, so the name itself is locked. */
async function lock(tx: Queryable, { franchise, operator }: Scope): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`leadership ${franchise} ${operator}`]);
}

function toLease(row: LeadershipRow | undefined): LeadershipLease {
  if (!row) return NOBODY_LEADS;
  return { pageId: row.page_id === '' ? null : row.page_id, expiresAtMs: row.expires_at, takenFrom: row.taken_from };
}

async function write(tx: Queryable, { franchise, operator }: Scope, lease: LeadershipLease): Promise<void> {
  await tx.query(
    `insert into leaderships (franchise, operator, page_id, expires_at, taken_from) values ($1, $2, $3, $4, $5)
     on conflict (franchise, operator) do update
       set page_id = excluded.page_id, expires_at = excluded.expires_at, taken_from = excluded.taken_from`,
    [franchise, operator, lease.pageId ?? '', lease.expiresAtMs, lease.takenFrom]);
}
