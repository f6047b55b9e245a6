import type { CallEventKind } from '../../contracts/call-events';

/**
 * When the next request to the desk goes out. The platform allows a session 35
 * requests at a time; the whole session stays within 32 of them.
 */
export const BUDGET = {
  /** Beyond it only the end, answers to commands, who talks and what became of a hand-over: the longest journey takes twelve. */
  journey: 8,
  /** The same where the desk does not answer: what it missed is tried again. */
  ordinary: 28,
  all: 32,
  /** In a row; then the events are stored. */
  failures: 3,
  /** After the first and the second failure in a row, milliseconds. */
  retryMs: [1_000, 3_000],
  probeMs: 60_000,
} as const;

/** How long an event may wait for company, milliseconds; null: until another one goes. */
const HURRY: Readonly<Record<CallEventKind, number | null>> = {
  started: 0,
  queued: null,
  offered: 0,
  offerEnded: 5_000,
  answered: null,
  bridged: 0,
  operatorLost: 0,
  transferring: 0,
  consulting: 0,
  transferred: 0,
  transferFailed: 0,
  commandResult: 0,
  ended: 0,
};

export interface Outgoing {
  readonly kind: CallEventKind;
  readonly atMs: number;
}

export interface Spending {
  /** Requests of the session so far, whatever became of them. */
  readonly requests: number;
  readonly lastRequestAtMs: number;
  /** Failures in a row. */
  readonly failures: number;
}

/** Call time of the next request for what is pending, or null: none for these alone. */
export function nextRequestAtMs(pending: readonly Outgoing[], spent: Spending): number | null {
  if (pending.some(({ kind }) => isTerminal(kind))) return spent.requests < BUDGET.all ? earliest(spent, 0) : null;
  if (pending.some(({ kind }) => WAITED_FOR.has(kind))) return spent.requests < BUDGET.ordinary ? earliest(spent, 0) : null;
  if (spent.requests >= (spent.failures > 0 ? BUDGET.ordinary : BUDGET.journey)) return null;
  let wanted = Infinity;
  for (const { kind, atMs } of pending) wanted = Math.min(wanted, atMs + (HURRY[kind] ?? Infinity));
  return wanted === Infinity ? null : Math.max(wanted, earliest(spent, spacingMs(spent.requests)));
}

/** An operator looks at the page and waits for these: who has the caller now, and what the colleague says. */
const WAITED_FOR: ReadonlySet<CallEventKind> = new Set(['bridged', 'transferring', 'consulting', 'transferred', 'transferFailed']);

export function isTerminal(kind: CallEventKind): boolean {
  return kind === 'ended' || kind === 'commandResult';
}

function earliest({ requests, lastRequestAtMs, failures }: Spending, spacing: number): number {
  if (requests === 0) return 0;
  if (failures >= BUDGET.failures) return lastRequestAtMs + BUDGET.probeMs;
  return lastRequestAtMs + Math.max(spacing, failures > 0 ? (BUDGET.retryMs[failures - 1] ?? 0) : 0);
}

/** A usual call never notices; in a long journey through many operators more goes together. */
function spacingMs(requests: number): number {
  return requests < 5 ? 0 : 10_000;
}
