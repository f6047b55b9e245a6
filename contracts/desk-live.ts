import type { CallSummary, Presence } from './desk-journal';
import type { CommandOutcome, Leadership } from './desk-api';
import type { WrapUp } from './desk-wrap-up';
import type { TransferView } from './desk-callers';

/** WebSocket; the cookie's session, or the bearer in `hello`. JSON texts, a page's each ≤ 16 KB. */
export const LIVE_PATH = '/api/live';
/** The page sends `hello` within this, and something at least this often; else the desk closes. */
export const LIVE_SILENCE_MS = 15_000;

export type PageToDesk =
  /** First of all. `session: null` where the cookie signs in. `together`: the page takes several messages in one text, as an array. */
  | { type: 'hello'; session: string | null; pageId: string; together?: true | undefined }
  /** Presence of the leading page; others send only `ping`. */
  | { type: 'presence'; presence: Presence; callId: string | null }
  | { type: 'ping' };

export type DeskToPage =
  | { type: 'welcome'; leadership: Leadership; wrapUp: WrapUp | null }
  | { type: 'leadership'; leadership: Leadership }
  /** Opened, extended or closed, by whomever. */
  | { type: 'wrapUp'; wrapUp: WrapUp }
  /** The limit is near: `limitInMs` is left. */
  | { type: 'wrapUpWarning'; callId: string; limitInMs: number }
  /** The rejected call no longer holds this operator out. */
  | { type: 'holdoutOver'; callId: string; why: 'answered' | 'ended' | 'all-offered' }
  | { type: 'commandResult'; callId: string; outcome: CommandOutcome }
  /** A call of this franchise changed; lists follow it. */
  | { type: 'call'; call: CallSummary }
  /** A save of this operator is in the journal. */
  | { type: 'saved'; callId: string; saveId: string }
  /** Somebody's presence changed; ask `GET /api/colleagues`, supervisors `GET /api/supervisor`. */
  | { type: 'team' }
  /** The list of callbacks changed. */
  | { type: 'callbacks' }
  /** To the one who hands a caller over, and to the colleague who is to get him. */
  | { type: 'transfer'; transfer: TransferView }
  | { type: 'pong' }
  /** The desk is about to close; `signed-out` needs a new token, the rest a new connection. */
  | { type: 'bye'; why: 'signed-out' | 'replaced' | 'silent' | 'restart' | 'too-much' };

export type LiveMessageType = DeskToPage['type'] | PageToDesk['type'];

const KNOWN: ReadonlySet<string> = new Set<DeskToPage['type']>([
  'welcome', 'leadership', 'wrapUp', 'wrapUpWarning', 'holdoutOver', 'commandResult',
  'call', 'saved', 'team', 'callbacks', 'transfer', 'pong', 'bye',
]);

/** One message or several; none of what is no known message: unknown types are for a newer page and ignored. */
export function parseDeskMessages(text: string): DeskToPage[] {
  try {
    const value: unknown = JSON.parse(text);
    return (Array.isArray(value) ? value : [value]).filter(isDeskMessage);
  } catch {
    return [];
  }
}

function isDeskMessage(value: unknown): value is DeskToPage {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && KNOWN.has(value.type);
}
