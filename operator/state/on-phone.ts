import { desiredStatusOf } from './desired-status';
import { onDialAnswered, onDialEnded } from './dial';
import type { PageEvent } from './events';
import { onPhoneLost, onPhoneUp } from './links';
import type { PageState } from './model';
import { onAsking, onConnected, onOfferEnded, onRing, onUnanswerable } from './offer';
import { go, tell, type Outcome } from './outcome';
import { onPlatformStatus, onStatusAnswer } from './reconciler';
import { onAudio, onHeld, onMedia, onMicrophone, onSilent, onTalkEnded } from './talk';

export function onPhoneEvent(state: PageState, event: PageEvent): Outcome {
  switch (event.type) {
    case 'phone.up': return onPhoneUp(state, event.status);
    case 'phone.lost': return onPhoneLost(state, event.why, event.jitter);
    case 'phone.resuming': return go(state.phone.link === 'up' ? linked(state, 'resuming') : state);
    case 'phone.resumed': return go(state.phone.link === 'resuming' ? linked(state, 'up') : state);
    case 'phone.status': return go(onPushedStatus(state, event.status, event.foreign));
    case 'phone.statusAnswer': return go(onStatusAnswer(state, event));
    default: return onLegEvent(state, event);
  }
}

function onLegEvent(state: PageState, event: PageEvent): Outcome {
  switch (event.type) {
    case 'phone.ring': return onRing(state, event);
    case 'phone.connected':
      return state.dial?.legId === event.legId ? onDialAnswered(state, event.legId, event.callId ?? null) : onConnected(state, event.legId);
    case 'phone.audio': return onAudio(state, event.legId);
    case 'phone.media': return go(onMedia(state, event.legId, event.ok));
    case 'phone.silent': return go(onSilent(state, event.legId, event.why));
    case 'phone.asking': return go(onAsking(state, event.legId));
    case 'phone.unanswerable': return onUnanswerable(state, event.legId);
    case 'phone.microphone': return go(onMicrophone(state, event));
    case 'phone.speakerLost': return go(state.talk ? tell(state, 'speaker-lost') : state);
    case 'phone.held': return go(onHeld(state, event));
    case 'phone.ended':
      if (state.dial?.legId === event.legId) return onDialEnded(state, event.code ?? null);
      if (state.offer?.legId === event.legId) return onOfferEnded(state, event.elsewhere);
      return state.talk?.legId === event.legId ? onTalkEnded(state, event) : go(state);
    default: return go(state);
  }
}

function linked(state: PageState, link: 'up' | 'resuming'): PageState {
  return { ...state, phone: { ...state.phone, link } };
}

/** What a person may set; the rest comes from the platform itself. */
const SET_BY_PERSONS = ['READY', 'ONLINE', 'OFFLINE', 'DND', 'TIMEOUT'];

/**
 * A status that another connection of this login set against ours (R25): nothing is set against it
 * until a click, else two pages would overwrite each other for ever.
 */
function onPushedStatus(state: PageState, status: string, foreign: boolean): PageState {
  const next = onPlatformStatus(state, status);
  const against = foreign && SET_BY_PERSONS.includes(status) && desiredStatusOf(state) !== status;
  return against && !state.talk ? { ...next, phone: { ...next.phone, elsewhere: true } } : next;
}
