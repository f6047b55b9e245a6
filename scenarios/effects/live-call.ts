import type { CallSettings } from '../../contracts/call-settings';
import { LEG_HEADERS } from '../../contracts/desk-commands';
import type { QueueEvent } from '../../contracts/queue-port';
import type { CallEffect } from '../call/effect';
import { begin, type Arrival } from '../call/start';
import { ENGINES } from '../queue/engines';
import type { Guard, QueueRequest } from '../queue/port';
import { createRunner, type CallRunner } from './call-runner';
import { createCommandReader } from './commands';
import { createDeskChannel, type DeskChannel } from './desk-channel';
import { attempt } from './guard';
import { createLegs, type Legs } from './legs';
import type { Log } from './log';
import { createSound, type Sound } from './sound';

export interface LiveCallOptions {
  readonly settings: CallSettings;
  readonly caller: Call;
  readonly accessUrl: string;
  readonly arrival: Arrival;
  readonly log: Log;
  readonly guard: Guard;
}

export interface LiveCall {
  readonly request: (event: _HttpRequestEvent) => void;
  readonly fault: () => void;
}

/** One call from its alerting to the end of the session: the machine, and hands for its effects. */
export function takeCall(options: LiveCallOptions): LiveCall {
  const { settings, caller, arrival, log, guard } = options;
  const startMs = new Date().getTime();
  const nowMs = () => new Date().getTime() - startMs;
  const at = (atMs: number, fn: () => void) => {
    const fire = guard<void>('a timer', fn);
    const timer = setTimeout(() => fire(), Math.max(1, atMs - nowMs()));
    return () => clearTimeout(timer);
  };
  const runner: CallRunner = createRunner({
    nowMs,
    at,
    log,
    perform: (effect) => perform(hands, effect),
    abort: () => abort(hands),
  });
  const { post } = runner;
  const hands: Hands = {
    options,
    post,
    request: null,
    callerGone: false,
    endTold: false,
    legs: createLegs(
      {
        alive: (leg) => post({ kind: 'alive', leg }),
        bye: (leg) => post({ kind: 'bye', leg }),
        gone: (leg) => post({ kind: 'legGone', leg }),
      },
      guard,
      log,
    ),
    sound: createSound({ caller, musicUrl: settings.musicUrl, said: (what) => post({ kind: 'said', what }), guard, log }),
    channel: createDeskChannel({
      url: settings.desk?.eventsUrl ?? null,
      callId: arrival.callId,
      franchise: settings.franchise,
      accessUrl: options.accessUrl,
      nowMs,
      at,
      advised: (advice) => post({ kind: 'advised', advice }),
      delivered: () => post({ kind: 'delivered' }),
      guard,
      log,
    }),
  };
  listenToCaller(hands);
  runner.start(begin(arrival));
  return { request: createRequestHandler(hands), fault: () => post({ kind: 'fault' }) };
}

/** What the effects work on. */
interface Hands {
  readonly options: LiveCallOptions;
  readonly post: CallRunner['post'];
  readonly legs: Legs;
  readonly sound: Sound;
  readonly channel: DeskChannel;
  request: QueueRequest | null;
  callerGone: boolean;
  endTold: boolean;
}

function listenToCaller(hands: Hands): void {
  const { post, options } = hands;
  const { caller, guard } = options;
  const gone = () => {
    hands.callerGone = true;
    post({ kind: 'callerGone' });
  };
  caller.addEventListener(CallEvents.Connected, guard('the caller connecting', () => post({ kind: 'connected' })));
  caller.addEventListener(CallEvents.Disconnected, guard('the caller leaving', gone));
  caller.addEventListener(CallEvents.Failed, guard('the caller failing', gone));
}

function createRequestHandler({ channel, post, options }: Hands): LiveCall['request'] {
  const read = createCommandReader(options.arrival.callId, options.log);
  return (event) => {
    const command = read(event);
    if (command === null) return;
    channel.deskIsUp();
    post({ kind: 'command', command });
  };
}

function perform(hands: Hands, effect: CallEffect): void {
  const { options, legs, sound, channel, post } = hands;
  const { caller, log } = options;
  switch (effect.do) {
    case 'answer':
      attempt(log, 'answering', () => caller.answer());
      return;
    case 'refuse':
      attempt(log, 'refusing', () => caller.reject(effect.code));
      return;
    case 'say':
      return sound.say(effect.what, effect.prompt);
    case 'music':
      return sound.music();
    case 'quiet':
      return sound.quiet();
    case 'enqueue':
      return enqueue(hands, effect.priority);
    case 'leaveQueue':
      return leaveQueue(hands);
    case 'bridge': {
      const leg = legs.byNumber(effect.leg);
      const bridged = leg !== undefined && attempt(log, 'bridging', () => VoxEngine.sendMediaBetween(caller, leg));
      if (!bridged) post({ kind: 'legGone', leg: effect.leg });
      return;
    }
    case 'hangUpLeg':
      return legs.hangUp(effect.leg);
    case 'hangUpCaller':
      if (!hands.callerGone) attempt(log, 'hanging up', () => caller.hangup());
      return;
    case 'tell':
      if (effect.event.kind === 'ended') {
        hands.endTold = true;
        log(`ends: ${effect.event.reason}, ${effect.event.detail}, by ${effect.event.by}`);
      }
      return channel.tell(effect.event);
    case 'deliver':
      return channel.deliver();
    case 'terminate':
      return VoxEngine.terminate();
  }
}

function enqueue(hands: Hands, priority: number): void {
  const { options, legs, post } = hands;
  const { settings, arrival, caller, guard, log } = options;
  const { queue, franchise } = settings;
  const order = {
    caller,
    callId: arrival.callId,
    callerId: arrival.from ?? (arrival.fromRaw || 'anonymous'),
    queueName: queue.name,
    priority,
    ringSeconds: queue.ringSeconds,
    headers: { [LEG_HEADERS.call]: arrival.callId, [LEG_HEADERS.franchise]: franchise },
  };
  const emit = (event: QueueEvent<Call>) => post({ kind: 'queue', event: withNumber(event, legs) });
  const accepted = attempt(log, 'enqueueing', () => {
    hands.request = ENGINES[queue.engine](order, { emit, guard, attempt: (what, fn) => void attempt(log, what, fn) });
  });
  if (!accepted) emit({ kind: 'unserved', cause: 'queue-error' });
}

function leaveQueue(hands: Hands): void {
  const { request } = hands;
  hands.request = null;
  if (request) attempt(hands.options.log, 'leaving the queue', () => request.leave());
}

function withNumber(event: QueueEvent<Call>, legs: Legs): QueueEvent<number> {
  switch (event.kind) {
    case 'reached':
      return { ...event, leg: legs.numberOf(event.leg) };
    case 'offered': {
      const { leg, ...offered } = event;
      return leg === undefined ? offered : { ...offered, leg: legs.numberOf(leg) };
    }
    default:
      return event;
  }
}

/** The machine itself failed: nobody is left ringing or in silence, and the end is told all the same. */
function abort(hands: Hands): void {
  const { options, legs, channel } = hands;
  leaveQueue(hands);
  legs.hangUpAll();
  perform(hands, { do: 'hangUpCaller' });
  if (!hands.endTold) {
    const lost = { reason: 'unserved', detail: 'error', by: 'system', waitMs: 0, talkMs: 0, operator: null } as const;
    attempt(options.log, 'telling the end', () => channel.tell({ kind: 'ended', ...lost }));
  }
  attempt(options.log, 'delivering the end', () => channel.deliver());
}
