import type { Action, ActionKind } from '../world/action';

/** They touch their own page and its connection alone. */
const LOCAL: readonly ActionKind[] = ['late', 'cut', 'sleep', 'clockJump'];
/** They take an operator out of what operators share and bring nobody else anything. */
const LEAVING: readonly ActionKind[] = ['intakeOff', 'close', 'reload', 'restore', 'wake', ...LOCAL];
/** Only later something comes of them that others could notice. */
const STARTING: readonly ActionKind[] = ['intakeOn', 'open'];
/** What they say to the desk is still on its way when the desk goes or its clock is set, whichever comes first. */
const UNHEARD: readonly ActionKind[] = ['dial', 'intakeOff', 'close', ...LOCAL];

/**
 * True where two actions right after each other lead to the same whichever comes first. A call that is dialled
 * reaches the queue, and whoever is in it, only later. Held by a test that tries both orders.
 */
export function areIndependent(one: Action, other: Action): boolean {
  return isIndependentOf(one, other) || isIndependentOf(other, one);
}

function isIndependentOf({ kind, at }: Action, other: Action): boolean {
  if (kind === 'deskDown' || kind === 'deskClockJump') return UNHEARD.includes(other.kind);
  const isOperators = LEAVING.includes(other.kind) || STARTING.includes(other.kind);
  if (kind === 'dial') return isOperators;
  return (LEAVING.includes(kind) || STARTING.includes(kind)) && isOperators && at !== other.at;
}

/**
 * True where a caller dials though one before him has not dialled yet: callers are alike but for their names, so the
 * same history is tried with the names the other way round.
 */
export function isOtherwiseNamed({ kind, at }: Action, enabled: readonly Action[]): boolean {
  return kind === 'dial' && enabled.some((other) => other.kind === 'dial' && other.at < at);
}

/** True where `second` right after `first` is the same history as the other way round, which is tried too. */
export function isSwapped(first: Action, second: Action): boolean {
  return areIndependent(first, second) && rank(second) < rank(first);
}

function rank({ kind, at }: Action): number {
  if (kind === 'deskDown' || kind === 'deskClockJump') return Infinity;
  return kind === 'dial' ? -1 : at;
}
