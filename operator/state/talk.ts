import { aliveAgainInMs } from '../../contracts/desk-commands';
import type { EndedBy, MicrophoneState, PageState, SoundTrouble, Talk } from './model';
import { shelveCard } from './card';
import { onSilentCall, onSoundCame } from './intake';
import { go, tell, chain, type Outcome } from './outcome';
import { openWrapUp } from './wrap-up';

/** After «Отклонить» the leg's end is awaited at most this long. */
export const ENDING_LIMIT_MS = 10_000;

/** Sound arrives: only now the caller may be joined. */
export function onAudio(state: PageState, legId: string): Outcome {
  const talk = talkOn(state, legId);
  if (!talk || talk.audio) return go(state);
  const next = { ...talk, audio: true, silent: null, nextAliveMs: nextAliveMs(talk, state.nowMs) };
  return go(onSoundCame({ ...state, talk: next }), { type: 'phone.send', legId, text: 'alive' });
}

/** Sound should have come by now. */
export function onSilent(state: PageState, legId: string, silent: SoundTrouble): PageState {
  const talk = talkOn(state, legId);
  return talk && !talk.audio ? { ...state, talk: { ...talk, silent } } : state;
}

/** Whether the caller can be heard at all; `label`: the device that speaks now. */
export function onMicrophone(state: PageState, { state: microphone, label }: { state: MicrophoneState; label: string | null }): PageState {
  const { talk } = state;
  if (!talk || talk.microphone === microphone) return state;
  const next = { ...state, talk: { ...talk, microphone } };
  return microphone === 'ok' ? tell(next, 'microphone-changed', label) : next;
}

export function onMedia(state: PageState, legId: string, ok: boolean): PageState {
  const talk = talkOn(state, legId);
  return talk && talk.mediaLost === ok ? { ...state, talk: { ...talk, mediaLost: !ok } } : state;
}

/** The operator ends the conversation: a clean goodbye, so that nobody puts the caller back into the queue. */
export function hangUp(state: PageState): Outcome {
  const { talk } = state;
  if (!talk || talk.endingByMs !== null) return go(state);
  const ending = { ...talk, endingByMs: state.nowMs + ENDING_LIMIT_MS };
  const { legId } = talk;
  return go({ ...state, talk: ending }, { type: 'phone.send', legId, text: 'bye' }, { type: 'phone.hangUp', legId });
}

export function mute(state: PageState, on: boolean): Outcome {
  const { talk } = state;
  if (!talk || talk.muted === on || talk.endingByMs !== null) return go(state);
  return go({ ...state, talk: { ...talk, muted: on } }, { type: 'phone.mute', legId: talk.legId, on });
}

export function hold(state: PageState, on: boolean): Outcome {
  const { talk } = state;
  if (!talk || talk.held === on || talk.holdAsked || talk.endingByMs !== null || (on && talk.handOver)) return go(state);
  return go({ ...state, talk: { ...talk, holdAsked: true } }, { type: 'phone.hold', legId: talk.legId, on });
}

export function onHeld(state: PageState, answer: { legId: string; ok: boolean; on: boolean }): PageState {
  const talk = talkOn(state, answer.legId);
  if (!talk) return state;
  const next = { ...state, talk: { ...talk, holdAsked: false, held: answer.ok ? answer.on : talk.held } };
  return answer.ok ? next : tell(next, 'hold-failed');
}

/** How a leg ended; `silent`: what was missing for its sound. */
export interface TalkEnd { network: boolean; silent?: SoundTrouble | undefined }

/** Every end leads into the same wrap-up (R14); a leg that never had sound was no conversation. */
export function onTalkEnded(state: PageState, { network, silent }: TalkEnd): Outcome {
  const { talk } = state;
  if (!talk) return go(state);
  const over = { ...state, talk: null };
  if (!talk.audio && talk.endingByMs === null) {
    const shelved = shelveCard(over, talk.callId);
    const why = network ? null : silent ?? talk.silent;
    return go(why ? onSilentCall(shelved, why) : tell(shelved, 'talk-failed'));
  }
  // A word between colleagues, and the caller stayed where he was: nothing to write down.
  if (talk.from?.mode === 'consult') return go(tell(shelveCard(over, talk.callId), 'consulted'));
  const endedBy: EndedBy = network ? 'network' : talk.endingByMs === null ? 'caller' : 'operator';
  return openWrapUp(network ? tell(over, 'talk-lost') : over, talk, endedBy);
}

/** Proof of life, and the end that never came. */
export function onTalkTick(state: PageState): Outcome {
  const { talk, nowMs } = state;
  if (!talk) return go(state);
  if (talk.endingByMs !== null && nowMs >= talk.endingByMs) return onTalkEnded(state, { network: false });
  if (talk.nextAliveMs === null || nowMs < talk.nextAliveMs || talk.endingByMs !== null) return go(state);
  const next = { ...state, talk: { ...talk, nextAliveMs: nextAliveMs(talk, nowMs) } };
  return chain(go(next, { type: 'phone.send', legId: talk.legId, text: 'alive' }));
}

function talkOn(state: PageState, legId: string): Talk | null {
  return state.talk?.legId === legId ? state.talk : null;
}

function nextAliveMs({ sinceMs }: Talk, nowMs: number): number {
  return nowMs + aliveAgainInMs(nowMs - sinceMs);
}
