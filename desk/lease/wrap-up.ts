import type { WrapUp, WrapUpClose } from '../../contracts/desk-wrap-up';

/**
 * The wrap-up of one operator after one call. Monotone: none → open → closed, and closed is for ever,
 * so a close that arrives before the open leaves a tombstone and the late open changes nothing.
 */
export interface WrapUpLease {
  callId: string;
  operator: string;
  /** Null in a tombstone. */
  openedAtMs: number | null;
  closedAtMs: number | null;
  closedBy: WrapUpClose | null;
  /** Null: no limit. */
  limitAtMs: number | null;
  warned: boolean;
  extensions: number;
}

export interface WrapUpRules {
  /** Null: as long as the operator needs. */
  limitMs: number | null;
  /** How long before the limit the page is warned. */
  warnMs: number;
}

export type WrapUpAction =
  | { kind: 'open'; atMs: number }
  | { kind: 'extend'; atMs: number }
  | { kind: 'close'; by: WrapUpClose; atMs: number }
  /** Time went by. */
  | { kind: 'tick'; atMs: number };

/** The next lease; the same object where nothing changed, so the caller sees whether to say anything. */
export function stepWrapUp(lease: WrapUpLease, action: WrapUpAction, rules: WrapUpRules): WrapUpLease {
  if (lease.closedAtMs !== null) return lease;
  switch (action.kind) {
    case 'open':
      return lease.openedAtMs === null
        ? { ...lease, openedAtMs: action.atMs, limitAtMs: limitFrom(action.atMs, rules) }
        : lease;
    case 'extend':
      return extend(lease, action.atMs, rules);
    case 'close':
      return { ...lease, closedAtMs: action.atMs, closedBy: action.by };
    case 'tick':
      return tick(lease, action.atMs, rules);
  }
}

export function newWrapUp(callId: string, operator: string): WrapUpLease {
  return {
    callId, operator, openedAtMs: null, closedAtMs: null, closedBy: null, limitAtMs: null, warned: false, extensions: 0,
  };
}

export function isOpen(lease: WrapUpLease): boolean {
  return lease.openedAtMs !== null && lease.closedAtMs === null;
}

/** What the page gets; durations from `nowMs`, since its clock may differ. */
export function viewWrapUp(lease: WrapUpLease, nowMs: number, rules: WrapUpRules): WrapUp {
  const open = isOpen(lease);
  const limitInMs = open && lease.limitAtMs !== null ? Math.max(0, lease.limitAtMs - nowMs) : null;
  return {
    callId: lease.callId,
    operator: lease.operator,
    state: open ? 'open' : 'closed',
    closedBy: lease.closedBy,
    openedAt: lease.openedAtMs === null ? null : new Date(lease.openedAtMs).toISOString(),
    limitInMs,
    warnInMs: limitInMs === null ? null : Math.max(0, limitInMs - rules.warnMs),
    extensions: lease.extensions,
  };
}

/** A whole limit from now, never less than what was left. */
function extend(lease: WrapUpLease, atMs: number, rules: WrapUpRules): WrapUpLease {
  if (lease.openedAtMs === null || lease.limitAtMs === null || rules.limitMs === null) return lease;
  const limitAtMs = Math.max(lease.limitAtMs, atMs + rules.limitMs);
  return { ...lease, limitAtMs, warned: false, extensions: lease.extensions + 1 };
}

function tick(lease: WrapUpLease, atMs: number, rules: WrapUpRules): WrapUpLease {
  if (lease.limitAtMs === null) return lease;
  if (atMs >= lease.limitAtMs) return { ...lease, closedAtMs: atMs, closedBy: 'limit' };
  if (!lease.warned && atMs >= lease.limitAtMs - rules.warnMs) return { ...lease, warned: true };
  return lease;
}

function limitFrom(openedAtMs: number, rules: WrapUpRules): number | null {
  return rules.limitMs === null ? null : openedAtMs + rules.limitMs;
}
