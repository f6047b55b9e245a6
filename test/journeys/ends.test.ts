import { describe, expect, test } from 'vitest';
import { expectNothingLeft, ringsOf } from './expectations';
import { createWorld, ENGINES } from './world';

/** The config's maximum wait, ringing and the sentence at the end. */
const LONGEST_WAIT_MS = 300_000 + 20_000 + 20_000;

describe.each(ENGINES)('%s', (engine) => {
  test.each([
    'op1:reject', 'op1:reject,op2:reject', 'op1:silent', 'op1:silent,op2:silent', 'op1:wrapup', 'op1:offline',
    'op1:reject,op2:silent', 'op1:vanish', 'op1:vanish,op2:vanish,op3:vanish', 'op1:vanish@3,op2:vanish@3,op3:vanish@3',
  ])('R5 %s: the caller leaves the queue in bounded time to one declared end', async (operators) => {
    const world = await createWorld({ engine, operators });
    const call = await world.call();
    expect([call.reason, call.by]).toEqual(['unserved', 'system']);
    expect(call.waitMs).toBeLessThanOrEqual(LONGEST_WAIT_MS);
    await expectNothingLeft(world);
  });

  test('R5 the last operator closes the page while the caller waits', async () => {
    const world = await createWorld({ engine, operators: 'op1:wrapup' });
    world.play.call({ from: '+79161234567', to: '74951234567', hangUpAfterMs: null });
    await world.clock.runFor(60_000);
    world.play.leave();
    await world.finish();
    expect(world.calls().map(({ reason, by }) => [reason, by])).toEqual([['unserved', 'system']]);
    await expectNothingLeft(world);
  });

  const rows: [string, number | null, string, string][] = [
    ['op1:answer', null, 'completed talk operator', 'op1'],
    ['op1:answer', 15_000, 'completed talk caller', 'op1'],
    ['op1:answer@9', 2_000, 'abandoned greeting caller', 'null'],
    ['op1:answer@9', 10_000, 'abandoned ringing caller', 'null'],
    ['op1:wrapup', 10_000, 'abandoned queue caller', 'null'],
    ['op1:drop@2', null, 'dropped operator operator', 'null'],
    ['op1:wrapup', null, 'unserved timeout system', 'null'],
    ['op1:offline', null, 'unserved offline system', 'null'],
    ['op1:vanish@2,op2:vanish@2,op3:vanish@2', null, 'unserved operator-lost system', 'op3'],
  ];
  test.each(rows)('R42 %s, caller leaves after %s ms: %s', async (...row) => {
    const [operators, hangUpAfterMs, end, operator] = row;
    const world = await createWorld({ engine, operators });
    const call = await world.call({ hangUpAfterMs });
    expect(`${call.reason} ${call.detail} ${call.by}`).toBe(end);
    expect(String(call.operator)).toBe(operator);
    await expectNothingLeft(world);
  });

  test.each([
    ['8 (916) 123-45-67', '+79161234567'],
    ['+7 916 123-45-67', '+79161234567'],
    ['9161234567', '+79161234567'],
    ['anonymous', null],
    ['', null],
    ['112', null],
  ])('R33 a caller who comes as "%s" is %s', async (from, number) => {
    const world = await createWorld({ engine, operators: 'op1:answer' });
    const call = await world.call({ from });
    expect([call.from, call.fromRaw, call.reason]).toEqual([number, from, 'completed']);
  });

  test('R18 after a missed call the operator is ready again', async () => {
    const world = await createWorld({ engine, operators: 'op1:silent,op2:answer' });
    await world.call();
    await world.clock.runFor(120_000);
    expect(world.play.operators.map(({ status }) => status)).toEqual(['READY', 'READY']);
    expect(ringsOf(world, 'op1')).toHaveLength(1);
    await expectNothingLeft(world);
  });
});
