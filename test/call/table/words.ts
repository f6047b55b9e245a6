import type { CallEffect } from '../../../scenarios/call/effect';
import type { CallState } from '../../../scenarios/call/state';
import { brief, briefly, changed, isEmpty, without } from '../../support/brief';

/** What a step does, in order. */
export function deedsOf(effects: readonly CallEffect[]): string {
  return effects.map((effect) => (effect.do === 'tell'
    ? briefly(`tell ${effect.event.kind}`, without(effect.event, 'kind'))
    : briefly(effect.do, without(effect, 'do')))).join('; ');
}

/** Where the call is now, and what it knows that it did not know before; the time is known. */
export function changeOf(before: CallState, after: CallState): string {
  const { at, facts, ...rest } = after;
  const own = at === before.at ? changed(without(before, 'at', 'facts'), rest) : rest;
  const learned = changed(without(before.facts, 'nowMs'), without(facts, 'nowMs'));
  const words = [at === before.at ? '' : `→ ${at}`, isEmpty(own) ? '' : brief(own), isEmpty(learned) ? '' : `facts ${brief(learned)}`];
  return words.filter((word) => word !== '').join(' ');
}
