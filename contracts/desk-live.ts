import type { CallSummary, Presence } from './desk-journal';
import type { CommandOutcome, Leadership, WrapUp } from './desk-api';
import type { TransferView } from './desk-callers';

/** WebSocket; the cookie's session, or the bearer in `hello`. JSON texts, each ≤ 16 KB. */
export const LIVE_PATH = '/api/live';
/** The page sends `hello` within this, and something at least this often; else the desk closes. */
export const LIVE_SILENCE_MS = 15_000;

export type PageToDesk =
  /** First of all. `session: null` where the cookie signs in. */
  | { type: 'hello'; session: string | null; pageId: string }
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

/** Null for anything that is no known message; unknown types are for a newer page and ignored. */
export function parseDeskMessage(text: string): DeskToPage | null {
  const known: DeskToPage['type'][] = [
    'welcome', 'leadership', 'wrapUp', 'wrapUpWarning', 'holdoutOver', 'commandResult',
    'call', 'saved', 'team', 'callbacks', 'transfer', 'pong', 'bye',
  ];
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('type' in value)) return null;
    return known.some((type) => type === value.type) ? (value as DeskToPage) : null;
  } catch {
    return null;
  }
}
