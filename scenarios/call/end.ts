import type { TerminalDetail } from '../../contracts/terminal-reasons';
import type { CallEffect, Step } from './effect';
import type { CallInput } from './input';
import { PATIENCE, sayingMaxMs } from './patience';
import type { CallFacts, Draining, Goodbye, Outcome } from './state';

/** The system cannot serve the caller: it says so, then ends the call. */
export function giveUp(facts: CallFacts, cause: TerminalDetail<'unserved'>): Step {
  const declined = facts.offers > 0 && facts.onlyDeclined && (cause === 'offline' || cause === 'timeout');
  const detail = declined ? 'rejected-by-all' : cause;
  const outcome: Outcome = { reason: 'unserved', detail, by: 'system' };
  const prompt = facts.settings.goodbye;
  if (prompt === null) return withQueueLeft(finish(facts, outcome));
  return [
    { at: 'goodbye', facts, outcome, untilMs: facts.nowMs + sayingMaxMs(prompt) },
    [{ do: 'leaveQueue' }, { do: 'say', what: 'goodbye', prompt }],
  ];
}

/** The one way into the end: the outcome is told here and nowhere else. */
export function finish(facts: CallFacts, outcome: Outcome, callerGone = false): Step {
  const ended: CallEffect = {
    do: 'tell',
    event: { kind: 'ended', ...outcome, waitMs: waitMs(facts), talkMs: facts.talkMs, operator: facts.operator },
  };
  const state: Draining = {
    at: 'draining',
    facts,
    outcome,
    callerGone,
    delivered: false,
    untilMs: facts.nowMs + PATIENCE.drainMs,
  };
  const leave: CallEffect[] = callerGone ? [] : [{ do: 'hangUpCaller' }];
  return [state, [...leave, ended, { do: 'deliver' }]];
}

export function goodbye(state: Goodbye, input: CallInput): Step | null {
  switch (input.kind) {
    case 'said':
      return input.what === 'goodbye' ? finish(state.facts, state.outcome) : null;
    case 'callerGone':
      return finish(state.facts, state.outcome, true);
    case 'fault':
      return finish(state.facts, state.outcome);
    case 'tick':
      return state.facts.nowMs >= state.untilMs ? finish(state.facts, state.outcome) : null;
    default:
      return null;
  }
}

export function draining(state: Draining, input: CallInput): Step | null {
  switch (input.kind) {
    case 'delivered':
      return leaveWhenDone({ ...state, delivered: true });
    case 'callerGone':
      return leaveWhenDone({ ...state, callerGone: true });
    case 'tick':
      return state.facts.nowMs >= state.untilMs ? leave(state) : null;
    case 'fault':
      // The end is told already; what is left is to get out.
      return [{ ...state, untilMs: Math.min(state.untilMs, state.facts.nowMs + PATIENCE.lastLegMs) }, []];
    default:
      return null;
  }
}

export function withQueueLeft([state, effects]: Step): Step {
  return [state, [{ do: 'leaveQueue' }, ...effects]];
}

function leaveWhenDone(state: Draining): Step {
  if (state.delivered && state.callerGone) return leave(state);
  if (!state.delivered) return [state, []];
  const untilMs = Math.min(state.untilMs, state.facts.nowMs + PATIENCE.lastLegMs);
  return [{ ...state, untilMs }, []];
}

function leave({ facts, outcome }: Draining): Step {
  return [{ at: 'ended', facts, outcome }, [{ do: 'terminate' }]];
}

/** From the queue's acceptance to the last answer, or to the end. */
function waitMs({ queuedAtMs, answeredAtMs, nowMs }: CallFacts): number {
  return queuedAtMs === null ? 0 : (answeredAtMs ?? nowMs) - queuedAtMs;
}
