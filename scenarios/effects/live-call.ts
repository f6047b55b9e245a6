import type { CallEffect } from '../call/effect';
import type { CallInput } from '../call/input';
import { begin } from '../call/start';
import { wakeAtMs, type CallState } from '../call/state';
import { transition } from '../call/transition';
import { createCallSession } from './call-session';
import { leaveQueue } from './enqueue';
import type { Hands, LiveCallOptions } from './hands';
import { createLegs } from './legs';
import { listenTo } from './listen';
import { perform } from './perform';
import type { TakenCall } from './session';
import { createSound } from './sound';

/** One call from its alerting to the end of the session: the machine, and hands for its effects. */
export function takeCall(wiring: LiveCallOptions): TakenCall {
  const { settings, caller, arrival, log, guard } = wiring;
  const session = createCallSession<CallState, CallInput, CallEffect>({
    context: wiring,
    franchise: settings.franchise,
    eventsUrl: settings.desk?.eventsUrl ?? null,
    machine: { transition, wakeAtMs },
    perform: (effect) => perform(hands, effect),
    release: () => release(hands),
    advised: (advice) => post({ kind: 'advised', advice }),
  });
  const { post } = session;
  const hands: Hands = {
    wiring,
    session,
    post,
    request: null,
    stopMessage: () => undefined,
    callerGone: false,
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
  };
  session.start(() => {
    listenToCaller(hands);
    hands.sound.listen();
    return begin(arrival);
  });
  return session;
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

function release(hands: Hands): void {
  leaveQueue(hands);
  hands.legs.hangUpAll();
  perform(hands, { do: 'hangUpCaller' });
}
