import type { ExitStep } from '../../contracts/call-settings';
import { stay, type CallEffect, type Step } from './effect';
import { endBy } from './end';
import { sayingMaxMs } from './patience';
import { filled, hush, speak } from './speak';
import type { Asking, CallFacts, Offered, Outcome, Queueing, Waiting } from './state';
import type { CallInput } from './input';
import { onward } from './way-out';

const WANTED: Outcome = { reason: 'callback', detail: 'requested', by: 'caller' };

/** A digit of a caller in the queue: the first asks, the second confirms, any other goes back to the music. */
export function digitInQueue(state: Queueing | Waiting | Offered, digit: string): Step | 'confirmed' {
  const { facts } = state;
  const isOurs = digit === facts.settings.callback?.digit;
  if (facts.confirmUntilMs !== null) {
    return isOurs ? 'confirmed' : [{ ...state, facts: hush(facts) }, [{ do: 'music' }]];
  }
  const question = isOurs ? ask(facts) : null;
  return question ? [{ ...state, facts: question[0] }, [question[1]]] : [state, []];
}

/** On the way out the same question is put once. */
export function asking(state: Asking, input: CallInput): Step | null {
  switch (input.kind) {
    case 'digit':
      return input.digit === state.facts.settings.callback?.digit ? callbackWanted(state.facts) : onward(state);
    case 'tick':
      return onward(state);
    default:
      return null;
  }
}

/** Whoever is being asked may still say yes; the same question is not put again on the way out. Null where no question is open. */
export function stillAsked(facts: CallFacts, outcome: Outcome, steps: readonly ExitStep[]): Step | null {
  const { confirmUntilMs, nowMs } = facts;
  if (confirmUntilMs === null || nowMs >= confirmUntilMs) return null;
  return stay({ at: 'asking', facts, outcome, steps: steps.filter(({ kind }) => kind !== 'callback'), untilMs: confirmUntilMs });
}

/** The wish stands; the caller hears that it does. */
export function callbackWanted(facts: CallFacts): Step {
  return endBy(hush(facts), WANTED, facts.settings.callback?.done ?? null);
}

/** The question, or null where nobody could be called back. */
export function ask(facts: CallFacts): readonly [CallFacts, CallEffect] | null {
  const { settings, from, nowMs } = facts;
  const { callback } = settings;
  if (!callback || from === null) return null;
  const prompt = filled(callback.confirm, 'number', digitByDigit(from));
  const [spoken, effect] = speak(facts, 'callback', prompt);
  return [{ ...spoken, confirmUntilMs: nowMs + sayingMaxMs(prompt) + callback.answerMs }, effect];
}

/** A voice reads a whole number as millions. */
function digitByDigit(number: string): string {
  return number.replace(/\D/g, '').split('').join(' ');
}
