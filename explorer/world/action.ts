import type { World } from './world';

/** The alphabet: everything that a person, a browser or a network may do. */
export const ACTION_KINDS = [
  'wait', 'dial', 'hangUp', 'takeOut', 'answer', 'pass', 'drop', 'endTalk', 'save', 'cancel', 'intakeOn', 'intakeOff',
  'close', 'open', 'reload', 'cut', 'restore', 'sleep', 'wake', 'late', 'reachedLate', 'deskDown', 'deskUp',
] as const;
/** How late the platform tells that an operator has answered (platform facts 3.3 and row 82: a late OperatorReached is to be tolerated). */
export const REACHED_LATE_MS = 1_500;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** `at`: index of the caller or of the operator, from 0. */
export interface Action { readonly kind: ActionKind; readonly at: number }

/** Lets time go on until something happens that somebody could see. */
export const WAIT: Action = { kind: 'wait', at: 0 };

/** What can be done now and would change something. */
export function enabledActions(world: World): Action[] {
  const actions: Action[] = [WAIT];
  world.callers.forEach((caller, at) => {
    if (caller.line === null) actions.push({ kind: 'dial', at });
    else if (caller.isOnLine && caller.hungUpAtMs === null) {
      actions.push({ kind: 'hangUp', at });
      if (world.desk.isUp && world.desk.callOf(caller.number) !== null) actions.push({ kind: 'takeOut', at });
    }
  });
  world.operators.forEach((_, at) => {
    for (const kind of operatorActions(world, at)) actions.push({ kind, at });
  });
  const rings = world.operators.some(({ state }) => state?.offer?.phase === 'ringing');
  if (rings && !world.isReachedLate) actions.push({ kind: 'reachedLate', at: 0 });
  actions.push({ kind: world.desk.isUp ? 'deskDown' : 'deskUp', at: 0 });
  return actions;
}

function operatorActions(world: World, at: number): ActionKind[] {
  const operator = world.operators[at];
  const state = operator?.state;
  if (!operator || !state) return ['open'];
  if (operator.isAsleep) return ['wake', 'close', 'reload'];
  const kinds: ActionKind[] = ['sleep', 'close', 'reload', state.intake.on ? 'intakeOff' : 'intakeOn'];
  if (state.offer?.phase === 'ringing') kinds.push('answer', 'pass', 'drop');
  if (state.talk && state.talk.endingByMs === null) kinds.push('endTalk');
  if (state.wrapUp && state.wrapUp.phase !== 'saving') kinds.push('save', 'cancel');
  if (operator.phone?.canBeCut) kinds.push('cut');
  if (!operator.nextIsLate) kinds.push('late');
  if (operator.phone?.isCutNow) kinds.push('restore');
  if (!state.intake.on && (state.tab.leads !== true || state.readiness.phase === 'checking')) {
    return kinds.filter((kind) => kind !== 'intakeOn');
  }
  return kinds;
}

export function describeAction({ kind, at }: Action): string {
  if (kind === 'wait' || kind === 'reachedLate' || kind === 'deskDown' || kind === 'deskUp') return kind;
  return `${kind === 'dial' || kind === 'hangUp' || kind === 'takeOut' ? 'caller' : 'op'}${at + 1}.${kind}`;
}

/** The inverse of `describeAction`; null for what is none. */
export function parseAction(text: string): Action | null {
  const match = /^(?:(?:caller|op)(\d+)\.)?(\w+)$/.exec(text);
  const kind = ACTION_KINDS.find((one) => one === match?.[2]);
  return kind ? { kind, at: Number(match?.[1] ?? 1) - 1 } : null;
}
