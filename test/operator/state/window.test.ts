import { describe, expect, test } from 'vitest';
import { hostEvents, savedElsewhere } from '../../../operator/host/host-events';
import { allChecks, connectionLine, controls, initialState, mustGuard, type Effect, type PageState } from '../../../operator/state';
import { ACT_LIMIT_MS, reduceWithWindow, screenOf } from '../../../operator/state/window';
import { end, me, opened, ready, ring, ringing, send, talking, wait, wrappingUp, write, type Happening, type Operator } from '../world';

/** Another page of the operator; its clock shows something else than the window's. */
class Follower {
  state: PageState;

  constructor(readonly window: Operator, role: PageState['window']['role'] = 'wanted', id = 'follower') {
    this.state = initialState(id, 50);
    this.state = { ...this.state, window: { ...this.state.window, role } };
    this.does({ type: 'desk.profile', me: me() });
    this.does({ type: 'desk.up' });
  }

  does(happening: Happening, afterMs = 0): Effect[] {
    const { state, effects } = reduceWithWindow(this.state, { ...happening, atMs: this.state.nowMs + afterMs });
    this.state = state;
    return [...effects];
  }

  /** What the window shows, as the desk passes it on. */
  sees(agoMs = 0): this {
    const { state } = this.window;
    const screen = JSON.parse(JSON.stringify({ ...screenOf(state), nowMs: state.nowMs })) as Record<string, unknown>;
    this.does({ type: 'desk.screen', pageId: state.pageId, screen, agoMs });
    return this;
  }

  /** A click, all the way to the window; what the window does. */
  clicks(happening: Happening): Effect[] {
    return carriedOut(this.window, this.does(happening));
  }

  lead(leader: string | null, leads = false): Effect[] {
    return this.does({ type: 'desk.leadership', leadership: { leads, expiresInMs: leader === null ? 0 : 15_000, takenOver: false, leader } });
  }

  get enabled(): string {
    return Object.entries(controls(this.state)).filter(([, { enabled }]) => enabled).map(([id]) => id).join(' ');
  }
}

function carriedOut(window: Operator, asked: readonly Effect[]): Effect[] {
  const acts = asked.flatMap((effect) => (effect.type === 'callsWindow.act' ? [effect.act] : []));
  const { state, effects } = reduceWithWindow(window.state, { type: 'desk.acts', acts, atMs: window.state.nowMs });
  window.state = state;
  return [...effects];
}

const types = (effects: readonly Effect[]) => effects.map(({ type }) => type).join(' ');
const lineOf = ({ state }: Follower) => connectionLine(state).line;

describe('R94 who leads', () => {
  test('a page that wants a window never asks for the lease, it only looks who has it', () => {
    const page = new Follower(opened());
    const asked = [...Array(30).keys()].flatMap(() => page.does({ type: 'tick' }, 1_000)).filter(({ type }) => type === 'desk.leadership');
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.every((effect) => effect.type === 'desk.leadership' && effect.action === 'renew')).toBe(true);
    page.lead(null);
    expect([lineOf(page), page.enabled]).toEqual(['off', 'recheck openWindow']);
  });

  test.each(['none', 'this'] as const)('a page (%s) that follows leads once the window is gone, and asks what was going on', (role) => {
    const page = new Follower(talking(), role).sees();
    expect(lineOf(page)).toBe('talking');
    expect(types(page.lead(null))).toBe('desk.leadership');
    expect(types(page.lead('follower', true))).toContain('desk.askCurrent');
    expect([page.state.talk, page.state.tab.leads, page.state.window.follows]).toEqual([null, true, false]);
  });

  test('a page with a conversation of its own finishes that first', () => {
    const { state } = talking();
    const page = new Follower(ready(), 'none');
    page.state = { ...state, tab: { ...state.tab, leads: false } };
    page.sees();
    expect([page.state.window.follows, page.state.talk?.legId]).toEqual([false, 'leg']);
  });

  test('a fresh page shows the call though the desk told of an open wrap-up before', () => {
    const page = new Follower(talking(), 'none');
    page.does({ type: 'desk.wrapUp', wrapUp: { callId: '7', state: 'open', limitInMs: null, closedBy: null }, number: null } as Happening);
    expect(lineOf(page.sees())).toBe('talking');
  });
});

describe('R94 what a page that follows shows', () => {
  test('the same call and the same times by its own clock, however late it came', () => {
    const window = talking();
    wait(window, 40_000);
    const page = new Follower(window).sees(2_000);
    expect(page.state.nowMs - (page.state.talk?.sinceMs ?? 0)).toBe(42_000);
    end(window);
    page.sees();
    expect(page.state.wrapUp?.talkedMs).toBe(window.state.wrapUp?.talkedMs);
  });

  test('nothing would be lost by leaving it', () => {
    expect(mustGuard(new Follower(talking()).sees().state)).toBe(false);
  });

  test('a text that is typed here stays while older screens still come', () => {
    const page = new Follower(talking()).sees();
    const asked = page.does({ type: 'user.comment', text: 'перезв' });
    expect(page.sees().state.card?.comment).toBe('перезв');
    page.does({ type: 'user.comment', text: 'перезвонить' });
    carriedOut(page.window, asked);
    expect(page.sees().state.card?.comment).toBe('перезвонить');
  });

  test('what a newer window leaves out disturbs nothing', () => {
    const page = new Follower(ready());
    page.does({ type: 'desk.screen', pageId: 'page', screen: { nowMs: 1, notices: [], done: [], unsent: 0, weather: 'rain' }, agoMs: 0 });
    expect(lineOf(page)).toBe('connecting');
  });
});

describe('R94 what is clicked on a page that follows', () => {
  test.each<[string, () => Operator, Happening, string]>([
    ['answer', ringing, { type: 'user.answer' }, 'phone.answer'],
    ['pass on', ringing, { type: 'user.reject', how: 'pass' }, 'phone.reject'],
    ['drop', ringing, { type: 'user.reject', how: 'drop' }, 'desk.drop'],
    ['mute', talking, { type: 'user.mute', on: true }, 'phone.mute'],
    ['hold', talking, { type: 'user.hold', on: true }, 'phone.hold'],
    ['end', talking, { type: 'user.hangUp' }, 'phone.hangUp'],
    ['the comment', wrappingUp, { type: 'user.comment', text: 'текст' }, 'store.draft'],
    ['save', wrappingUp, { type: 'user.save' }, 'store.save'],
    ['intake on', opened, { type: 'user.intakeOn' }, 'checks.run'],
    ['intake off', ready, { type: 'user.intakeOff' }, 'phone.setStatus'],
  ])('%s: done by the window and not here', (...[, open, happening, wanted]) => {
    const page = new Follower(open()).sees();
    const here = page.does(happening);
    expect(types(here)).toBe('callsWindow.act');
    expect(types(carriedOut(page.window, here))).toContain(wanted);
  });

  test('once, though it came twice', () => {
    const page = new Follower(ready()).sees();
    const asked = page.does({ type: 'user.callOut', number: '+79031112233', about: null });
    expect(types(carriedOut(page.window, asked))).toContain('desk.outbound');
    send(page.window, { type: 'user.cancelDial' });
    expect(types(carriedOut(page.window, asked))).not.toContain('desk.outbound');
  });

  test.each<[string, Happening]>([['answer', { type: 'user.answer' }], ['reject', { type: 'user.reject', how: 'pass' }]])(
    '%s: not for the next call, where the one that was shown is over', (_, happening) => {
      const page = new Follower(ringing()).sees();
      end(page.window);
      wait(page.window, 70_000);
      ring(page.window, { callId: '8', legId: 'leg2' });
      expect(types(page.clicks(happening))).not.toMatch(/phone\.(answer|reject)/);
      expect(page.window.state.offer?.phase).toBe('ringing');
      // It is no lost click either: the next screen says that it was seen.
      expect(page.sees().state.window.asked).toEqual([]);
    });

  test('and nothing but clicks: neither what only the cloud or the desk can say, nor what a newer page may know', () => {
    const window = talking();
    const happenings = [{ type: 'desk.down', retryAtMs: 1 }, { type: 'desk.leadership', leadership: { leads: false, expiresInMs: 0, takenOver: true, leader: null } }, { type: 'user.ofTheFuture' }];
    const before = window.state;
    for (const [index, event] of happenings.entries()) {
      expect(carriedOut(window, [{ type: 'callsWindow.act', act: { actId: `act-${index}`, about: '', event } }])).toEqual([]);
    }
    expect({ ...window.state, window: before.window }).toEqual(before);
  });

  test('a hang-up that comes after the end does not close the wrap-up; a text that comes then still counts', () => {
    const page = new Follower(talking()).sees();
    const hangUp = page.does({ type: 'user.hangUp' });
    const text = page.does({ type: 'user.comment', text: 'поздно' });
    end(page.window);
    carriedOut(page.window, [...hangUp, ...text]);
    expect([page.window.state.wrapUp?.phase, page.window.state.card?.comment]).toEqual(['open', 'поздно']);
  });

  test('«создать клиента» opens its window where it was clicked, with the number, and saves in the calls window', () => {
    const page = new Follower(wrappingUp()).sees();
    const here = page.does({ type: 'user.saveAndCreate' });
    expect(types(here)).toBe('window.open window.toCreation callsWindow.act');
    expect(here[1]).toMatchObject({ number: '+79161234567', callId: '7' });
    expect(types(carriedOut(page.window, here))).toContain('store.save');
    expect(page.window.state.wrapUp?.windowId ?? null).toBe(null);
  });

  test('without an answer from the window it is said, and the page can be used again', () => {
    const page = new Follower(ringing()).sees();
    page.does({ type: 'user.answer' });
    page.does({ type: 'tick' }, ACT_LIMIT_MS);
    expect(page.state.notices.map(({ kind }) => kind)).toEqual(['callsWindow-silent']);
    expect([page.state.window.asked, controls(page.state).answer.enabled]).toEqual([[], true]);
  });

  test('without the desk nothing can be clicked; a text is sent again when it is back', () => {
    const page = new Follower(talking()).sees();
    const [act] = page.does({ type: 'user.comment', text: 'в пути' });
    page.does({ type: 'desk.down', retryInMs: 1_000, signedOut: false });
    expect([page.enabled, lineOf(page)]).toEqual(['', 'talking']);
    expect(page.does({ type: 'desk.up' })).toContainEqual(act);
  });
});

describe('R94 what the host hears', () => {
  const names = (before: PageState, after: PageState) => hostEvents(before, after).map(({ name }) => name);

  test('a page opened in the middle of a call hears of its state alone, and then of all that happens', () => {
    const page = new Follower(talking());
    const before = page.state;
    const shown = page.sees().state;
    expect(names(before, shown)).toEqual(['vox-state']);
    end(page.window);
    expect(names(shown, page.sees().state)).toEqual(['vox-ended', 'vox-state']);
  });

  test('saved is told once, with the customer, when the desk has it', () => {
    const page = new Follower(wrappingUp()).sees();
    const before = page.state;
    page.clicks({ type: 'user.save' });
    expect(names(before, page.sees().state)).not.toContain('vox-saved');
    const [told] = savedElsewhere(page.state, { type: 'saved', callId: '7', saveId: 's', customerId: 'c1' });
    expect(told).toEqual({ name: 'vox-saved', detail: { callId: '7', customerId: 'c1' } });
    expect(savedElsewhere(page.window.state, { type: 'saved', callId: '7', saveId: 's', customerId: 'c1' })).toEqual([]);
  });
});

describe('R94 the window goes away', () => {
  test('in a talk: said, nothing of the call is left, and another window can be opened', () => {
    const page = new Follower(talking()).sees();
    page.lead(null);
    expect([lineOf(page), page.state.window.gone, page.state.talk, page.enabled]).toEqual(['off', 'call', null, 'recheck openWindow']);
  });

  test('with a text that it has not got: the text goes to the drafts', () => {
    const page = new Follower(wrappingUp());
    write(page.window, 'начало');
    page.sees().does({ type: 'user.comment', text: 'начало и конец' });
    const kept = page.lead(null).find((effect) => effect.type === 'store.draft');
    expect(kept).toMatchObject({ journalled: true, draft: { callId: '7', comment: 'начало и конец' } });
  });

  test('a window that took over from it is no loss', () => {
    const page = new Follower(talking()).sees();
    page.lead('another window');
    expect([page.state.window.gone, page.state.window.follows]).toEqual([null, false]);
    expect(lineOf(page.sees())).toBe('talking');
  });

  test('the checks of the window are shown as its own', () => {
    const window = opened();
    send(window, { type: 'user.intakeOn' });
    send(window, { type: 'checks.done', results: { ...allChecks('ok'), microphone: { state: 'failed', why: 'denied' } } });
    expect(connectionLine(new Follower(window).sees().state)).toMatchObject({ line: 'paused', reason: { kind: 'checks', failed: 'microphone' } });
  });
});
