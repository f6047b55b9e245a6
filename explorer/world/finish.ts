import { checkJournals } from '../invariants/journal';
import { mayBeReady } from '../invariants/readiness';
import type { World } from './world';

/** After this a session that is still there will not go by itself. */
const SESSION_LIMIT_MS = 60_000;
const CALM_MS = 22_000;

/**
 * Lets the world run out and checks what must hold then: everybody's patience
 * ends, callers who talk hang up, the network and the desk come back, and
 * nothing of any call is left.
 */
export async function finish(world: World): Promise<void> {
  const { clock, desk, callers, operators, monitor } = world;
  world.endsHere();
  for (const caller of callers) if (caller.line === null) caller.endedAtMs = 0;
  await clock.runUntil(() => callers.every((caller) => !caller.isOnLine), boundMs(world));
  for (const caller of callers.filter((one) => one.isOnLine)) {
    const leg = caller.hearsLeg;
    if (leg === null) monitor.report('bounded-wait', `${caller.name} is still on the line and talks to nobody`);
    world.note('do', `${caller.name}.hangUp`);
    caller.hangUp();
  }
  for (const { page, phone } of operators) {
    if (page?.isAsleep) page.wakeUp();
    if (phone?.isCutNow) phone.restore();
  }
  const gone = await clock.runUntil(() => world.cloud.live().sessions === 0, SESSION_LIMIT_MS);
  if (!gone) monitor.report('all-gone', `${world.cloud.live().sessions} sessions are left`);
  if (!desk.isUp) await world.take({ kind: 'deskUp', at: 0 });
  await clock.runFor(CALM_MS);
  const { sessions, legs, requests, timers } = world.cloud.live();
  if (legs + requests + timers > 0) {
    monitor.report('all-gone', `left over: ${sessions} sessions, ${legs} legs, ${requests} requests, ${timers} timers`);
  }
  for (const { name, state, phone } of operators) {
    const back = desk.openWrapUps(name).filter((callId) => monitor.wasClosed(name, callId) && state?.outbox.length === 0);
    if (back.length > 0) monitor.report('wrap-up-stays-closed', `the desk holds one of ${name} open that was closed`);
    if (state && state.tab.leads !== true) monitor.report('leads-at-last', `${name}'s only page does not lead`);
    if (state?.offer || state?.talk) monitor.report('all-gone', `${name} still has a call`);
    if (!state || phone?.isCutNow || state.phone.link !== 'up' || !mayBeReady(state)) continue;
    if (state.sync.platform !== 'READY') monitor.report('not-deaf', `${name} should be READY and is ${state.sync.platform ?? 'unknown'}`);
  }
  checkJournals(world);
}

/** The longest that a call without anybody's doing may take. */
function boundMs({ options: { settings } }: World): number {
  const roundsMs = 3 * (settings.queue.ringSeconds * 1_000 + 15_000);
  return settings.maxWaitMs + roundsMs;
}
