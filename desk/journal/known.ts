import type { ReadReport } from '../../contracts/desk-api';
import type { Queryable } from '../database/port';
import type { ReadEvent } from '../../contracts/call-events';
import { asKnown } from './event-schema';
import type { ReportedOffer } from './project';
import type { CallKey } from './call-key';

/** All that the desk has of a call beside its projection. */
export interface KnownCall extends CallKey {
  /** Whose it is; null: nobody's yet. */
  owner: string | null;
  events: readonly ReadEvent[];
  /** When the call began by the desk's own time, judged by the event that came quickest; null without any event. */
  firstAtMs: number | null;
  /** What pages said of its offers, in the order they said it. */
  reports: readonly ReportedOffer[];
  isHeldOut: boolean;
  isHandedOver: boolean;
  hasAccessUrl: boolean;
}

interface KnownRow extends Record<string, unknown> {
  owner: string | null;
  events: [body: unknown, atMs: number, receivedAtMs: number][] | null;
  reports: [operator: string, offerId: string | null, kind: ReadReport['kind']][] | null;
  held_out: boolean;
  handed_over: boolean;
  reachable: boolean;
}

/** Of many calls in one statement, in the order asked for. */
export async function readKnown(tx: Queryable, keys: readonly CallKey[]): Promise<KnownCall[]> {
  const rows = await tx.query<KnownRow>(KNOWN_SQL, [JSON.stringify(keys.map(({ franchise, callId }) => ({ franchise, call_id: callId })))]);
  return keys.map((key, index) => toKnown(key, rows[index]));
}

/** Subqueries, not joins: each goes by its index, however large its table has grown since the statement was planned. */
const KNOWN_SQL = `
  select (select c.franchise from calls c where c.call_id = k.call_id) as owner,
    (select json_agg(json_build_array(e.body::json, e.at_ms, e.received_at) order by e.seq)
     from call_events e where e.franchise = k.franchise and e.call_id = k.call_id) as events,
    (select json_agg(json_build_array(r.operator, r.offer_id, r.kind) order by r.at, r.report_id)
     from offer_reports r where r.franchise = k.franchise and r.call_id = k.call_id) as reports,
    exists (select 1 from holdouts h where h.franchise = k.franchise and h.call_id = k.call_id) as held_out,
    exists (select 1 from transfers t where t.franchise = k.franchise and t.call_id = k.call_id and t.live) as handed_over,
    exists (select 1 from access_urls a where a.franchise = k.franchise and a.call_id = k.call_id) as reachable
  from rows from (json_to_recordset($1::json) as (franchise text, call_id text)) with ordinality as k (franchise, call_id, place)
  order by k.place`;

function toKnown(key: CallKey, row: KnownRow | undefined): KnownCall {
  const events = row?.events ?? [];
  return {
    ...key,
    owner: row?.owner ?? null,
    events: events.flatMap(([body]) => asKnown(body) ?? []),
    firstAtMs: events.length === 0 ? null : Math.min(...events.map(([, atMs, receivedAtMs]) => receivedAtMs - atMs)),
    reports: (row?.reports ?? []).map(([operator, offerId, kind]) => ({ operator, offerId, kind })),
    isHeldOut: row?.held_out ?? false,
    isHandedOver: row?.handed_over ?? false,
    hasAccessUrl: row?.reachable ?? false,
  };
}
