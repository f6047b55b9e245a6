import type { CallSummary, OfferView, RecordingView } from '../../contracts/desk-journal';
import type { CustomerHit } from '../../contracts/desk-customers';
import type { EndedBy, TerminalDetail, TerminalReason } from '../../contracts/terminal-reasons';
import type { Scope } from '../config';
import type { Directory } from '../directory/port';
import { shownName } from '../directory/shown-name';
import { iso } from '../iso';
import type { CallRow } from './call-row';
import { COMMENTS_SQL, toComments, type NameOf, type StoredComment } from './comments';
import type { ProjectedOffer } from './project';

/** `calls` with what people added: the choice, the comments, who handled it. */
export interface SummaryRow extends CallRow {
  customer_id: string | null;
  hit: string | null;
  comments: StoredComment[] | null;
  saved: boolean;
  handled_by: string | null;
  handled_at: number | null;
}

/** From, joins and columns of every query that gives summaries; the alias of `calls` is `c`. Columns by name: prepared statements outlive a migration. */
export const SUMMARY_SQL = `
  select c.call_id, c.franchise, c.from_number, c.from_raw, c.to_number, c.started_at, c.phase, c.answered, c.wait_ms, c.talk_ms,
    c.operator, c.ringing, c.offers, c.records, c.direction, c.reason, c.detail, c.ended_by, c.ended_at, ch.customer_id, ch.hit, h.operator as handled_by, h.at as handled_at,
    ${COMMENTS_SQL} as comments, exists (select 1 from saves s where s.franchise = c.franchise and s.call_id = c.call_id) as saved
  from calls c
  left join choices ch on ch.franchise = c.franchise and ch.call_id = c.call_id
  left join handled h on h.franchise = c.franchise and h.call_id = c.call_id`;

/** For whom summaries are made, and by what. */
export interface Viewer { scope: Scope; directory: Directory; nameOf: NameOf }

export async function toSummaries(rows: readonly SummaryRow[], { scope, directory, nameOf }: Viewer): Promise<CallSummary[]> {
  const kept = new Map<string, CustomerHit>();
  for (const row of rows) {
    if (row.customer_id !== null) kept.set(row.customer_id, keptHit(row.customer_id, row.hit));
  }
  const hits = new Map((await directory.refresh(scope, [...kept.values()])).map((hit) => [hit.id, hit]));
  return rows.map((row) => toSummary(row, {
    customer: row.customer_id === null ? null : (hits.get(row.customer_id) ?? null),
    comments: toComments(row.comments, { supervisor: scope.supervisor, nameOf }),
  }));
}

export function toOffers(row: Pick<CallRow, 'offers' | 'started_at'>): OfferView[] {
  return (JSON.parse(row.offers) as ProjectedOffer[]).map(({ operator, atMs, outcome }) => ({
    operator, outcome, offeredAt: iso(row.started_at + atMs),
  }));
}

/** What can be listened to: a voicemail's message comes last, what is before it was talk. */
export function toRecordings({ records, reason }: { records: string; reason: string | null }): RecordingView[] {
  const { length } = JSON.parse(records) as string[];
  return Array.from({ length }, (_, index) => ({
    index, kind: reason === 'voicemail' && index === length - 1 ? 'voicemail' as const : 'talk' as const,
  }));
}

function keptHit(id: string, hit: string | null): CustomerHit {
  if (hit === null) return { id, name: '', numbers: [], pageUrl: null };
  const kept = JSON.parse(hit) as CustomerHit;
  return { ...kept, name: shownName(kept.name) };
}

function toSummary(row: SummaryRow, { customer, comments }: Pick<CallSummary, 'customer' | 'comments'>): CallSummary {
  return {
    callId: row.call_id,
    from: row.from_number,
    fromRaw: row.from_raw,
    to: row.to_number,
    startedAt: iso(row.started_at),
    end: row.reason === null ? null : {
      reason: row.reason as TerminalReason,
      detail: row.detail as TerminalDetail,
      by: row.ended_by as EndedBy,
      endedAt: iso(row.ended_at ?? row.started_at),
    },
    phase: row.phase,
    waitMs: row.wait_ms,
    talkMs: row.talk_ms,
    operator: row.operator,
    customer,
    comment: comments.filter(({ hidden }) => hidden === null).at(-1)?.text ?? (row.saved ? '' : null),
    comments,
    handled: row.handled_by === null || row.handled_at === null ? null : { by: row.handled_by, at: iso(row.handled_at) },
    direction: row.direction,
    recordings: toRecordings(row),
  };
}
