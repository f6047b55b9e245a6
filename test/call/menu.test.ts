import { describe, expect, it } from 'vitest';
import type { CallSettings } from '../../contracts/call-settings';
import { alert, callerGone, connected, deeds, digit, end, enqueueAt, go, greeted, legGone, noAdvice, offered, queued, reached, alive, SETTINGS, tick, type Happens } from './drive';

const english = { name: 'en', levels: [4, 5] } as const;
const MENU: CallSettings = {
  ...SETTINGS,
  menu: { prompt: { text: 'Press 2 for English', voice: 'v' }, choices: { 1: { queue: 'billing' }, 2: { skills: [english] } }, answerMs: 4_000 },
  routes: { '+78121234567': { queue: 'north', skills: [english] } },
  lastOperatorFirst: { seconds: 15 },
};
const menu = go(alert(MENU), [1, connected], [2, noAdvice], [3, greeted]);

describe('a menu', () => {
  it('is said after the greeting, before the queue', () => {
    expect(menu.state.at).toBe('menu');
    expect(deeds(menu).slice(-1)).toEqual(['say']);
  });

  it.each([
    ['a queue', '1', enqueueAt(50, 'billing')], ['skills', '2', { ...enqueueAt(50), skills: [english] }], ['nothing', '7', enqueueAt(50)],
  ])('a digit chooses %s, also in the middle of the sentence', (_what, pressed, expected) => {
    expect(go(menu, [4, digit(pressed)]).effects).toContainEqual(expected);
  });

  it('silence takes the ordinary route, counted from the end of the sentence', () => {
    const asked = go(menu, [5, { kind: 'said', what: 'menu' }]);
    expect(go(asked, [8.9, tick]).state.at).toBe('menu');
    expect(go(asked, [9, tick]).effects).toContainEqual(enqueueAt(50));
    expect(go(menu, [30, tick]).state.at).toBe('queueing');
  });

  it('R42 is where a caller may leave', () => {
    expect(end(go(menu, [4, callerGone]))).toBe('abandoned/menu by caller');
  });
});

describe('the dialled number', () => {
  it('chooses queue and skills', () => {
    const north = go(alert({ ...MENU, greeting: null, desk: null }, { to: '+78121234567' }), [1, connected], [2, digit('9')]);
    expect(north.effects).toContainEqual({ ...enqueueAt(50, 'north'), skills: [english] });
  });
});

describe('the last operator', () => {
  const advice = { lastOperator: 'op7', lastOperatorId: 12 };
  const advised: Happens = { kind: 'advised', advice };
  const first = go(alert(MENU), [1, connected], [2, advised], [3, greeted], [4, digit('9')]);

  it('is looked for first where the desk knows him', () => {
    expect(first.effects).toContainEqual({ ...enqueueAt(50), firstOperator: advice });
  });

  it.each([
    ['another queue', {}, null], ['a set of skills that he has', { lastOperators: ['op7', 'op8'] }, advice], ['one that he lacks', { lastOperators: ['op8'] }, null],
  ])('in %s', (_where, more, firstOperator) => {
    const choices = { 1: { queue: 'center.en', ...more } };
    const chosen = go(alert({ ...MENU, menu: { ...MENU.menu, choices } as CallSettings['menu'] & object }), [1, connected], [2, advised], [3, greeted], [4, digit('1')]);
    expect(chosen.effects).toContainEqual({ ...enqueueAt(50, 'center.en'), firstOperator });
  });

  it('is not looked for on the way out', () => {
    const exits = { timeout: [{ kind: 'queue', name: 'center', maxWaitMs: 20_000 }, { kind: 'end' }] } as const;
    const late = go(alert({ ...MENU, exits }), [1, connected], [2, advised], [3, greeted], [4, digit('9')], [5, queued], [305, tick]);
    expect(late.effects.filter((effect) => effect.do === 'enqueue').map(({ firstOperator }) => firstOperator)).toEqual([advice, null]);
  });

  it('is not looked for again after he was lost', () => {
    const lost = go(first, [5, queued], [6, offered('op1')], [7, reached('op1')], [8, alive()], [9, legGone()]);
    expect(lost.effects).toContainEqual(enqueueAt(75));
  });

  it('is nothing special where that is not wished', () => {
    const plain = go(alert(), [1, connected], [2, advised], [3, greeted]);
    expect(plain.effects).toContainEqual(enqueueAt(50));
  });
});
