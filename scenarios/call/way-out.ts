import type { ExitStep } from '../../contracts/call-settings';
import type { EndedBy } from '../../contracts/terminal-reasons';
import { ask } from './callback';
import { first, type Step } from './effect';
import { finish } from './end';
import type { CallInput } from './input';
import { letGo } from './let-go';
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
      return enqueue({ ...facts, queueName: step.name, skills: [], wayOut: rest, giveUpAtMs: nowMs + step.maxWaitMs });
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
      return onward(state);
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
    case 'tick':
      return first(letGo(state, 'cancelled'), onward(state));
    default:
      return null;
  }
}

export function forwarded(state: Forwarded, input: CallInput): Step | null {
  const talked = { ...state.facts, talkMs: state.facts.talkMs + state.facts.nowMs - state.sinceMs };
  const over = (by: EndedBy) =>
    first(letGo(state, 'cancelled'), finish(talked, { reason: 'completed', detail: 'talk', by }, by === 'caller'));
  switch (input.kind) {
    case 'tick':
      return over('system');
    case 'legGone':
      return input.leg === state.leg ? over('operator') : null;
    case 'callerGone':
      return over('caller');
    default:
      return null;
  }
}

function forward(facts: CallFacts, leg: number): Step {
  const { nowMs } = facts;
  return [
    { at: 'forwarded', facts: { ...hush(facts), answeredAtMs: nowMs }, leg, sinceMs: nowMs, untilMs: nowMs + PATIENCE.forwardedMs },
    [{ do: 'quiet' }, { do: 'bridge', leg }],
  ];
}
