import type { TerminalDetail } from '../../contracts/terminal-reasons';
import type { EndEffect } from './effect';
import type { CommonInput } from './input';
import { PATIENCE } from './patience';
import type { Outcome } from './state';

/** A call out: the operator's leg waits unanswered until the customer answers. Times as in a call that comes in. */
export type OutState =
  | { readonly at: 'ringing'; readonly untilMs: number }
  | { readonly at: 'talking'; readonly sinceMs: number; readonly untilMs: number }
  | { readonly at: 'draining'; readonly untilMs: number }
  | { readonly at: 'ended' };

export type OutHappens =
  | CommonInput
  | { readonly kind: 'customerUp' }
  /** The platform's code where the customer never answered; else 0. */
  | { readonly kind: 'customerGone'; readonly code: number }
  | { readonly kind: 'operatorGone' }
  | { readonly kind: 'alive' };
export type OutInput = { readonly atMs: number } & OutHappens;

export type OutEffect =
  | EndEffect
  | { readonly do: 'callCustomer' }
  | { readonly do: 'answer' }
  | { readonly do: 'refuse'; readonly code: number }
  | { readonly do: 'hangUpCustomer' }
  | { readonly do: 'hangUpOperator' };

export type OutStep = readonly [OutState, readonly OutEffect[]];

/** How long a customer's telephone rings: the platform cuts off the operator's leg, which waits unanswered, after 60 s. */
const RING_MS = 55_000;

export function beginOut(): OutState {
  return { at: 'ringing', untilMs: RING_MS };
}

/** When the machine must hear the next `tick`; null once it has ended. */
export function outWakeAtMs(state: OutState): number | null {
  return state.at === 'ended' ? null : state.untilMs;
}

/** `operator` is who calls; `offerId` names the operator's part for the journal. */
export function transitionOut(state: OutState, input: OutInput, { operator, offerId }: { operator: string; offerId: string }): OutStep {
  if (input.kind === 'command' && state.at !== 'ended') {
    // What the desk may ask of a session is all about callers who come in.
    const told: OutEffect = { do: 'tell', event: { kind: 'commandResult', commandId: input.command.commandId, applied: false, why: 'unknown-command' } };
    return [state, state.at === 'draining' ? [told, { do: 'deliver' }] : [told]];
  }
  const end = (outcome: Outcome, before: readonly OutEffect[], talkMs = 0): OutStep => [
    { at: 'draining', untilMs: input.atMs + PATIENCE.drainMs },
    [...before, { do: 'tell', event: { kind: 'ended', ...outcome, waitMs: 0, talkMs, operator: talkMs > 0 ? operator : null } }, { do: 'deliver' }],
  ];
  switch (state.at) {
    case 'ringing':
      if (input.kind === 'customerUp') {
        const bridged: OutEffect = { do: 'tell', event: { kind: 'bridged', offerId, operator } };
        return [{ at: 'talking', sinceMs: input.atMs, untilMs: input.atMs + PATIENCE.aliveMs }, [{ do: 'answer' }, bridged]];
      }
      if (input.kind === 'operatorGone') return end({ reason: 'abandoned', detail: 'ringing', by: 'operator' }, [{ do: 'hangUpCustomer' }]);
      if (input.kind === 'customerGone') return end(unserved(detailOf(input.code)), [{ do: 'refuse', code: input.code >= 300 ? input.code : 480 }]);
      if (input.kind === 'tick') return end(unserved('no-answer'), [{ do: 'hangUpCustomer' }, { do: 'refuse', code: 408 }]);
      if (input.kind === 'fault') return end(unserved('error'), [{ do: 'hangUpCustomer' }, { do: 'refuse', code: 500 }]);
      return [state, []];
    case 'talking': {
      const endAs = (outcome: Outcome) => end(outcome, [{ do: 'hangUpCustomer' }, { do: 'hangUpOperator' }], Math.max(1, input.atMs - state.sinceMs));
      const over = (by: Outcome['by']) => endAs({ reason: 'completed', detail: 'talk', by });
      if (input.kind === 'alive') return [{ ...state, untilMs: input.atMs + PATIENCE.aliveMs }, []];
      if (input.kind === 'customerGone') return over('caller');
      if (input.kind === 'operatorGone') return over('operator');
      if (input.kind === 'fault') return endAs(unserved('error'));
      return input.kind === 'tick' ? over('system') : [state, []];
    }
    case 'draining':
      if (input.kind === 'fault') return [state, [{ do: 'deliver' }]];
      return input.kind === 'delivered' || input.kind === 'tick' ? [{ at: 'ended' }, [{ do: 'terminate' }]] : [state, []];
    case 'ended':
      return [state, []];
  }
}

function unserved(detail: TerminalDetail<'unserved'>): Outcome {
  return { reason: 'unserved', detail, by: 'system' };
}

function detailOf(code: number): TerminalDetail<'unserved'> {
  switch (code) {
    case 486:
      return 'busy';
    case 603:
      return 'declined';
    case 408:
    case 487:
      return 'no-answer';
    default:
      return 'unreachable';
  }
}
