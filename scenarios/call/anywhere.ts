import type { TerminalDetail } from '../../contracts/terminal-reasons';
import { finish } from './end';
import type { CallEffect, Step } from './effect';
import type { CallInput } from './input';
import { command } from './command';
import type { CallState, Outcome } from './state';
import { talkedUntilNow } from './talk';
import { offerEnded } from './wait';

/** What may happen in any state. What means nothing there changes nothing. */
export function anywhere(state: CallState, input: CallInput): Step {
  switch (input.kind) {
    case 'callerGone':
      return callerGone(state);
    case 'fault':
      return quit(state, { reason: 'unserved', detail: 'error', by: 'system' });
    case 'command':
      return command(state, input.command);
    case 'queue':
      return [state, input.event.kind === 'reached' ? strayLeg(state, input.event.leg) : []];
    default:
      return [state, []];
  }
}

/** Ends the call at once from wherever it is, with nobody left ringing or talking. */
export function quit(state: CallState, outcome: Outcome, callerGone = false): Step {
  if (state.at === 'ended' || state.at === 'draining') return [state, []];
  const facts = state.at === 'talking' ? talkedUntilNow(state) : state.facts;
  const [next, effects] = finish(facts, outcome, callerGone);
  return [next, [...letGo(state, outcome), ...effects]];
}

/** A leg that nobody waits for any more must not be left listening to silence. */
function strayLeg(state: CallState, leg: number): CallEffect[] {
  const isOurs = (state.at === 'reached' || state.at === 'talking') && state.leg === leg;
  return isOurs ? [] : [{ do: 'hangUpLeg', leg }];
}

function letGo(state: CallState, outcome: Outcome): CallEffect[] {
  switch (state.at) {
    case 'queueing':
    case 'waiting':
      return [{ do: 'leaveQueue' }];
    case 'offered':
      return [{ do: 'leaveQueue' }, offerEnded(state.offer, outcome.reason === 'dropped' ? 'dropped' : 'cancelled')];
    case 'reached':
    case 'talking':
      return [{ do: 'hangUpLeg', leg: state.leg }, { do: 'leaveQueue' }];
    default:
      return [];
  }
}

function callerGone(state: CallState): Step {
  if (state.at === 'talking') return quit(state, { reason: 'completed', detail: 'talk', by: 'caller' }, true);
  return quit(state, { reason: 'abandoned', detail: heard(state), by: 'caller' }, true);
}

/** What the caller was hearing when he left. */
function heard(state: CallState): TerminalDetail<'abandoned'> {
  switch (state.at) {
    case 'alerting':
    case 'greeting':
      return 'greeting';
    case 'offered':
    case 'reached':
      return 'ringing';
    default:
      return 'queue';
  }
}
