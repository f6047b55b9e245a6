import { describe, expect, it } from 'vitest';
import { RealClock } from '../../../emulator/clock/real-clock';
import { VIRTUAL_START_MS, VirtualClock } from '../../../emulator/clock/virtual-clock';
import { randomDay, type RandomDay } from './random-day';

const CALLS = 200;

async function virtualDay(seed: number, realm: 'context' | 'shared', calls = CALLS): Promise<RandomDay> {
  const clock = new VirtualClock({ drain: 'flagged' });
  const day = randomDay({ seed, calls, clock, options: { realm } });
  await clock.runFor(calls * 6000 + 200_000);
  return day;
}

const bytes = (day: RandomDay) => day.trace.map((event) => JSON.stringify(event)).join('\n') + JSON.stringify([...day.ends]);

describe('the same seed gives the same trace, byte for byte', () => {
  it('twice in a row', async () => {
    expect(bytes(await virtualDay(7, 'shared'))).toBe(bytes(await virtualDay(7, 'shared')));
  });

  it('and another seed another one', async () => {
    expect(bytes(await virtualDay(1, 'shared', 20))).not.toBe(bytes(await virtualDay(2, 'shared', 20)));
  });

  it('on the virtual and on the real clock, times aside', async () => {
    const plan = { seed: 3, calls: 12, hurry: 50, options: { httpLatencyMs: 7, storageLatencyMs: 3 } };
    const timeless = (day: RandomDay) => day.trace.map(({ atMs, ...event }) => JSON.stringify({ ...event, atMs: atMs > 0 }).replace(/\.17\d{8}\./g, '.time.'));
    const virtual = new VirtualClock();
    const first = randomDay({ ...plan, clock: virtual });
    await virtual.runFor(2500);
    const real = new RealClock({ startMs: VIRTUAL_START_MS });
    const second = randomDay({ ...plan, clock: real });
    await new Promise<void>((resolve) => real.after(2500, resolve));
    real.close();
    second.cloud.trace.on = false;
    expect(timeless(second)).toEqual(timeless(first));
  });
});
