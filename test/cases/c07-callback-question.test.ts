import { describe, expect, test } from 'vitest';
import type { CallSettings } from '../../contracts/call-settings';
import type { CallSummary } from '../../scripts/dial/summary';
import { bidden, callerGone, digit, end, go, inQueue, offered, offerEnded, queued, RICH, tick, told, unserved, type Driven, type Happens } from '../call/drive';
import { run } from '../cli/command-context';
import { createRichWorld } from '../journeys/rich-world';
import { ENGINES } from '../journeys/world';

const words = (text: string) => ({ text, voice: 'Amazon.ru_RU_Tatyana' });
const CALLBACK: CallSettings['callback'] = { digit: '5', confirm: words('call back?'), done: words('we will'), answerMs: 5_000 };
const SETTINGS: Partial<CallSettings> = {
  greeting: null, goodbye: words('goodbye'), maxWaitMs: 30_000, callback: CALLBACK,
  exits: { timeout: [{ kind: 'say', prompt: words('sorry') }, { kind: 'callback' }, { kind: 'end' }] },
};

test('C7 a wait that ends in the question keeps the digit that confirms it', async () => {
  const { code, stdout } = await run('dial --json --from 79161234567 --to 78121234567 --operators op4:silent --digits 5@38.5,5@42'.split(' '));
  const { call } = JSON.parse(stdout) as { call: CallSummary };
  expect([code, call.reason, call.detail, call.by]).toEqual([0, 'callback', 'requested', 'caller']);
});

describe.each(ENGINES)('on %s', (engine) => {
  test.each([
    ['the same digit: the wish stands', [[28, '5'], [32, '5']], 'callback requested caller', ['call back?', 'we will']],
    ['silence: the way out, and no second question', [[28, '5']], 'unserved timeout system', ['call back?', 'sorry']],
    ['another digit: the way out at once', [[28, '5'], [32, '7']], 'unserved timeout system', ['call back?', 'sorry']],
  ] as const)('C7 the maximum wait ends in the question, then %s', async (...[, digits, ends, said]) => {
    const world = await createRichWorld({ engine, operators: 'op1:wrapup', settings: SETTINGS });
    const { reason, detail, by } = await world.call({ digits });
    expect(`${reason} ${detail} ${by}`).toBe(ends);
    expect(world.heard().filter((sound) => !/music|nothing/.test(sound))).toEqual(said);
    expect(world.live()).toEqual({ sessions: 0, legs: 0, requests: 0, timers: 0, http: 0 });
  });
});

/** Every way in which a queue gives a caller up, each just after the caller was asked. */
const GIVEN_UP: readonly (readonly [string, Driven])[] = [
  ...(['offline', 'timeout', 'queue-full', 'queue-error'] as const).map((cause) => [`the engine says ${cause}`, go(asked(), [12, unserved(cause)])] as const),
  ['the engine says so while somebody rings', go(asked(), [11, offered('op1')], [12, unserved('offline')])],
  ['everybody declined', go(asked(), [11, offered('op1')], [11.5, offerEnded('op1', 'rejected')], [12, unserved('offline')])],
  ['the maximum wait ends with a ring', go(inQueue({ ...RICH, maxWaitMs: 8_000 }), [10, offered('op1')], [11, digit('1')], [12, offerEnded('op1', 'missed')])],
  ['the queue has no verdict', go(inQueue(RICH), [5, unserved('timeout')], [6, bidden], [7, digit('1')], [17, tick])],
  ['the second queue gives up', go(inQueue(RICH), [5, unserved('timeout')], [6, bidden], [7, queued], [10, digit('1')], [12, unserved('offline')])],
];

function asked(): Driven {
  return go(inQueue(RICH), [10, digit('1')]);
}

describe.each(GIVEN_UP)('C7 asked whether to call back, then %s', (_how, given) => {
  const next = (atSeconds: number, happens: Happens) => go(given, [atSeconds, happens]);

  test('the request is left, and the question is open', () => {
    expect(given.state.at).toBe('asking');
    expect(given.effects).toContainEqual({ do: 'leaveQueue' });
  });

  test('the same digit confirms', () => {
    expect(end(go(next(18, digit('1')), [20, bidden]))).toBe('callback/requested by caller');
  });

  test.each([['silence', 40, tick], ['another digit', 18, digit('2')]] as const)('%s leads to the way out, where nobody asks again', (_what, atSeconds, happens) => {
    const on = next(atSeconds, happens);
    expect(on.state.at).not.toBe('asking');
    expect('steps' in on.state ? on.state.steps : []).not.toContainEqual({ kind: 'callback' });
  });

  test('a caller who hangs up has one end', () => {
    expect(told(next(18, callerGone), 'ended')).toHaveLength(1);
  });
});
