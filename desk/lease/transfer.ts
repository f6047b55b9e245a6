import type { TransferState, TransferWhy } from '../../contracts/desk-callers';
import { TRANSFER_RING_MS, type TransferMode, type TransferTarget } from '../../contracts/desk-commands';

/** A page that is there leaves READY within a second or two; longer the caller must not wait for it. */
export const RESERVING_MS = 4_000;
/** From the colleague's word to the first ring. */
export const RESERVED_MS = 8_000;
/** The session tells how a ring ended; one that says nothing for this much longer is dead. */
export const SILENT_MS = 10_000;
/** A consultation that no event ends: the session is gone. */
export const CONSULTING_MS = 60 * 60_000;

/** The longest that each state lasts. */
export const TRANSFER_LONGEST_MS: Partial<Record<TransferState, number>> = {
  reserving: RESERVING_MS, reserved: RESERVED_MS, ringing: TRANSFER_RING_MS + SILENT_MS, consulting: CONSULTING_MS,
};

/** One attempt to hand a caller over, with the colleague kept free for it. Bounded in every state. */
export interface TransferLease {
  transferId: string;
  callId: string;
  /** Who hands over. */
  operator: string;
  mode: TransferMode;
  to: TransferTarget;
  state: TransferState;
  why: TransferWhy | null;
  /** When the state ends by itself; null once it is over. */
  endsAtMs: number | null;
}

export type TransferAction =
  /** By the colleague's page. */
  | { kind: 'confirm' | 'refuse'; atMs: number }
  /** By the one who hands over; only before the session rings. */
  | { kind: 'takeBack'; atMs: number }
  /** What the session said, or that it could not be told. */
  | { kind: 'notPossible'; why: TransferWhy; atMs: number }
  | { kind: 'transferring' | 'consulting' | 'transferred' | 'ended'; atMs: number }
  | { kind: 'transferFailed'; why: TransferWhy; callerIsBack: boolean; atMs: number }
  | { kind: 'tick'; atMs: number };

export interface TransferStarted {
  transferId: string; callId: string; operator: string; mode: TransferMode; to: TransferTarget; atMs: number;
  /** Whether the colleague is ready and nobody else has reserved him; numbers need no reservation. */
  isFree: boolean;
}

export function openTransfer({ isFree, atMs, ...who }: TransferStarted): TransferLease {
  if ('number' in who.to) return { ...who, state: 'reserved', why: null, endsAtMs: atMs + RESERVED_MS };
  if (!isFree) return { ...who, state: 'failed', why: 'busy', endsAtMs: null };
  return { ...who, state: 'reserving', why: null, endsAtMs: atMs + RESERVING_MS };
}

/** The next lease; the same object where nothing changed. Over is over, whatever comes late. */
export function stepTransfer(lease: TransferLease, action: TransferAction): TransferLease {
  if (!isLive(lease)) return lease;
  switch (action.kind) {
    case 'confirm':
      return lease.state === 'reserving' ? { ...lease, state: 'reserved', endsAtMs: action.atMs + RESERVED_MS } : lease;
    case 'refuse':
      return lease.state === 'reserving' ? over(lease, 'failed', 'refused') : lease;
    case 'takeBack':
      return isReserving(lease) ? over(lease, 'failed', 'taken-back') : lease;
    case 'notPossible':
      return isReserving(lease) ? over(lease, 'failed', action.why) : lease;
    case 'transferring':
      return isReserving(lease) ? { ...lease, state: 'ringing', endsAtMs: action.atMs + TRANSFER_RING_MS + SILENT_MS } : lease;
    case 'consulting':
      return { ...lease, state: 'consulting', endsAtMs: action.atMs + CONSULTING_MS };
    case 'transferred':
      return over(lease, 'done', null);
    case 'transferFailed':
      return over(lease, action.callerIsBack ? 'returned' : 'failed', action.why);
    case 'ended':
      return over(lease, 'failed', 'ended');
    case 'tick':
      return tick(lease, action.atMs);
  }
}

export function isLive({ state }: Pick<TransferLease, 'state'>): boolean {
  return state !== 'done' && state !== 'returned' && state !== 'failed';
}

/** While this holds, the colleague is kept for this caller and for nobody else. */
export function reservedOperator(lease: TransferLease): string | null {
  return isLive(lease) && 'operator' in lease.to ? lease.to.operator : null;
}

function isReserving({ state }: TransferLease): boolean {
  return state === 'reserving' || state === 'reserved';
}

const LAPSED: Partial<Record<TransferState, TransferWhy>> = {
  reserving: 'no-confirmation', reserved: 'unreachable', ringing: 'lost', consulting: 'lost',
};

function tick(lease: TransferLease, atMs: number): TransferLease {
  if (lease.endsAtMs === null || atMs < lease.endsAtMs) return lease;
  return over(lease, 'failed', LAPSED[lease.state] ?? 'lost');
}

function over(lease: TransferLease, state: TransferState, why: TransferWhy | null): TransferLease {
  return { ...lease, state, why, endsAtMs: null };
}
