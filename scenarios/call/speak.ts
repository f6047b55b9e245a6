import type { Prompt } from '../../contracts/call-settings';
import type { CallEffect } from './effect';
import type { Saying } from './input';
import type { CallFacts } from './state';

/** One sentence at a time: the facts know what is being said, so that nothing else begins meanwhile. */
export function speak(facts: CallFacts, saying: Saying, prompt: Prompt): readonly [CallFacts, CallEffect] {
  return [{ ...facts, saying, sayNext: null }, { do: 'say', what: saying, prompt }];
}

/** Whatever was said is over or cut. */
export function hush(facts: CallFacts): CallFacts {
  return { ...facts, saying: null, sayNext: null, confirmUntilMs: null };
}

/** A sound file says the same to everybody. */
export function filled(prompt: Prompt, name: 'position' | 'minutes' | 'number', value: string): Prompt {
  return 'text' in prompt ? { ...prompt, text: prompt.text.split(`{${name}}`).join(value) } : prompt;
}
