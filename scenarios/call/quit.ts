import { first, stay, type Step } from './effect';
import { finish } from './end';
import { letGo } from './let-go';
import type { CallState, Outcome } from './state';
import { talkedUntilNow } from './talk';

/** Ends the call at once from wherever it is, with nobody left ringing or talking. */
export function quit(state: CallState, outcome: Outcome, callerGone = false): Step {
  if (state.at === 'ended' || state.at === 'draining') return stay(state);
  const facts = state.at === 'talking' ? talkedUntilNow(state) : state.facts;
  const held = letGo(state, outcome.reason === 'dropped' ? 'dropped' : 'cancelled');
  return first(held, finish(facts, outcome, callerGone));
}
