import type { OutboundLine } from '../../contracts/desk-callers';
import { chooseGiven, openCard, shelveCard } from './card';
import type { Dial, PageState, Talk } from './model';
import { chain, go, takeId, tell, type Outcome } from './outcome';

/** The desk's ticket and the platform's word are awaited this long. */
export const DIAL_PREPARED_MS = 8_000;

export interface CallOut { number: string; about: string | null; customerId?: string }

/** Nothing else may be under way: who calls out takes no calls meanwhile. */
export function canCallOut(state: PageState): boolean {
  const { offer, talk, wrapUp, dial, reservation, tab, phone, desk, window } = state;
  const busy = offer ?? talk ?? wrapUp ?? dial ?? reservation;
  return busy === null && (tab.leads === true || window.follows) && phone.link === 'up' && desk.link === 'up';
}

/** «Позвонить»: the desk's permission is asked for while the platform is told that no calls come meanwhile. */
export function callOut(state: PageState, { number, about, customerId }: CallOut): Outcome {
  if (!canCallOut(state)) return go(state);
  const [legId, next] = takeId(state);
  const whom = customerId === undefined ? {} : { customerId };
  const dial: Dial = { legId, number, about, ...whom, phase: 'asking', line: null, sinceMs: state.nowMs };
  return go({ ...next, dial }, { type: 'desk.outbound', dialId: legId, number, about });
}

/** The ticket, or the desk's no. */
export function onOutboundLine(state: PageState, dialId: string, line: OutboundLine | null): Outcome {
  const { dial } = state;
  if (dial?.legId !== dialId || dial.phase !== 'asking') return go(state);
  if (!line) return failed(state, 'no-ticket');
  return go({ ...state, dial: { ...dial, phase: 'leaving', line, number: line.number } });
}

/** Dials once the platform has confirmed that this operator is not READY: no caller is offered to who is on the phone. */
export function onDialTick(state: PageState): Outcome {
  const { dial, sync, nowMs } = state;
  if (!dial || dial.phase === 'calling') return go(state);
  if (nowMs - dial.sinceMs >= DIAL_PREPARED_MS) return failed(state, dial.line ? 'busy' : 'no-ticket');
  const left = sync.platform !== null && sync.platform !== 'READY' && sync.platform !== 'DIALING' && sync.pending === null;
  if (!dial.line || !left) return go(state);
  const { destination, headers } = dial.line;
  return go({ ...state, dial: { ...dial, phase: 'calling', sinceMs: nowMs } }, { type: 'phone.call', legId: dial.legId, destination, headers });
}

/** The customer has answered. */
export function onDialAnswered(state: PageState, legId: string, callId: string | null): Outcome {
  const { dial } = state;
  if (dial?.legId !== legId) return go(state);
  const talk: Talk = {
    legId, callId: callId ?? `leg-${legId}`, journalled: callId !== null, offerId: null, number: dial.number,
    sinceMs: state.nowMs, audio: false, silent: null, microphone: 'ok', nextAliveMs: null, muted: false, held: false, holdAsked: false, mediaLost: false,
    endingByMs: null, direct: true, out: true, handOver: null, from: null,
  };
  const opened = openCard({ ...state, dial: null, talk }, talk);
  const { customerId } = dial;
  return customerId === undefined ? opened : chain(opened, (next) => chooseGiven(next, customerId));
}

/** Not answered, refused, or the line is gone. */
export function onDialEnded(state: PageState, code: number | null): Outcome {
  const why = code === 486 || code === 603 ? 'declined' : code === 404 ? 'wrong' : code === 403 ? 'no-ticket' : 'no-answer';
  return state.dial ? failed(state, why) : go(state);
}

/** «Отменить» while it dials. */
export function cancelDial(state: PageState): Outcome {
  const { dial } = state;
  if (!dial) return go(state);
  const gone = { ...shelveCard(state, `leg-${dial.legId}`), dial: null };
  return dial.phase === 'calling' ? go(gone, { type: 'phone.hangUp', legId: dial.legId }) : go(gone);
}

function failed(state: PageState, why: string): Outcome {
  return go(tell({ ...state, dial: null }, 'call-out-failed', why));
}
