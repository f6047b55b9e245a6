import { ACTS_MOST, type Act, type Screen } from '../../contracts/desk-window';
import type { Leadership } from '../../contracts/desk-api';
import { storeDraft } from './card';
import type { Effect } from './effects';
import type { PageEvent } from './events';
import { initialState } from './initial';
import type { CallerCard, PageState } from './model';
import { onDeskEvent } from './on-desk';
import { onPageEvent } from './on-page';
import { onUserEvent } from './on-user';
import { retryNow, sendDue } from './outbox';
import { chain, go, takeId, tell, type Outcome } from './outcome';
import { unsentCount } from './presence';
import { reduce, withoutOldNotices } from './reduce';
import { onLeadership, onTabTick } from './tabs';
import type { AskedAct } from './window-model';

/** A click that the window has not carried out by then is said to have been lost. */
export const ACT_LIMIT_MS = 3_000;

/** What of a page's state is the call's, and so the window's where a page follows one. */
const SHOWN = ['intake', 'readiness', 'phone', 'sync', 'offer', 'talk', 'wrapUp', 'dial', 'reservation', 'card', 'holdouts'] as const;

/** `reduce` for an operator with a calls window: the window itself, and the pages that show it. */
export function reduceWithWindow(before: PageState, event: PageEvent): Outcome {
  if (event.type === 'desk.acts') {
    return event.acts.reduce((after, act) => chain(after, (state) => carryOut(state, act, event.atMs)), go(before));
  }
  if (before.window.follows || before.window.role === 'wanted') {
    return follow({ ...before, nowMs: Math.max(before.nowMs, event.atMs) }, event);
  }
  const after = reduce(before, event);
  if (event.type !== 'desk.screen') return after;
  return chain(after, (state) => go(mayFollow(state) ? show(state, event) : state));
}

/** All that other pages are to show, by this page's clock. */
export function screenOf(state: PageState): Screen {
  const { notices, window: { done } } = state;
  return { ...pick(state), notices, done, unsent: unsentCount(state) };
}

/** For another page: once, and only while the screen is still about what was clicked there. */
function carryOut(state: PageState, { actId, about, event }: Act, atMs: number): Outcome {
  const { done } = state.window;
  if (done.includes(actId)) return go(state);
  const noted = { ...state, window: { ...state.window, done: [...done, actId].slice(-ACTS_MOST) } };
  const asked = { ...event, atMs } as PageEvent;
  const isStale = about !== '' && about !== aboutOf(state, asked);
  return isStale || !asked.type.startsWith('user.') ? go(noted) : reduce(noted, asked);
}

const OF_THE_CARD: readonly string[] = ['user.comment', 'user.lookUp', 'user.choose', 'user.search', 'user.closeSearch', 'user.attach'];
const OF_NO_CALL: readonly string[] = [
  'user.intakeOn', 'user.intakeOff', 'user.resume', 'user.recheck', 'user.callOut', 'user.dismiss', 'user.openDraft', 'user.dropDraft',
];

function aboutOf({ offer, talk, wrapUp, dial, card }: PageState, { type }: PageEvent): string {
  if (OF_NO_CALL.includes(type)) return '';
  if (OF_THE_CARD.includes(type)) return `card ${card?.callId ?? ''}`;
  if (offer) return `offer ${offer.legId}`;
  if (talk) return `talk ${talk.legId}`;
  return wrapUp ? `wrap-up ${wrapUp.callId}` : `dial ${dial?.legId ?? ''}`;
}

/** Not a page that leads, or has a conversation of its own to finish. */
function mayFollow({ tab, offer, talk, wrapUp, dial, phone }: PageState): boolean {
  return tab.leads === null || (tab.leads === false && !offer && !talk && !wrapUp && !dial && phone.link === 'off');
}

function follow(state: PageState, event: PageEvent): Outcome {
  const after = chain(onEvent(state, event), (next) => go(sayLate(withoutOldNotices(next))), onTabTick, sendDue);
  if (state.window.role !== 'wanted') return after;
  // To ask for the lease would be to take it where nobody has it; a renewal only tells who leads.
  const effects = after.effects.map((effect): Effect => (effect.type === 'desk.leadership' ? { ...effect, action: 'renew' } : effect));
  return { state: after.state, effects };
}

function onEvent(state: PageState, event: PageEvent): Outcome {
  switch (event.type) {
    case 'desk.screen': return go(state.tab.leads === true ? state : show(state, event));
    case 'desk.leadership': return onLeader(state, event.leadership);
    case 'desk.up': return onDeskBack(state);
    case 'desk.profile':
    case 'desk.down': return onDeskEvent(state, event);
    case 'desk.delivered': return state.outbox.some(({ saveId }) => saveId === event.saveId) ? onDeskEvent(state, event) : go(state);
    case 'desk.actsLost': return go(giveUp(state, ({ act }) => event.actIds.includes(act.actId)));
    case 'store.loaded':
    case 'window.opened':
    case 'window.failed':
    case 'tab.free':
    case 'tab.other': return onPageEvent(state, event);
    case 'callsWindow.failed': return go(tell(state, `callsWindow-${event.why}`));
    case 'user.openWindow': return go(state, { type: 'callsWindow.open' });
    case 'user.openCreation': return onUserEvent(state, event);
    case 'user.dismiss': return isOwn(state, event.noticeId) ? onUserEvent(state, event) : ask(state, event);
    default: return event.type.startsWith('user.') && state.window.follows ? ask(state, event) : go(state);
  }
}

interface Shown { pageId: string; screen: Screen; agoMs: number }

/** The window's call, intake and line in the place of this page's own; what is still being typed here stays. */
function show(state: PageState, { pageId, screen, agoMs }: Shown): PageState {
  const sent = screen as unknown as PageState & { done: readonly string[]; unsent: number };
  const { notices, done, unsent, ...rest } = moved(sent, state.nowMs - agoMs - sent.nowMs) as typeof sent;
  const asked = state.window.asked.filter(({ act }) => !done.includes(act.actId));
  const shown: PageState = {
    ...state, ...pick(initialState(state.pageId, state.nowMs)), ...pick(rest as PageState), notices: [...ownNotices(state), ...notices],
    window: { ...state.window, follows: true, leader: pageId, asked, unsent, gone: null },
  };
  return asked.reduce(echo, shown);
}

/** A moment of the window's clock by the clock of this page. */
function moved(value: unknown, byMs: number, name = ''): unknown {
  if (typeof value === 'number') return /(at|since|until|by|alive|deadline)Ms$/i.test(name) ? value + byMs : value;
  if (Array.isArray(value)) return value.map((one) => moved(one, byMs));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, moved(one, byMs, key)]));
}

/** What is typed stands here at once, and not when the window has sent it back. */
function echo(state: PageState, { act, callId }: AskedAct): PageState {
  const { card } = state;
  const event = act.event as PageEvent;
  if (!card || card.callId !== callId) return state;
  const typed: Partial<CallerCard> = event.type === 'user.comment' ? { comment: event.text }
    : event.type === 'user.search' ? { search: { found: [], more: 0, ...card.search, state: 'searching', query: event.query } } : {};
  return { ...state, card: { ...card, ...typed } };
}

function isTyped({ act: { event } }: AskedAct): boolean {
  return event['type'] === 'user.comment' || event['type'] === 'user.search';
}

/** A click here goes to the window; only windows are opened by the page that was clicked, as browsers want it. */
function ask(state: PageState, { atMs: _, ...event }: PageEvent): Outcome {
  if (event.type === 'user.takeOver') return go(state);
  if (event.type === 'user.saveAndCreate') {
    const { card, wrapUp } = state;
    const [windowId, next] = takeId(state);
    const form = { windowId, number: card?.looked?.e164 ?? wrapUp?.number ?? '', callId: wrapUp?.callId ?? null };
    const opened = go(next, { type: 'window.open', windowId }, { type: 'window.toCreation', ...form });
    return chain(opened, (after) => ask(after, { type: 'user.save', atMs: state.nowMs }));
  }
  const [actId, next] = takeId(state);
  const act: Act = { actId, about: aboutOf(state, { ...event, atMs: state.nowMs }), event };
  const asked: AskedAct = { act, callId: state.card?.callId ?? null, byMs: state.nowMs + ACT_LIMIT_MS };
  const others = next.window.asked.filter((other) => !isTyped(other) || other.act.event['type'] !== event.type);
  return go(echo({ ...next, window: { ...next.window, asked: [...others, asked] } }, asked), { type: 'callsWindow.act', act });
}

function sayLate(state: PageState): PageState {
  return giveUp(state, ({ byMs }) => byMs <= state.nowMs);
}

/** Said to be lost; a text stays on the screen, to be sent again. */
function giveUp(state: PageState, isLost: (asked: AskedAct) => boolean): PageState {
  const { asked } = state.window;
  if (!asked.some(isLost)) return state;
  const left = asked.flatMap((one) => (!isLost(one) ? [one] : isTyped(one) ? [{ ...one, byMs: Infinity }] : []));
  return tell({ ...state, window: { ...state.window, asked: left } }, 'callsWindow-silent');
}

function onDeskBack(state: PageState): Outcome {
  const back = retryNow({ ...state, desk: { link: 'up', retryAtMs: null }, tab: { ...state.tab, renewAtMs: state.nowMs } });
  return go(back, ...state.window.asked.map(({ act }): Effect => ({ type: 'callsWindow.act', act })));
}

function onLeader(state: PageState, leadership: Leadership): Outcome {
  const { leads, leader = null } = leadership;
  const isOver = state.window.follows && (leads || leader !== state.window.leader);
  return chain(isOver ? unfollow(state, leader === null) : go(state), (next) => onLeadership(next, leadership), (next) => go({
    ...next, window: { ...next.window, leader },
    // Nobody leads: whoever may is asked at once.
    tab: isOver && leader === null ? { ...next.tab, renewAtMs: next.nowMs } : next.tab,
  }));
}

/** The window is gone, or this page leads now: what it showed is nobody's here; a text that it has not got goes to the drafts. */
function unfollow(state: PageState, isGone: boolean): Outcome {
  const { card, offer, talk, dial, wrapUp, window } = state;
  const typed = window.asked.some(({ act, callId }) => act.event['type'] === 'user.comment' && callId === card?.callId);
  const gone = !isGone ? null : offer ?? talk ?? dial ? 'call' : wrapUp || state.intake.on ? 'idle' : null;
  const own = {
    ...state, ...pick(initialState(state.pageId, state.nowMs)), notices: ownNotices(state),
    window: { ...window, follows: false, leader: null, asked: [], unsent: 0, gone } as const,
  };
  return go(own, ...(typed && card ? [storeDraft({ ...card, revision: card.revision + 1 })] : []));
}

function ownNotices(state: PageState): PageState['notices'] {
  return state.notices.filter(({ id }) => isOwn(state, id));
}

function isOwn({ pageId }: PageState, id: string): boolean {
  return id.startsWith(`${pageId}-`);
}

type ShownPart = Pick<PageState, (typeof SHOWN)[number]>;

/** A window of another version may lack some of it. */
function pick(state: PageState): ShownPart {
  return Object.fromEntries(SHOWN.flatMap((name) => (state[name] === undefined ? [] : [[name, state[name]]]))) as unknown as ShownPart;
}
