import { WAIT, type Action, type ActionKind } from './action';
import type { World } from './world';

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
  if (world.desk.clock.canJump) actions.push({ kind: 'deskClockJump', at: 0 });
  actions.push({ kind: world.desk.isUp ? 'deskDown' : 'deskUp', at: 0 });
  return actions;
}

function operatorActions(world: World, at: number): ActionKind[] {
  const operator = world.operators[at];
  const state = operator?.state;
  if (!operator || !state) return ['open'];
  const jump: ActionKind[] = operator.clock.canJump ? ['clockJump'] : [];
  if (operator.isAsleep) return ['wake', 'close', 'reload', ...jump];
  const kinds: ActionKind[] = ['sleep', 'close', 'reload', state.intake.on ? 'intakeOff' : 'intakeOn', ...jump];
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
