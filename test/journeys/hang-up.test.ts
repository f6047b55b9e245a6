import { describe, expect, test } from 'vitest';
import { entriesOf, expectNothingLeft } from './expectations';
import { createWorld, ENGINES } from './world';

/** Greeting 5.8 s, then ringing, talk and wrap-up: every second from the first to after the end. */
const SECONDS = Array.from({ length: 45 }, (_, second) => second);

/** What an operator can only meet while a call is at him. */
const BUSY = ['rings', 'answers', 'rejects', 'drops', 'misses', 'ring-stopped', 'vanishes', 'hears-caller', 'hangs-up', 'talk-over'];

describe.each(ENGINES)('%s', (engine) => {
  test.each([
    'op1:answer@7', 'op1:reject@4,op2:answer@4', 'op1:silent,op2:answer@3', 'op1:vanish@4,op2:answer@4', 'op1:drop@8',
    'op1:reject@2,op2:reject@2,op3:silent', 'op1:wrapup,op2:silent',
  ])('R8 %s: the caller hangs up at any second, and no leg, request or timer is left', async (operators) => {
    for (const second of SECONDS) {
      const world = await createWorld({ engine, operators });
      const call = await world.call({ hangUpAfterMs: second * 1000 });
      expect(['abandoned caller', 'completed caller', 'completed operator', 'dropped operator', 'unserved system']).toContain(
        `${call.reason} ${call.by}`,
      );
      await expectNothingLeft(world);
    }
  });

  /** While the desk is slow the session lives on, so that only what the scenario ends is over. */
  test.each(['op1:answer@3', 'op1:silent', 'op1:reject@2,op2:answer@3', 'op1:vanish@3,op2:answer'])(
    'R8 %s: within a second nobody rings or talks, though the desk is slow', async (operators) => {
      for (const second of [7, 8, 10, 14]) {
        const world = await createWorld({ engine, operators, deskDelayMs: 4_000 });
        await world.call({ hangUpAfterMs: second * 1000 });
        const busy = world.play.operators.flatMap(({ name }) => entriesOf(world, name)).filter(({ kind }) => BUSY.includes(kind));
        const late = busy.filter(({ atMs }) => atMs > second * 1000 + 1000);
        expect(late).toEqual([]);
        await expectNothingLeft(world);
      }
    });

  test('R8 at every tenth of a second around the answer nobody talks to silence', async () => {
    for (let ms = 5_600; ms <= 6_400; ms += 10) {
      const world = await createWorld({ engine, operators: 'op1:answer@0.2,op2:answer', talkMs: 3_000 });
      const call = await world.call({ hangUpAfterMs: ms });
      expect(call.by).toBe('caller');
      await expectNothingLeft(world);
    }
  });
});
