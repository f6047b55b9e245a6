import { afterEach, expect, test, vi } from 'vitest';
import { openTabChannel } from '../../../operator/runner/tab-lock';

/** Locks of one browser as the standard has them: one holder a name, the rest in turn; a request is granted later, never at once. */
function browserLocks() {
  const queue: (() => Promise<void>)[] = [];
  let held = false;
  let requests = 0;
  const next = async (): Promise<void> => {
    const grant = held ? undefined : queue.shift();
    if (!grant) return;
    held = true;
    await grant();
    held = false;
    await next();
  };
  const request = (_name: string, _options: object, run: () => Promise<void>): Promise<void> => {
    requests += 1;
    return new Promise((resolve) => {
      queue.push(() => run().then(resolve));
      void Promise.resolve().then(next);
    });
  };
  return { locks: { request }, requests: () => requests };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
afterEach(() => { vi.unstubAllGlobals(); });

function tab() {
  let free = 0;
  const channel = openTabChannel({ name: 'op1', onOther: () => undefined, onFree: () => { free += 1; } });
  return { channel, free: () => free };
}

test('R25 a page that follows a page of another browser claims its lease once, not at every happening', async () => {
  const { locks, requests } = browserLocks();
  vi.stubGlobal('navigator', { locks });
  vi.stubGlobal('BroadcastChannel', undefined);
  const { channel, free } = tab();
  for (let happening = 0; happening < 50; happening += 1) {
    channel.follow();
    await settled();
  }
  expect([requests(), free()]).toEqual([1, 1]);
});

test('R19 of two tabs of one browser the second hears at once that the first is gone', async () => {
  const { locks } = browserLocks();
  vi.stubGlobal('navigator', { locks });
  vi.stubGlobal('BroadcastChannel', undefined);
  const [first, second] = [tab(), tab()];
  first.channel.lead();
  await settled();
  second.channel.follow();
  await settled();
  expect([first.free(), second.free()]).toEqual([0, 0]);
  first.channel.close();
  await settled();
  expect(second.free()).toBe(1);
  second.channel.lead();
  second.channel.follow();
  await settled();
  // Demoted, it is in the queue again, and finds the lock free.
  expect(second.free()).toBe(2);
});
