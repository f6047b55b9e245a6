import type { CallSettings, ExitCause, ExitStep, Prompt } from '../../contracts/call-settings';
import { stillAsked } from './callback';
import { type CallEffect, first, stay, type Step } from './effect';
import type { CallInput } from './input';
import { PATIENCE } from './patience';
import { hush } from './speak';
import type { CallFacts, Draining, Outcome } from './state';
import { walk } from './way-out';

/** The system cannot bring the caller to an operator: the way out begins, or goes on, after a question that is still open. */
export function giveUp(facts: CallFacts, cause: Exclude<ExitCause, 'closed'>): Step {
  const declined = facts.offers > 0 && facts.onlyDeclined && (cause === 'offline' || cause === 'timeout');
  const detail = declined ? 'rejected-by-all' : cause;
  const outcome: Outcome = { reason: 'unserved', detail, by: 'system' };
  const steps = facts.wayOut ?? wayOut(facts.settings, detail);
  return first([{ do: 'leaveQueue' }], stillAsked(facts, outcome, steps) ?? walk(hush(facts), outcome, steps));
}

/** The configured way, or the goodbye. */
export function wayOut({ exits, goodbye }: CallSettings, cause: ExitCause): readonly ExitStep[] {
  return exits?.[cause] ?? lastWords(goodbye);
}

/** Says the last words, where there are any, and ends. */
export function endBy(facts: CallFacts, outcome: Outcome, prompt: Prompt | null): Step {
  return walk(facts, outcome, lastWords(prompt));
}

/** The one way into the end: the outcome is told here and nowhere else. */
export function finish(facts: CallFacts, outcome: Outcome, callerGone = false): Step {
  const { talkMs, operator, records } = facts;
  const ended: CallEffect = {
    do: 'tell',
    event: {
      kind: 'ended',
      ...outcome,
      waitMs: waitMs(facts),
      talkMs,
      operator,
      ...(records.length > 0 ? { records: [...records] } : {}),
    },
  };
  const untilMs = facts.nowMs + PATIENCE.drainMs;
  const state: Draining = { at: 'draining', facts, outcome, callerGone, delivered: false, untilMs };
  const leave: CallEffect[] = callerGone ? [] : [{ do: 'hangUpCaller' }];
  return [state, [...leave, ended, { do: 'deliver' }]];
}

export function draining(state: Draining, input: CallInput): Step | null {
  switch (input.kind) {
    case 'delivered':
      return leaveWhenDone({ ...state, delivered: true });
    case 'callerGone':
      return leaveWhenDone({ ...state, callerGone: true });
    case 'tick':
      return leave(state);
    case 'fault':
      // What failed may have been the delivery.
      return [{ ...state, delivered: false }, [{ do: 'deliver' }]];
    default:
      return null;
  }
}

function lastWords(prompt: Prompt | null): readonly ExitStep[] {
  return prompt === null ? [] : [{ kind: 'say', prompt }];
}

function leaveWhenDone(state: Draining): Step {
  if (state.delivered && state.callerGone) return leave(state);
  if (!state.delivered) return stay(state);
  const untilMs = Math.min(state.untilMs, state.facts.nowMs + PATIENCE.lastLegMs);
  return stay({ ...state, untilMs });
}

function leave({ facts, outcome }: Draining): Step {
  return [{ at: 'ended', facts, outcome }, [{ do: 'terminate' }]];
}

/** From the queue's acceptance to the last answer, or to the end. */
function waitMs({ queuedAtMs, answeredAtMs, nowMs }: CallFacts): number {
  return queuedAtMs === null ? 0 : (answeredAtMs ?? nowMs) - queuedAtMs;
}
