import { expect, test } from 'vitest';
import { createWorld, ENGINES } from '../journeys/world';

/** The machine does something else for longer than a callback may take; the process is not run meanwhile. */
const stall = () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_100);

test.each(ENGINES)('A41 %s: a busy machine ends no call in its first callback', async (engine) => {
  const world = await createWorld({ engine, operators: 'op1:answer' });
  const stop = world.cloud.trace.subscribe(({ kind }) => {
    if (kind !== 'http.request') return;
    stop();
    stall();
  });
  expect(await world.call()).toMatchObject({ reason: 'completed', by: 'operator' });
});
