import { begin } from '../call/start';
import { createRunner, type CallRunner } from './call-runner';
import { clockMs } from './clock';
import { createCommandReader } from './commands';
import { createDeskChannel } from './desk-channel';
import { leaveQueue } from './enqueue';
import { attempt } from './guard';
import type { Hands, LiveCallOptions } from './hands';
import { perform } from './perform';
import { createLegs } from './legs';
import { listenTo } from './listen';
import { createSound } from './sound';

export interface LiveCall {
  readonly request: (event: _HttpRequestEvent) => void;
  readonly fault: () => void;
}

/** One call from its alerting to the end of the session: the machine, and hands for its effects. */
export function takeCall(wiring: LiveCallOptions): LiveCall {
  const { guard, log } = wiring;
  const startMs = clockMs();
  // Never negative: the platform's clock may be set back.
  const nowMs = () => Math.max(0, clockMs() - startMs);
  const at = (atMs: number, fn: () => void) => {
    const timer = setTimeout(guard<void>('a timer', fn), Math.max(1, atMs - nowMs()));
    return () => clearTimeout(timer);
  };
  const runner = createRunner({ nowMs, at, log, perform: (effect) => perform(hands, effect), abort: () => abort(hands) });
  const hands = createHands(wiring, { post: runner.post, nowMs, at });
  listenToCaller(hands);
  runner.start(begin(wiring.arrival));
  return { request: createRequestHandler(hands), fault: () => runner.post({ kind: 'fault' }) };
}

interface Surroundings {
  readonly post: CallRunner['post'];
  readonly nowMs: () => number;
  readonly at: (atMs: number, fn: () => void) => () => void;
}

function createHands(wiring: LiveCallOptions, { post, nowMs, at }: Surroundings): Hands {
  const { settings, caller, arrival, accessUrl, log, guard } = wiring;
  return {
    wiring,
    post,
    request: null,
    stopMessage: () => undefined,
    callerGone: false,
    endTold: false,
    legs: createLegs(
      {
        up: (leg) => post({ kind: 'legUp', leg }),
        alive: (leg) => post({ kind: 'alive', leg }),
        bye: (leg) => post({ kind: 'bye', leg }),
        gone: (leg, code) => post({ kind: 'legGone', leg, code }),
      },
      guard,
      log,
    ),
    sound: createSound({ caller, musicUrl: settings.musicUrl, said: (what) => post({ kind: 'said', what }), guard, log }),
    channel: createDeskChannel({
      url: settings.desk?.eventsUrl ?? null,
      callId: arrival.callId,
      franchise: settings.franchise,
      accessUrl,
      nowMs,
      at,
      advised: (advice) => post({ kind: 'advised', advice }),
      delivered: () => post({ kind: 'delivered' }),
      guard,
      log,
    }),
  };
}

function listenToCaller(hands: Hands): void {
  const { post, wiring } = hands;
  const on = listenTo(wiring.caller, wiring.guard);
  const gone = () => {
    hands.callerGone = true;
    post({ kind: 'callerGone' });
  };
  on(CallEvents.Connected, () => post({ kind: 'connected' }));
  on(CallEvents.Disconnected, gone);
  on(CallEvents.Failed, gone);
  on(CallEvents.ToneReceived, ({ tone }) => post({ kind: 'digit', digit: tone }));
  on(CallEvents.RecordStarted, ({ url }) => post({ kind: 'recording', url }));
}

function createRequestHandler({ channel, post, wiring }: Hands): LiveCall['request'] {
  const read = createCommandReader(wiring.arrival.callId, wiring.log);
  return (event) => {
    const command = read(event);
    if (command === null) return;
    channel.deskIsUp();
    post({ kind: 'command', command });
  };
}

/** The machine itself failed: nobody is left ringing or in silence, and the end is told all the same. */
function abort(hands: Hands): void {
  const { wiring, legs, channel } = hands;
  leaveQueue(hands);
  legs.hangUpAll();
  perform(hands, { do: 'hangUpCaller' });
  if (!hands.endTold) {
    const lost = { reason: 'unserved', detail: 'error', by: 'system', waitMs: 0, talkMs: 0, operator: null } as const;
    attempt(wiring.log, 'telling the end', () => channel.tell({ kind: 'ended', ...lost }));
  }
  attempt(wiring.log, 'delivering the end', () => channel.deliver());
}
