import { afterEach, beforeEach, expect, it } from 'vitest';
import { world } from './world';

const SCRIPT = `VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { e.call.answer();
  setTimeout(function () { Net.httpRequestAsync('http://127.0.0.1/').then(function () { throw new Error('let go'); }); }, 1000);
  setTimeout(function () { e.call.hangup(); }, 5000); });`;

// The test runner has its own opinion of such promises.
let others: NodeJS.UnhandledRejectionListener[] = [];
const isRunners = (listener: unknown) => !String(listener).includes('promise.constructor');
beforeEach(() => {
  others = process.listeners('unhandledRejection').filter(isRunners);
  for (const listener of others) process.off('unhandledRejection', listener);
});
afterEach(() => {
  for (const listener of others) process.on('unhandledRejection', listener);
});

it.each([['fatal', 'JS session error', 1020], ['ignored', 'Normal termination', 65_000]] as const)(
  '[9.18] a promise that nobody waits for is %s: %s', async (unhandledRejection, finishReason, durationMs) => {
    const w = world(SCRIPT, { switches: { unhandledRejection } });
    w.dial();
    await w.clock.runUntilIdle();
    expect(w.cloud.history[0]).toMatchObject({ finishReason, durationMs });
  });

it('in the shared realm it is told, without a name', async () => {
  const w = world(SCRIPT, { realm: 'shared' });
  w.dial();
  await w.clock.runUntilIdle();
  expect(w.events.find((event) => event.kind === 'stray-rejection')?.['reason']).toBe('Error: let go');
});

it.each(['context', 'shared'] as const)('what a dead session waited for never runs, least of all in another’s name, %s realm', async (realm) => {
  const script = `require(Modules.ApplicationStorage); VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
    ApplicationStorage.put('k', 'v', 9).then(function () { Logger.write('late ' + e.callerid); });
    if (e.callerid === '1') VoxEngine.terminate(); });`;
  const w = world(script, { realm });
  w.dial({ from: '1' });
  w.clock.after(4, () => w.dial({ from: '2' }));
  await w.clock.runFor(1000);
  expect(w.said).toEqual(['late 2']);
});
