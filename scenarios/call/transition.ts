import { anywhere } from './anywhere';
import { asking } from './callback';
import { draining } from './end';
import { stay, type Step } from './effect';
import type { CallInput } from './input';
import { menu } from './menu';
import { alerting, greeting } from './start';
import { factsAt, talkingAt, wakeAtMs, type CallState } from './state';
import { reached, talking } from './talk';
import { consulting, transferring } from './transfer';
import { voicemail } from './voicemail';
import { offered, queueing, waiting } from './wait';
import { forwarded, forwarding, goodbye } from './way-out';

/**
 * The next state and what is to be done; runs nothing and changes nothing. `atMs`: when the input
 * came, milliseconds since CallAlerting.
 * A state answers null to what does not concern it; what may happen anywhere
 * (the caller leaves, a command, a late leg, a fault) is answered in one place.
 */
export function transition(state: CallState, input: CallInput, atMs: number): Step {
  if (state.at === 'ended') return stay(state);
  const now = at(state, atMs);
  // Timers may fire early; a tick means that the state's time has come.
  if (input.kind === 'tick' && now.facts.nowMs < (wakeAtMs(now) ?? 0)) return stay(now);
  // What was said may have been cut since; only what is being said now can be over.
  if (input.kind === 'said' && input.what !== now.facts.saying) return stay(now);
  return inState(now, input) ?? anywhere(now, input);
}

function inState(state: CallState, input: CallInput): Step | null {
  switch (state.at) {
    case 'alerting':
      return alerting(state, input);
    case 'greeting':
      return greeting(state, input);
    case 'menu':
      return menu(state, input);
    case 'queueing':
      return queueing(state, input);
    case 'waiting':
      return waiting(state, input);
    case 'offered':
      return offered(state, input);
    case 'reached':
      return reached(state, input);
    case 'talking':
      return talking(state, input);
    case 'transferring':
      return transferring(state, input);
    case 'consulting':
      return consulting(state, input);
    case 'goodbye':
      return goodbye(state, input);
    case 'asking':
      return asking(state, input);
    case 'forwarding':
      return forwarding(state, input);
    case 'forwarded':
      return forwarded(state, input);
    case 'voicemail':
      return voicemail(state, input);
    case 'draining':
      return draining(state, input);
    case 'ended':
      return null;
  }
}

/** Time never runs back, whatever the platform's clock does. */
function at(state: CallState, atMs: number): CallState {
  if (atMs <= state.facts.nowMs) return state;
  const facts = factsAt(state.facts, atMs);
  // States have many shapes and are made by spread of one another, which engines copy by spread slowly, too.
  return state.at === 'talking' ? talkingAt(state, facts, state.untilMs) : Object.assign({}, state, { facts });
}
