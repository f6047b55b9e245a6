import { describe, expect, test } from 'vitest';
import type { Platform } from '../../emulator/platform/platform';
import type { StoryEntry } from '../../scripts/dial/story-entry';
import { entriesOf, expectNothingLeft, ringsOf } from './expectations';
import { createWorld, ENGINES, NUMBER, type World } from './world';

/** Several callers, one every `everyMs`; all stay to their end. */
async function callers(world: World, count: number, everyMs: number): Promise<void> {
  for (let caller = 0; caller < count; caller++) {
    world.play.call({ from: `+791600000${String(caller).padStart(2, '0')}`, to: NUMBER, hangUpAfterMs: null });
    await world.clock.runFor(everyMs);
  }
  await world.finish();
}

/** From the end of a conversation to Save. */
function wrapUps(entries: readonly StoryEntry[]): [fromMs: number, toMs: number][] {
  const starts = entries.filter(({ kind }) => kind === 'wrap-up').map(({ atMs }) => atMs);
  const ends = entries.filter(({ kind }) => kind === 'wrap-up-over').map(({ atMs }) => atMs);
  return starts.map((startMs, index) => [startMs, ends[index] ?? Infinity]);
}

describe.each(ENGINES)('%s', (engine) => {
  test('R11 R12 no offer while an operator rings, talks or is in wrap-up', async () => {
    const world = await createWorld({ engine, operators: 'op1:answer@2,op2:answer@4', talkMs: 17_000, wrapUpMs: 13_000 });
    await callers(world, 12, 3_000);
    for (const { name } of world.play.operators) {
      const phases = entriesOf(world, name).map(({ kind }) => kind).filter((kind) => kind !== 'status');
      expect(phases.join(' ')).toMatch(/^(rings answers hears-caller hangs-up talk-over wrap-up wrap-up-over ?)+$/);
    }
    await expectNothingLeft(world);
  });

  test('R12 a wrap-up keeps the calls of every queue away', async () => {
    const world = await createWorld({ engine, operators: 'op1:answer', wrapUpMs: 60_000 });
    const user = [...world.cloud.rows.users.values()].find(({ name }) => name === 'op1');
    user?.sqQueueIds.push(...world.cloud.rows.sqQueues.keys());
    user?.acdQueueIds.push(...world.cloud.rows.acdQueues.keys());
    await world.call();
    const [[fromMs, toMs] = [NaN, NaN]] = wrapUps(entriesOf(world, 'op1'));
    world.play.call({ from: '+79160000009', to: '78121234567', hangUpAfterMs: 50_000 });
    await world.finish();
    expect(ringsOf(world, 'op1').filter((atMs) => atMs > fromMs && atMs < toMs)).toEqual([]);
    await expectNothingLeft(world);
  });

  test('R13 each wrap-up ends by its own clock', async () => {
    const world = await createWorld({ engine, operators: 'op1:answer,op2:answer@6', talkMs: 10_000, wrapUpMs: 9_000 });
    await callers(world, 2, 1_000);
    const lengths = world.play.operators.flatMap(({ name }) => wrapUps(entriesOf(world, name)).map(([from, to]) => to - from));
    const starts = world.play.operators.flatMap(({ name }) => wrapUps(entriesOf(world, name)).map(([from]) => from));
    expect(lengths).toEqual([9_000, 9_000]);
    expect(new Set(starts).size).toBe(2);
    await expectNothingLeft(world);
  });

  const ways: [string, (world: World) => void][] = [
    ['the operator hangs up', () => undefined],
    ['the caller hangs up', (world) => world.play.hangUpAll()],
    ['the session dies', (world) => world.cloud.crash(world.calls()[0]?.id ?? '')],
    ['the scenario has an error', (world) => (world.cloud as Platform).sessions.get(world.calls()[0]?.id ?? '')?.terminate('error')],
  ];
  test.each(ways)('R14 %s: the same wrap-up follows', async (_, end) => {
    const world = await createWorld({ engine, operators: 'op1:answer', wrapUpMs: 7_000 });
    world.play.call({ from: '+79160000001', to: NUMBER, hangUpAfterMs: null });
    await world.clock.runFor(12_000);
    end(world);
    await world.finish();
    const kinds = entriesOf(world, 'op1').map(({ kind }) => kind);
    expect(kinds.slice(kinds.indexOf('talk-over')).filter((kind) => kind !== 'status')).toEqual(['talk-over', 'wrap-up', 'wrap-up-over']);
    expect(wrapUps(entriesOf(world, 'op1')).map(([from, to]) => to - from)).toEqual([7_000]);
    expect(world.play.operators[0]?.status).toBe('READY');
  });
});
