import type { TerminalDetail } from '../../contracts/terminal-reasons';
import { finish } from './end';
import { type CallEffect, stay, type Step } from './effect';
import type { CallInput } from './input';
import { command } from './command';
import { quit } from './quit';
import type { CallState } from './state';

/** What may happen in any state. What means nothing there changes nothing. */
export function anywhere(state: CallState, input: CallInput): Step {
  switch (input.kind) {
    case 'callerGone':
      return callerGone(state);
    case 'fault':
      return quit(state, { reason: 'unserved', detail: 'error', by: 'system' });
    case 'command':
      return command(state, input.command);
    case 'recording':
      return [{ ...state, facts: { ...state.facts, records: [...state.facts.records, input.url] } }, []];
    case 'dialled':
      return [state, input.leg === null ? [] : [{ do: 'hangUpLeg', leg: input.leg }]];
    case 'queue':
      return [state, input.event.kind === 'reached' ? strayLeg(state, input.event.leg) : []];
    default:
      return stay(state);
  }
}

/** A leg that nobody waits for any more must not be left listening to silence. */
function strayLeg(state: CallState, leg: number): CallEffect[] {
  const isTalkers = (state.at === 'reached' || state.at === 'talking') && state.leg === leg;
  const isGivers = (state.at === 'transferring' || state.at === 'consulting') && state.giver?.leg === leg;
  return isTalkers || isGivers ? [] : [{ do: 'hangUpLeg', leg }];
}

/** The caller has had his operator, though he may be on hold. */
const HAS_TALKED = new Set<CallState['at']>(['talking', 'transferring', 'consulting']);

function callerGone(state: CallState): Step {
  // The end was near, and is what it would have been.
  if (state.at === 'asking') return finish(state.facts, state.outcome, true);
  if (HAS_TALKED.has(state.at)) return quit(state, { reason: 'completed', detail: 'talk', by: 'caller' }, true);
  return quit(state, { reason: 'abandoned', detail: heard(state), by: 'caller' }, true);
}

/** What the caller was hearing when he left. */
function heard(state: CallState): TerminalDetail<'abandoned'> {
  switch (state.at) {
    case 'alerting':
    case 'greeting':
      return 'greeting';
    case 'menu':
      return 'menu';
    case 'offered':
    case 'reached':
    case 'forwarding':
      return 'ringing';
    default:
      return state.facts.saying === null ? 'queue' : 'announcement';
  }
}
