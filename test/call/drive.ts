import type { CallSettings } from '../../contracts/call-settings';
import type { CallEffect, Step, Told } from '../../scenarios/call/effect';
import type { CallInput } from '../../scenarios/call/input';
import { begin, type Arrival } from '../../scenarios/call/start';
import type { CallState } from '../../scenarios/call/state';
import { transition } from '../../scenarios/call/transition';

export const SETTINGS: CallSettings = deepFreeze({
  version: 1,
  franchise: 'center',
  queue: { engine: 'smartqueue', name: 'center', smartQueuePriority: 'larger-first', ringSeconds: 20 },
  numbering: { countryCode: '7', trunkPrefix: '8', internationalPrefix: '810', nationalLengths: [10] },
  greeting: { text: 'Hello', voice: 'Amazon.ru_RU_Tatyana' },
  goodbye: { text: 'Goodbye', voice: 'Amazon.ru_RU_Tatyana' },
  operatorLost: { text: 'One moment', voice: 'Amazon.ru_RU_Tatyana' },
  musicUrl: 'https://example.com/music.mp3',
  maxWaitMs: 300_000,
  allowTestCalls: false,
  desk: { eventsUrl: 'https://desk.example.com/api/calls/events' },
});

const text = (words: string) => ({ text: words, voice: 'Amazon.ru_RU_Tatyana' });

/** A franchise that uses everything a caller can meet. */
export const RICH: CallSettings = deepFreeze<CallSettings>({
  ...SETTINGS,
  recording: { notice: text('Recorded') },
  announcements: {
    position: text('You are number {position}'), expectedWait: text('About {minutes} minutes'), roundMinutes: 5,
    firstMs: 20_000, everyMs: 60_000, comfort: { prompts: [text('Please hold'), text('Still here')], everyMs: 45_000 },
  },
  callback: { digit: '1', confirm: text('Call back {number}?'), done: text('We will call'), answerMs: 5_000 },
  exits: {
    timeout: [{ kind: 'say', prompt: text('Sorry') }, { kind: 'queue', name: 'second', maxWaitMs: 60_000 }, { kind: 'callback' }, { kind: 'end' }],
    offline: [{ kind: 'number', number: '+74957654321', ringMs: 20_000 }, { kind: 'voicemail', intro: text('Speak'), tone: { url: 'tone.mp3' }, maxMs: 60_000 }],
    closed: [{ kind: 'say', prompt: text('Closed') }, { kind: 'voicemail', intro: text('Speak'), tone: null, maxMs: 60_000 }],
  },
  callers: { urgent: ['+79160000001'], blocked: ['+79160000002'], hidden: 'refuse' },
});

export type Happens = CallInput;

/** What a call went through: where it is, and all that was to be done so far. */
export interface Driven {
  state: CallState;
  effects: CallEffect[];
}

/** A call that has just alerted. */
export function alert(settings: Partial<CallSettings> = {}, arrival: Partial<Arrival> = {}): Driven {
  return driven(
    begin({
      settings: { ...SETTINGS, ...settings },
      callId: '7',
      from: '+79161234567',
      fromRaw: '79161234567',
      to: '+74951234567',
      startedAt: '2026-11-23T09:00:00.000Z',
      localTime: null,
      mayCall: true,
      ...arrival,
    }),
  );
}

/** Lets things happen one after the other, each `[second, what]`; every input is frozen. */
export function go(from: Driven, ...happenings: [atSeconds: number, happens: Happens][]): Driven {
  return happenings.reduce<Driven>(({ state, effects }, [atSeconds, happens]) => {
    const [next, more] = transition(deepFreeze(state), deepFreeze(happens), atSeconds * 1_000);
    return { state: next, effects: [...effects, ...more] };
  }, from);
}

/** Shorthands for what happens. */
export const connected: Happens = { kind: 'connected' };
export const greeted: Happens = { kind: 'said', what: 'greeting' };
/** The sentence on the way out is over. */
export const bidden: Happens = { kind: 'said', what: 'wayOut' };
export const digit = (pressed: string): Happens => ({ kind: 'digit', digit: pressed });
export const noAdvice: Happens = { kind: 'advised', advice: null };
export const callerGone: Happens = { kind: 'callerGone' };
export const delivered: Happens = { kind: 'delivered' };
export const tick: Happens = { kind: 'tick' };
export const fault: Happens = { kind: 'fault' };
export const queued: Happens = { kind: 'queue', event: { kind: 'queued' } };
export const offered = (operator: string): Happens => ({ kind: 'queue', event: { kind: 'offered', operator } });
export const offerEnded = (operator: string, cause: 'rejected' | 'missed' | 'unreachable' | 'unknown'): Happens => ({
  kind: 'queue',
  event: { kind: 'offerEnded', operator, cause },
});
export const reached = (operator: string, leg = 0): Happens => ({ kind: 'queue', event: { kind: 'reached', operator, leg } });
export const unserved = (cause: 'offline' | 'queue-full' | 'timeout' | 'queue-error'): Happens => ({
  kind: 'queue',
  event: { kind: 'unserved', cause },
});
export const alive = (leg = 0): Happens => ({ kind: 'alive', leg });
export const bye = (leg = 0): Happens => ({ kind: 'bye', leg });
export const legGone = (leg = 0): Happens => ({ kind: 'legGone', leg });
export const drop = (operator: string, offerId: string | null = null, commandId = 'c1'): Happens => ({
  kind: 'command',
  command: { kind: 'drop', commandId, callId: '7', offerId, operator },
});
export const takeOut: Happens = { kind: 'command', command: { kind: 'takeOut', commandId: 't1', callId: '7', by: 'boss' } };

/** A caller in the queue since second 4. */
export function inQueue(settings: Partial<CallSettings> = {}): Driven {
  return go(alert(settings), [1, connected], [2, noAdvice], [3, greeted], [3.5, greeted], [4, queued]);
}

/** A caller who talks with op1 on leg 0 since second 10. */
export function inTalk(settings: Partial<CallSettings> = {}): Driven {
  return go(inQueue(settings), [5, offered('op1')], [9, reached('op1')], [10, alive()]);
}

export function told(driven: Driven, kind?: Told['kind']): Told[] {
  const all = driven.effects.flatMap((effect) => (effect.do === 'tell' ? [effect.event] : []));
  return kind === undefined ? all : all.filter((event) => event.kind === kind);
}

/** The effect that puts the caller into a queue, without wishes beside its priority. */
export function enqueueAt(priority: number, queueName = 'center'): CallEffect {
  return { do: 'enqueue', queueName, priority, skills: [], firstOperator: null };
}

/** `reason/detail by whom` of the one end, or what is wrong with it. */
export function end(driven: Driven): string {
  const ends = told(driven, 'ended').flatMap((event) => (event.kind === 'ended' ? [event] : []));
  const [ended] = ends;
  return ended && ends.length === 1 ? `${ended.reason}/${ended.detail} by ${ended.by}` : `${ends.length} ends`;
}

/** The effects' names since a moment, without what is told. */
export function deeds(driven: Driven, since?: Driven): string[] {
  return driven.effects.slice(since?.effects.length ?? 0).flatMap((effect) => (effect.do === 'tell' ? [] : [effect.do]));
}

export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

function driven([state, effects]: Step): Driven {
  return { state, effects: [...effects] };
}
