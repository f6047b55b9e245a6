import type { ErasureProtocol, PersonDocument, PersonRequest, PersonRequestKind } from '../../contracts/desk-persons';
import { maskNumber } from '../../contracts/mask-number';
import { toIso } from '../../contracts/time';
import { wallAt, type Clock } from '../clock';
import type { Queryable } from '../database/port';

/** Long enough to be fetched on the next working day. */
export const DOCUMENT_KEPT_MS = 24 * 3_600_000;
/** A desk that was killed in a try leaves the request to whoever looks after this. */
export const TRY_HELD_MS = 3 * 60_000;
const SHOWN_MOST = 100;

export interface Who { number?: string; customerId?: string }
export interface Asking extends Who { franchise: string; requestId: string; kind: PersonRequestKind; askedBy: string | null }

/** A request that this process tries now. */
export interface Claimed {
  franchise: string;
  requestId: string;
  kind: PersonRequestKind;
  who: Who;
  /** Of tries: what another process has begun since is no more ours to end. */
  attempts: number;
  protocol: ErasureProtocol | null;
  /** Of an erased person, what is still to be looked for in the cloud. */
  rest: { callIds: string[]; numbers: string[] };
}

interface RequestRow extends Record<string, unknown> {
  franchise: string; request_id: string; kind: PersonRequestKind; asked_by: string | null; asked_at: number; shown: string | null;
  who: string | null; state: PersonRequest['state']; next_at: number | null; attempts: number; why: string | null;
  protocol: string | null; rest: string | null; expires_at: number | null;
}

/** Repeatable by its id. `heldMs`: the asking process tries it itself for so long. */
export async function askForPerson(db: Queryable, asking: Asking, { nowMs, heldMs = 0 }: { nowMs: number; heldMs?: number }): Promise<void> {
  const { franchise, requestId, kind, askedBy, number, customerId } = asking;
  await db.query(
    `insert into person_requests (franchise, request_id, kind, asked_by, asked_at, shown, who, state, next_at, attempts)
     values ($1, $2, $3, $4, $5::bigint, $6, $7, 'asked', $5::bigint + $8::bigint, 0) on conflict do nothing`,
    [franchise, requestId, kind, askedBy, nowMs, number === undefined ? null : maskNumber(number), JSON.stringify({ number, customerId }), heldMs]);
}

/** The next that is due, `only` this one, or none. Without the account's key, none that the cloud alone is waited for. */
export async function claimPerson(
  db: Queryable, { nowMs, hasAccount, only }: { nowMs: number; hasAccount: boolean; only?: { franchise: string; requestId: string } },
): Promise<Claimed | undefined> {
  const [row] = await db.query<RequestRow>(
    `update person_requests set next_at = $1::bigint + $2::bigint, attempts = attempts + 1, state = 'running'
     where (franchise, request_id) in (
       select franchise, request_id from person_requests
       where case when $4::text is null then next_at <= $1 and ($3 or protocol is null) else franchise = $4 and request_id = $5 end
       order by next_at limit 1 for update skip locked)
     returning *`, [nowMs, TRY_HELD_MS, hasAccount, only?.franchise ?? null, only?.requestId ?? null]);
  return row && {
    franchise: row.franchise, requestId: row.request_id, kind: row.kind, attempts: row.attempts,
    who: JSON.parse(row.who ?? '{}') as Who,
    protocol: row.protocol === null ? null : JSON.parse(row.protocol) as ErasureProtocol,
    rest: JSON.parse(row.rest ?? '{"callIds":[],"numbers":[]}') as Claimed['rest'],
  };
}

/** How far a try came; `nextAtMs` null: there is nothing more to do, and the request forgets whom it was about. */
export interface Progress {
  state: 'running' | 'failed' | 'done';
  nextAtMs: number | null;
  why: string | null;
  protocol?: ErasureProtocol | null;
  rest?: Claimed['rest'];
  document?: PersonDocument;
}

/** Throws where another process has begun the request since: in a transaction, what belongs to it is not done either. */
export async function notePerson(db: Queryable, { franchise, requestId, attempts }: Claimed, progress: Progress & { atMs: number }): Promise<void> {
  const { state, nextAtMs, why, protocol = null, rest, document, atMs } = progress;
  const isOver = nextAtMs === null;
  const noted = await db.query(
    `update person_requests set state = $4, next_at = $5::bigint, why = $6, protocol = coalesce($7, protocol), rest = $8,
       document = $9, expires_at = $10::bigint, ended_at = $11::bigint, who = case when $5::bigint is null then null else who end
     where franchise = $1 and request_id = $2 and attempts = $3 returning 1`,
    [franchise, requestId, attempts, state, nextAtMs, why, protocol && JSON.stringify(protocol), rest && !isOver ? JSON.stringify(rest) : null,
      document ? JSON.stringify(document) : null, document ? atMs + DOCUMENT_KEPT_MS : null, isOver ? atMs : null]);
  if (noted.length === 0) throw new Error('Another desk has begun this request since.');
}

/** The newest first. */
export async function listPersons(
  { db, clock }: { db: Queryable; clock: Clock }, franchise: string, requestId: string | null = null,
): Promise<PersonRequest[]> {
  const rows = await db.query<RequestRow>(
    `select franchise, request_id, kind, asked_by, asked_at, shown, state, next_at, attempts, why, protocol,
       case when document is null then null else expires_at end as expires_at
     from person_requests where franchise = $1 and ($2::text is null or request_id = $2) order by asked_at desc, request_id limit $3`,
    [franchise, requestId, SHOWN_MOST]);
  const nowMs = clock.now();
  return rows.map((row) => ({
    requestId: row.request_id, kind: row.kind, askedBy: row.asked_by, askedAt: toIso(wallAt(clock, row.asked_at)), number: row.shown,
    state: row.state, why: row.why,
    nextTryInMs: row.next_at === null ? null : Math.max(0, row.next_at - nowMs),
    protocol: row.protocol === null ? null : JSON.parse(row.protocol) as ErasureProtocol,
    documentForMs: row.expires_at !== null && row.expires_at > nowMs ? row.expires_at - nowMs : null,
  }));
}

/** For whoever asked for it, and nobody else; undefined once its time is over. */
export async function readPersonDocument(
  db: Queryable, { franchise, requestId, askedBy, nowMs }: { franchise: string; requestId: string; askedBy: string; nowMs: number },
): Promise<PersonDocument | undefined> {
  const [row] = await db.query<{ document: string | null }>(
    'select document from person_requests where franchise = $1 and request_id = $2 and asked_by = $3 and expires_at > $4', [franchise, requestId, askedBy, nowMs]);
  return row?.document == null ? undefined : JSON.parse(row.document) as PersonDocument;
}

export async function forgetDocuments(db: Queryable, nowMs: number): Promise<void> {
  await db.query('update person_requests set document = null, expires_at = null where expires_at <= $1', [nowMs]);
}
