import type { Effect } from './effects';
import type { HandedBy, Offer, PageState, Talk } from './model';
import { openCard, shelveCard } from './card';
import { desiredStatusOf } from './desired-status';
import type { PageEvent } from './events';
import { onMiss, onAnsweredCall, onSilentCall, runChecks } from './intake';
import { go, takeId, tell, chain, type Outcome } from './outcome';
import { giveUpReservation } from './reservation';

/** No answer to the drop command within this: the call is passed on instead. */
export const DROP_ANSWER_MS = 1_000;
/** A ring this close to its full length that ends by itself was missed. */
const MISS_TOLERANCE_MS = 3_000;

type Ring = Extract<PageEvent, { type: 'phone.ring' }>;

/** A leg arrived. It rings only where this operator may be rung; else it goes on without a sound. */
export function onRing(state: PageState, ring: Ring): Outcome {
  const callId = ring.callId ?? `leg-${ring.legId}`;
  const why = whyUnseen(state, ring, callId);
  if (why) return rejectUnseen(state, { ring, callId, why });
  const offer: Offer = {
    legId: ring.legId, callId, journalled: ring.callId !== null, offerId: ring.offerId, number: ring.number,
    sinceMs: state.nowMs, phase: 'ringing', drop: null, asking: false, from: handedBy(state, ring),
  };
  const free = offer.from ? go({ ...state, reservation: null }) : giveUpReservation(state);
  return chain(free, (next) => openCard({ ...next, offer }, offer), (next) => report(next, offer, { kind: 'rang' }));
}

export function answer(state: PageState): Outcome {
  const { offer } = state;
  if (offer?.phase !== 'ringing') return go(state);
  return go({ ...state, offer: { ...offer, phase: 'answering' } }, { type: 'phone.answer', legId: offer.legId });
}

/** «Отклонить» while it rings: passes the call on, or drops it. */
export function reject(state: PageState, how: 'default' | 'pass' | 'drop'): Outcome {
  const { offer } = state;
  if (!offer || offer.phase === 'dropping') return go(state);
  const chosen = how === 'default' ? state.profile?.intake.rejectDefault : how;
  // An answer under way cannot be dropped by the desk any more; the platform passes it on.
  const drops = chosen === 'drop' && offer.journalled && offer.phase === 'ringing' && !offer.from && state.desk.link === 'up';
  if (drops) return drop(state, offer);
  return chosen === 'drop' && !offer.from ? passOn(tell(state, 'drop-failed'), offer) : passOn(state, offer);
}

/** The session's answer, or the desk's word that none came. */
export function onDropAnswer(state: PageState, commandId: string, applied: boolean): Outcome {
  const { offer } = state;
  if (offer?.drop?.commandId !== commandId) return go(state);
  if (!applied) return passOn(tell(state, 'drop-failed'), offer);
  return go(tell({ ...shelveCard(state, offer.callId), offer: null }, 'dropped'));
}

export function onDropDeadline(state: PageState): Outcome {
  const { offer } = state;
  if (!offer?.drop || state.nowMs < offer.drop.deadlineMs) return go(state);
  return passOn(tell(state, 'drop-failed'), offer);
}

/** The browser wants to know whether this page may use the microphone. */
export function onAsking(state: PageState, legId: string): PageState {
  const { offer } = state;
  return offer?.legId === legId && offer.phase === 'answering' ? { ...state, offer: { ...offer, asking: true } } : state;
}

/** No microphone could be opened: the call goes on to others, and this page looks why. */
export function onUnanswerable(state: PageState, legId: string): Outcome {
  const { offer } = state;
  if (offer?.legId !== legId || offer.phase !== 'answering') return go(state);
  return chain(passOn(onSilentCall(state, 'microphone'), { ...offer, phase: 'ringing' }), (next) => runChecks(next, false));
}

/** The leg is connected: IN_SERVICE goes out now and not before. */
export function onConnected(state: PageState, legId: string): Outcome {
  const { offer } = state;
  if (offer?.legId !== legId) return go(state);
  const { callId, journalled, offerId, number } = offer;
  const talk: Talk = {
    legId, callId, journalled, offerId, number, sinceMs: state.nowMs, audio: false, silent: null, microphone: 'ok', nextAliveMs: null,
    muted: false, held: false, holdAsked: false, mediaLost: false, endingByMs: null,
    direct: offer.from !== null, out: false, handOver: null, from: offer.from,
  };
  const next = onAnsweredCall({ ...state, offer: null, talk, holdouts: withoutHoldout(state, callId) });
  return report(next, talk, { kind: 'answered' });
}

/** The ringing leg is gone, and not by this page. */
export function onOfferEnded(state: PageState, elsewhere: boolean): Outcome {
  const { offer } = state;
  if (!offer) return go(state);
  const gone = { ...shelveCard(state, offer.callId), offer: null };
  if (offer.phase === 'dropping') return go(tell(gone, 'dropped'));
  if (elsewhere) return go(tell(gone, 'answered-elsewhere'));
  if (offer.phase === 'answering') {
    return report(tell(gone, 'already-gone'), offer, { kind: 'failed', why: 'gone-while-answering' });
  }
  // The colleague has his caller back; nobody is banned for it.
  if (offer.from) return report(tell(gone, 'missed'), offer, { kind: 'missed' });
  const ringMs = state.profile?.intake.ringMs ?? Infinity;
  if (state.nowMs - offer.sinceMs < ringMs - MISS_TOLERANCE_MS) return go(tell(gone, 'caller-left'));
  return chain(report(gone, offer, { kind: 'missed' }), (next) => go(onMiss(next)));
}

function drop(state: PageState, offer: Offer): Outcome {
  const [commandId, next] = takeId(state);
  const dropping: Offer = { ...offer, phase: 'dropping', drop: { commandId, deadlineMs: state.nowMs + DROP_ANSWER_MS } };
  const { callId, offerId } = offer;
  return go({ ...next, offer: dropping }, { type: 'desk.drop', callId, offerId, commandId });
}

/** The platform takes the call on by itself; this page holds itself out of it. */
function passOn(state: PageState, offer: Offer): Outcome {
  const untilMs = state.nowMs + (state.profile?.intake.rejectHoldoutMs ?? 30_000);
  const others = withoutHoldout(state, offer.callId);
  // Who declines a colleague's caller is asked by nobody else for him.
  const holdouts = offer.from ? others : [...others, { callId: offer.callId, untilMs }];
  const next = { ...shelveCard(state, offer.callId), offer: null, holdouts };
  const hush: Effect = { type: offer.phase === 'answering' ? 'phone.hangUp' : 'phone.reject', legId: offer.legId };
  return chain(go(next, hush), (after) => report(after, offer, { kind: 'rejected-pass' }));
}

function withoutHoldout(state: PageState, callId: string) {
  return state.holdouts.filter((holdout) => holdout.callId !== callId);
}

/** The colleague's name as the desk told it, else the one that the leg carries. */
function handedBy({ reservation }: PageState, { callId, transfer }: Ring): HandedBy | null {
  if (reservation && reservation.callId === callId) {
    return { transferId: reservation.transferId, mode: reservation.mode, byName: reservation.byName };
  }
  return transfer ? { transferId: null, mode: transfer.mode, byName: transfer.by } : null;
}

function whyUnseen(state: PageState, ring: Ring, callId: string): 'holdout' | 'wrap-up' | 'busy' | null {
  if (state.offer || state.talk || state.dial) return 'busy';
  if (state.wrapUp) return 'wrap-up';
  if (ring.transfer && state.tab.leads === true) return null;
  if (state.reservation) return state.reservation.callId === callId || !state.reservation.confirmed ? null : 'busy';
  if (state.holdouts.some((holdout) => holdout.callId === callId)) return 'holdout';
  // Held out of another call only: whoever just rejected one is there to be asked for this one.
  const wanted = desiredStatusOf({ ...state, holdouts: [] });
  return wanted === 'READY' ? null : 'busy';
}

interface Unseen { ring: Ring; callId: string; why: 'holdout' | 'wrap-up' | 'busy' }

function rejectUnseen(state: PageState, { ring, callId, why }: Unseen): Outcome {
  const hush = go(state, { type: 'phone.reject', legId: ring.legId });
  const leg = { callId, journalled: ring.callId !== null, offerId: ring.offerId };
  return chain(hush, (next) => report(next, leg, { kind: 'rejected-unseen', why }));
}

type ReportKind =
  | { kind: 'rang' | 'answered' | 'missed' | 'rejected-pass' }
  | { kind: 'failed'; why: string }
  | { kind: 'rejected-unseen'; why: 'holdout' | 'wrap-up' | 'busy' };
interface Reported { callId: string; journalled: boolean; offerId: string | null }

/** Tells the desk what the queue cannot know. */
function report(state: PageState, of: Reported, what: ReportKind): Outcome {
  if (!of.journalled) return go(state);
  const [reportId, next] = takeId(state);
  return go(next, { type: 'desk.report', callId: of.callId, report: { reportId, offerId: of.offerId, ...what } });
}
