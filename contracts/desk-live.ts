import type { Open } from './call-events';
import type { CallSummary, Presence } from './desk-journal';
import type { CommandOutcome, Leadership } from './desk-api';
import type { WrapUp } from './desk-wrap-up';
import type { TransferView } from './desk-callers';
import type { Act, Screen } from './desk-window';

/** WebSocket; the cookie's session, or the bearer in `hello`. JSON texts, a page's each ≤ 16 KB. */
export const LIVE_PATH = '/api/live';
/** The page sends `hello` within this, and something at least this often; else the desk closes. */
export const LIVE_SILENCE_MS = 15_000;

export type PageToDesk =
  /** First of all. `session: null` where the cookie signs in. `together`: the page takes several messages in one text, as an array. */
  | { type: 'hello'; session: string | null; pageId: string; together?: true | undefined }
  /** Presence of the leading page; others send only `ping`. */
  | { type: 'presence'; presence: Open<Presence>; callId: string | null }
  | { type: 'ping' };

export type DeskToPage =
  /** `deskMs`: the desk's own clock, which no sleep of the page's machine stops. */
  | { type: 'welcome'; leadership: Leadership; wrapUp: WrapUp | null; deskMs?: number }
  | { type: 'leadership'; leadership: Leadership }
  /** Opened, extended or closed, by whomever. */
  | { type: 'wrapUp'; wrapUp: WrapUp }
  /** The limit is near: `limitInMs` is left. */
  | { type: 'wrapUpWarning'; callId: string; limitInMs: number }
  /** The rejected call no longer holds this operator out. */
  | { type: 'holdoutOver'; callId: string; why: Open<'answered' | 'ended' | 'all-offered'> }
  | { type: 'commandResult'; callId: string; outcome: CommandOutcome }
  /** A call of this franchise changed; lists follow it. */
  | { type: 'call'; call: CallSummary }
  /** A save of this operator is in the journal. */
  | { type: 'saved'; callId: string; saveId: string; customerId?: string | null }
  /** What the operator's calls window shows, so long ago. */
  | { type: 'screen'; pageId: string; screen: Screen; agoMs: number }
  /** To the calls window: clicks on another page of this operator. */
  | { type: 'acts'; acts: readonly Act[] }
  /** Somebody's presence changed; ask `GET /api/colleagues`, supervisors `GET /api/supervisor`. */
  | { type: 'team' }
  /** The list of callbacks changed. */
  | { type: 'callbacks' }
  /** To the one who hands a caller over, and to the colleague who is to get him. */
  | { type: 'transfer'; transfer: TransferView }
  | { type: 'pong'; deskMs?: number }
  /** The desk is about to close; `signed-out` needs a new token, the rest a new connection. */
  | { type: 'bye'; why: 'signed-out' | 'replaced' | 'silent' | 'restart' | 'too-much' };

export type LiveMessageType = DeskToPage['type'] | PageToDesk['type'];

/** The messages that a page knows, each with the fields without which it says nothing. */
const FIELDS: Readonly<Record<DeskToPage['type'], readonly string[]>> = {
  welcome: ['leadership'], leadership: ['leadership'], wrapUp: ['wrapUp'], wrapUpWarning: ['callId', 'limitInMs'],
  holdoutOver: ['callId'], commandResult: ['callId', 'outcome'], call: ['call'], saved: ['callId', 'saveId'], team: [], callbacks: [],
  transfer: ['transfer'], screen: ['pageId', 'screen', 'agoMs'], acts: ['acts'], pong: [], bye: [],
};

/** One message or several. What a newer desk says besides (types, fields, words) is for a newer page: it disturbs none of the others. */
export function parseDeskMessages(text: string): DeskToPage[] {
  try {
    const value: unknown = JSON.parse(text);
    return (Array.isArray(value) ? value : [value]).filter(isDeskMessage);
  } catch {
    return [];
  }
}

function isDeskMessage(value: unknown): value is DeskToPage {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') return false;
  const fields = Object.entries(FIELDS).find(([type]) => type === value.type)?.[1];
  return fields?.every((field) => (Reflect.get(value, field) ?? null) !== null) === true;
}
