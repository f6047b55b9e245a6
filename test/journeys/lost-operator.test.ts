import { describe, expect, test } from 'vitest';
import { entriesOf, expectNothingLeft, ringsOf } from './expectations';
import { createWorld, ENGINES, NUMBER } from './world';

const LOST_TEXT = /Связь с оператором прервалась/;

describe.each(ENGINES)('%s', (engine) => {
  test.each([0, 0.5, 2, 9, 11, 15])('R10 the operator vanishes %s s after the answer: told, queued again, next rings', async (afterS) => {
    const world = await createWorld({ engine, operators: `op1:vanish@${afterS},op2:answer@1` });
    const call = await world.call();
    expect([call.reason, call.operator]).toEqual(['completed', 'op2']);
    expect(call.offers.map(({ operator, outcome }) => `${operator} ${outcome}`)).toEqual(['op1 lost', 'op2 answered']);
    // Who never gave a sign of life is never connected with the caller.
    const bridged = world.play.desk.events.flatMap((event) => (event.kind === 'bridged' ? [event.operator] : []));
    expect(bridged).toEqual(afterS === 0 ? ['op2'] : ['op1', 'op2']);
    const heard = entriesOf(world, 'caller', 'hears').map(({ text }) => text);
    expect(heard.filter((text) => LOST_TEXT.test(text))).toHaveLength(1);
    const vanishedMs = entriesOf(world, 'op1', 'vanishes')[0]?.atMs ?? NaN;
    expect((ringsOf(world, 'op2')[0] ?? NaN) - vanishedMs).toBeLessThanOrEqual(30_000);
    await expectNothingLeft(world);
  });

  test('R10 the lost caller is served before those who waited already', async () => {
    const world = await createWorld({ engine, operators: 'op1:vanish@12,op2:answer', talkMs: 40_000 });
    world.play.call({ from: '+79160000001', to: NUMBER, hangUpAfterMs: null });
    world.play.call({ from: '+79160000002', to: NUMBER, hangUpAfterMs: null });
    await world.clock.runFor(9_000);
    world.play.call({ from: '+79160000003', to: NUMBER, hangUpAfterMs: null });
    await world.finish();
    const bridged = world.play.desk.events.filter(({ kind }) => kind === 'bridged').map(({ callId }) => callId);
    const [first, second, third] = world.calls().map(({ id }) => id);
    expect(bridged).toEqual([first, second, first, third]);
    await expectNothingLeft(world);
  });

  test('R10 at most two operators are lost, then the caller is told and the call ends', async () => {
    const world = await createWorld({ engine, operators: 'op1:vanish@3,op2:vanish@3,op3:vanish@3' });
    const call = await world.call();
    expect(call.offers.map(({ outcome }) => outcome)).toEqual(['lost', 'lost', 'lost']);
    expect([call.reason, call.detail]).toEqual(['unserved', 'operator-lost']);
    await expectNothingLeft(world);
  });
});
