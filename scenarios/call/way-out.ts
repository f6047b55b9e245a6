import type { ExitStep } from '../../contracts/call-settings';
import { ask } from './callback';
import type { CallEffect, Step } from './effect';
import { finish } from './end';
import type { CallInput } from './input';
import { PATIENCE, sayingMaxMs } from './patience';
import { hush, speak } from './speak';
import type { CallFacts, Forwarded, Forwarding, Goodbye, Outcome } from './state';
import { leaveMessage } from './voicemail';
import { enqueue } from './wait';

/** Goes on along the way out; each step is shorter, so every way has an end. */
export function walk(facts: CallFacts, outcome: Outcome, steps: readonly ExitStep[]): Step {
  const [step, ...rest] = steps;
  if (!step) return finish(facts, outcome);
  const { nowMs } = facts;
  switch (step.kind) {
    case 'end':
      return finish(facts, outcome);
    case 'say': {
      const [spoken, effect] = speak(facts, 'wayOut', step.prompt);
      return [{ at: 'goodbye', facts: spoken, outcome, steps: rest, untilMs: nowMs + sayingMaxMs(step.prompt) }, [effect]];
    }
    case 'queue':
      return enqueue({ ...facts, queueName: step.name, wayOut: rest, giveUpAtMs: nowMs + step.maxWaitMs });
    case 'callback': {
      const question = ask(facts);
      if (!question) return walk(facts, outcome, rest);
      const [asked, effect] = question;
      return [{ at: 'asking', facts: asked, outcome, steps: rest, untilMs: asked.confirmUntilMs ?? nowMs }, [effect]];
    }
    case 'number':
      return [
        { at: 'forwarding', facts, outcome, steps: rest, leg: null, untilMs: nowMs + step.ringMs },
        [{ do: 'music' }, { do: 'callNumber', number: step.number, from: facts.to }],
      ];
    case 'voicemail':
      return leaveMessage(facts, step);
  }
}

/** The next step of a state that is on the way out. */
export function onward({ facts, outcome, steps }: { facts: CallFacts; outcome: Outcome; steps: readonly ExitStep[] }): Step {
  return walk(hush(facts), outcome, steps);
}

export function goodbye(state: Goodbye, input: CallInput): Step | null {
  switch (input.kind) {
    case 'said':
      return onward(state);
    case 'callerGone':
      return finish(state.facts, state.outcome, true);
    case 'fault':
      return finish(state.facts, state.outcome);
    case 'tick':
      return state.facts.nowMs >= state.untilMs ? onward(state) : null;
    default:
      return null;
  }
}

/** Another number rings; it has no page, so an answer is all the proof there is. */
export function forwarding(state: Forwarding, input: CallInput): Step | null {
  const { facts, leg } = state;
  switch (input.kind) {
    case 'dialled':
      return input.leg === null ? onward(state) : [{ ...state, leg: input.leg }, []];
    case 'legUp':
      return input.leg === leg ? forward(facts, input.leg) : null;
    case 'legGone':
      return input.leg === leg ? onward(state) : null;
    case 'tick': {
      if (facts.nowMs < state.untilMs) return null;
      const [next, effects] = onward(state);
      const stop: CallEffect[] = leg === null ? [] : [{ do: 'hangUpLeg', leg }];
      return [next, [...stop, ...effects]];
    }
    default:
      return null;
  }
}

export function forwarded(state: Forwarded, input: CallInput): Step | null {
  const talked = { ...state.facts, talkMs: state.facts.talkMs + state.facts.nowMs - state.sinceMs };
  const isOver = input.kind === 'tick' && talked.nowMs >= state.untilMs;
  if (isOver || (input.kind === 'legGone' && input.leg === state.leg)) {
    return finish(talked, { reason: 'completed', detail: 'talk', by: isOver ? 'system' : 'operator' });
  }
  if (input.kind !== 'callerGone') return null;
  const [next, effects] = finish(talked, { reason: 'completed', detail: 'talk', by: 'caller' }, true);
  return [next, [{ do: 'hangUpLeg', leg: state.leg }, ...effects]];
}

function forward(facts: CallFacts, leg: number): Step {
  const { nowMs } = facts;
  return [
    { at: 'forwarded', facts: { ...hush(facts), answeredAtMs: nowMs }, leg, sinceMs: nowMs, untilMs: nowMs + PATIENCE.forwardedMs },
    [{ do: 'quiet' }, { do: 'bridge', leg }],
  ];
}
