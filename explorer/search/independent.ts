import type { Action, ActionKind } from '../world/action';

/** They touch their own page and its connection alone. */
const LOCAL: readonly ActionKind[] = ['late', 'cut'];
/** They take an operator out of what operators share and bring nobody else anything. */
const LEAVING: readonly ActionKind[] = ['intakeOff', 'close', 'reload', 'restore', ...LOCAL];

/**
 * True where two actions right after each other lead to the same whichever comes first. A call that is dialled
 * reaches the queue, and whoever is in it, only later. Held by a test that tries both orders.
 */
export function areIndependent(one: Action, other: Action): boolean {
  if (one.kind === 'dial') return LEAVING.includes(other.kind);
  if (other.kind === 'dial') return LEAVING.includes(one.kind);
  return one.at !== other.at && LEAVING.includes(one.kind) && LEAVING.includes(other.kind);
}

/** True where `second` right after `first` is the same history as the other way round, which is tried too. */
export function isSwapped(first: Action, second: Action): boolean {
  return areIndependent(first, second) && rank(second) < rank(first);
}

function rank({ kind, at }: Action): number {
  return kind === 'dial' ? -1 : at;
}
