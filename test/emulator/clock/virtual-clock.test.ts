import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../emulator/clock/random';
import { RealClock } from '../../../emulator/clock/real-clock';
import { VIRTUAL_START_MS, VirtualClock } from '../../../emulator/clock/virtual-clock';

const timerPlan = fc.array(fc.record({ delay: fc.nat(50), cancelled: fc.boolean() }), { maxLength: 200 });

describe('virtual time', () => {
  it('timers run by due time, equal times in the order they were set, cancelled ones never', async () => {
    await fc.assert(fc.asyncProperty(timerPlan, async (plan) => {
      const clock = new VirtualClock({ drain: 'flagged' });
      const ran: number[] = [];
      const timers = plan.map(({ delay }, at) => clock.after(delay, () => ran.push(at)));
      plan.forEach(({ cancelled }, at) => cancelled && timers[at]?.cancel());
      const order = [...plan.keys()].filter((at) => !plan[at]?.cancelled).sort((a, b) => (plan[a]?.delay ?? 0) - (plan[b]?.delay ?? 0) || a - b);
      expect(clock.pending).toBe(order.length);
      await clock.runUntilIdle();
      expect(ran).toEqual(order);
    }));
  });

  it('the clock shows the due time while a timer runs', async () => {
    const clock = new VirtualClock();
    const seen: number[] = [];
    clock.after(5, () => clock.after(0, () => seen.push(clock.now() - VIRTUAL_START_MS)));
    clock.after(7.5, () => seen.push(clock.now() - VIRTUAL_START_MS));
    await clock.runFor(100);
    expect([...seen, clock.now() - VIRTUAL_START_MS]).toEqual([5, 7.5, 100]);
  });

  it('promises settle between timers', async () => {
    const clock = new VirtualClock();
    const seen: string[] = [];
    clock.after(1, () => void Promise.resolve().then(() => Promise.resolve()).then(() => seen.push('promise')));
    clock.after(2, () => seen.push('timer'));
    await clock.runUntilIdle();
    expect(seen).toEqual(['promise', 'timer']);
  });

  it('a hold keeps time where it is', async () => {
    const clock = new VirtualClock({ drain: 'flagged' });
    const release = clock.hold();
    const at: number[] = [];
    clock.after(10, () => at.push(clock.now() - VIRTUAL_START_MS));
    setImmediate(() => {
      at.push(clock.now() - VIRTUAL_START_MS);
      release();
      release();
    });
    await clock.runUntilIdle();
    expect(at).toEqual([0, 10]);
  });

  it('runUntil stops where the predicate holds, or at its limit', async () => {
    const clock = new VirtualClock();
    let count = 0;
    const tick = () => void clock.after(10, () => (count++, tick()));
    tick();
    expect([await clock.runUntil(() => count === 3, 1000), await clock.runUntil(() => count === 1000, 100)]).toEqual([true, false]);
    await expect(clock.runUntilIdle(1000)).rejects.toThrow('Still 1 timers after 1000 ms of virtual time');
  });

  it('what goes round in a circle is told', async () => {
    const clock = new VirtualClock({ drain: 'flagged' });
    const round = () => void clock.after(0, round);
    round();
    await expect(clock.runFor(10)).rejects.toThrow('Time stands still');
  });

  it('a cancelled million leaves nothing behind', () => {
    const clock = new VirtualClock();
    for (let i = 0; i < 100_000; i++) clock.after(1000 + i, () => undefined).cancel();
    clock.after(1, () => undefined);
    expect([clock.pending, clock.step(), clock.step()]).toEqual([1, true, false]);
  });
});

describe('real time', () => {
  it('runs timers in the order of their due times, with those times on the clock', async () => {
    const clock = new RealClock({ startMs: 1000 });
    const seen: [string, number][] = [];
    await new Promise<void>((resolve) => {
      clock.after(20, () => {
        seen.push(['late', clock.now()]);
        clock.after(0, () => (seen.push(['later', clock.now()]), resolve()));
      });
      clock.after(10, () => seen.push(['early', clock.now()]));
      clock.after(15, () => seen.push(['cancelled', 0])).cancel();
    });
    const [early, late, later] = seen.map(([, atMs]) => atMs);
    expect(seen.map(([name]) => name)).toEqual(['early', 'late', 'later']);
    expect((late ?? 0) - (early ?? 0)).toBeGreaterThanOrEqual(9);
    expect(later).toBe(late);
    clock.close();
  });

  it('nothing fires once it is closed', async () => {
    const clock = new RealClock();
    let fired = false;
    clock.after(0, () => (fired = true));
    clock.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([fired, clock.pending]).toEqual([false, 1]);
  });
});

describe('random numbers', () => {
  it('the same seed and the same use give the same numbers', () => {
    const draw = (seed: number, use: string) => [1, 2, 3].map(() => createRandom(seed).split(use).next());
    expect(draw(1, 'a')).toEqual(draw(1, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
    expect(draw(1, 'a')).not.toEqual(draw(2, 'a'));
  });

  it('are spread evenly enough', () => {
    const random = createRandom('spread');
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const at = random.below(10);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(9_500);
    expect(() => random.pick([])).toThrow('Expected something to pick from');
  });
});
