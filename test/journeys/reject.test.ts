import { describe, expect, test } from 'vitest';
import type { NormalConfig } from '../../scripts/config/normal-config';
import { entriesOf, expectNothingLeft, ringsOf } from './expectations';
import { createWorld, ENGINES } from './world';

const HOLDOUT_MS = 30_000;

describe.each(ENGINES)('%s', (engine) => {
  test.each(['op1:reject,op2:answer', 'op1:reject@7,op2:answer', 'op1:reject,op2:reject,op3:answer@3'])(
    'R1 %s: the next rings within a second, nobody rings twice',
    async (operators) => {
      const world = await createWorld({ engine, operators });
      const call = await world.call();
      const last = operators.split(',').length;
      expect([call.reason, call.operator]).toEqual(['completed', `op${last}`]);
      expect(call.offers.map(({ outcome }) => outcome)).toEqual([...Array<string>(last - 1).fill('rejected'), 'answered']);
      for (let next = 2; next <= last; next++) {
        const rejectedAtMs = world.play.story.sorted().find(({ who, kind }) => who === `op${next - 1}` && kind === 'rejects')?.atMs ?? 0;
        expect(ringsOf(world, `op${next}`)[0]).toBeLessThanOrEqual(rejectedAtMs + 1000);
        expect(ringsOf(world, `op${next - 1}`)).toHaveLength(1);
      }
      await expectNothingLeft(world);
    },
  );

  test('R1 whoever rejected rings again only after all others were offered the call', async () => {
    const world = await createWorld({ engine, operators: 'op1:reject,op2:silent,op3:silent' });
    await world.call({ hangUpAfterMs: 120_000 });
    const [, again = Infinity] = ringsOf(world, 'op1');
    expect(again).toBeGreaterThan(ringsOf(world, 'op3')[0] ?? Infinity);
    await expectNothingLeft(world);
  });

  test('R1 so it is whomever the platform picks', async () => {
    for (let seed = 1; seed <= 6; seed++) {
      const world = await createWorld({ engine, operators: 'op1:reject,op2:silent,op3:silent', seed, switches: { acdSelection: 'random', declineBans: 'no' } });
      await world.call({ hangUpAfterMs: 70_000 });
      const rung = world.play.story.sorted().filter(({ kind }) => kind === 'rings').map(({ who }) => who);
      const again = rung.indexOf('op1', rung.indexOf('op1') + 1);
      expect(again === -1 ? [] : ['op2', 'op3'].filter((name) => !rung.slice(0, again).includes(name))).toEqual([]);
      await expectNothingLeft(world);
    }
  });

  test.each([false, true])('R2 the only operator rejects: no ring within the hold-out, and a declared end (the queue holds: %s)', async (holds) => {
    const change = ({ franchises }: NormalConfig) => {
      for (const { queue } of franchises) if (queue.smartQueue) queue.smartQueue.holdCallsIfInactiveAgents = holds;
    };
    const world = await createWorld({ engine, operators: 'op1:reject', change });
    const call = await world.call();
    const rings = ringsOf(world, 'op1');
    // SmartQueue gives up at once where it does not hold; else the only operator is asked again.
    if (engine === 'acd' || holds) expect(rings.length).toBeGreaterThan(1);
    rings.slice(1).forEach((atMs, index) => expect(atMs - (rings[index] ?? 0)).toBeGreaterThanOrEqual(HOLDOUT_MS));
    expect([call.reason, call.by]).toEqual(['unserved', 'system']);
    await expectNothingLeft(world);
  });

  test('R2 an operator held out of one call is asked for the next', async () => {
    const world = await createWorld({ engine, operators: 'op1:reject' });
    await world.call({ hangUpAfterMs: 8_000 });
    await world.call({ hangUpAfterMs: 8_000 });
    expect(ringsOf(world, 'op1')).toHaveLength(2);
    await expectNothingLeft(world);
  });

  test.each(['READY', 'ONLINE', 'BANNED', 'AFTER_SERVICE'] as const)(
    'R3 drop ends the call within a second, nobody rings, nobody stays banned (126 = %s)',
    async (statusAfterCancelledRing) => {
      const world = await createWorld({ engine, operators: 'op1:drop@2,op2:answer', switches: { statusAfterCancelledRing } });
      const call = await world.call();
      expect([call.reason, call.detail, call.by, call.operator]).toEqual(['dropped', 'operator', 'operator', null]);
      expect(call.offers).toEqual([expect.objectContaining({ operator: 'op1', outcome: 'dropped' })]);
      expect(ringsOf(world, 'op2')).toEqual([]);
      const entries = world.play.story.sorted();
      const atMs = (kind: string) => entries.find((entry) => entry.kind === kind)?.atMs ?? NaN;
      expect(atMs('line-ended') - atMs('drops')).toBeLessThanOrEqual(1000);
      expect(world.play.operators.map(({ status }) => status)).toEqual(['READY', 'READY']);
      const lastChangeMs = entriesOf(world, 'op1', 'status').at(-1)?.atMs ?? 0;
      expect(lastChangeMs - atMs('drops')).toBeLessThanOrEqual(10_000);
      await expectNothingLeft(world);
    },
  );

  test('R3 a drop that the session refuses passes the call on', async () => {
    const world = await createWorld({ engine, operators: 'op1:drop@2,op2:answer', commandsAreLost: true });
    const call = await world.call();
    expect([call.reason, call.operator]).toEqual(['completed', 'op2']);
    await expectNothingLeft(world);
  });
});
