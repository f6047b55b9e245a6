/** How long a callback stays with the operator who took it; then anybody may. */
export const CALLBACK_TAKEN_MS = 15 * 60_000;

/** One request to be called back. */
export interface CallbackLease {
  takenBy: string | null;
  takenAtMs: number | null;
  doneBy: string | null;
  doneAtMs: number | null;
}

export type CallbackAction =
  | { kind: 'take' | 'giveBack' | 'done'; operator: string; atMs: number }
  /** Marked done by mistake. */
  | { kind: 'reopen'; operator: string; atMs: number };

/** Whose it is at this moment; null: anybody's. */
export function holderOf({ takenBy, takenAtMs, doneAtMs }: CallbackLease, nowMs: number): string | null {
  if (doneAtMs !== null || takenBy === null || takenAtMs === null) return null;
  return nowMs - takenAtMs < CALLBACK_TAKEN_MS ? takenBy : null;
}

/** The next lease, the same object where nothing changed, or null: a colleague has it. */
export function stepCallback(lease: CallbackLease, action: CallbackAction): CallbackLease | null {
  const { operator, atMs } = action;
  const holder = holderOf(lease, atMs);
  const isFree = holder === null || holder === operator;
  switch (action.kind) {
    case 'take':
      if (lease.doneAtMs !== null || !isFree) return null;
      return { ...lease, takenBy: operator, takenAtMs: atMs };
    case 'giveBack':
      return holder === operator ? { ...lease, takenBy: null, takenAtMs: null } : lease;
    case 'done':
      // Whoever spoke to the caller, it is done; a second mark changes nothing.
      return lease.doneAtMs === null ? { ...lease, doneBy: operator, doneAtMs: atMs } : lease;
    case 'reopen':
      return lease.doneAtMs === null ? lease : { takenBy: null, takenAtMs: null, doneBy: null, doneAtMs: null };
  }
}
