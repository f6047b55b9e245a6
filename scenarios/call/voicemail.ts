import type { ExitStep } from '../../contracts/call-settings';
import { stay, type Step } from './effect';
import { finish } from './end';
import type { CallInput } from './input';
import { PATIENCE, sayingMaxMs } from './patience';
import { hush, speak } from './speak';
import type { CallFacts, Voicemail } from './state';

/** Ends a message by hand. */
const STOP_DIGIT = '#';
/** Shorter than this nobody has said anything. */
const MESSAGE_MIN_SECONDS = 1;

export function leaveMessage(facts: CallFacts, step: Extract<ExitStep, { kind: 'voicemail' }>): Step {
  const [spoken, effect] = speak(facts, 'wayOut', step.intro);
  const untilMs = facts.nowMs + sayingMaxMs(step.intro);
  return [{ at: 'voicemail', facts: spoken, phase: 'intro', step, callerGone: false, untilMs }, [effect]];
}

/** The intro, the tone, then the message until its limit, `#` or the end of the call. */
export function voicemail(state: Voicemail, input: CallInput): Step | null {
  const { facts, phase } = state;
  const isLate = input.kind === 'tick';
  switch (phase) {
    case 'intro':
      return input.kind === 'said' || isLate ? tone(state) : leftEarly(state, input);
    case 'tone':
      return input.kind === 'said' || isLate ? record(state) : leftEarly(state, input);
    case 'recording':
      if (input.kind === 'messageOver') return over(state, input.seconds);
      if (input.kind === 'callerGone') return stop({ ...state, callerGone: true });
      return isLate || (input.kind === 'digit' && input.digit === STOP_DIGIT) ? stop(state) : null;
    case 'stopping':
      if (input.kind === 'messageOver') return over(state, input.seconds);
      if (input.kind === 'callerGone') return stay({ ...state, callerGone: true });
      // The recorder never said how long it was; where it is stored we know.
      return isLate ? over(state, facts.records.length > 0 ? MESSAGE_MIN_SECONDS : 0) : null;
  }
}

function tone(state: Voicemail): Step {
  const { tone: prompt } = state.step;
  if (!prompt) return record(state);
  const [facts, effect] = speak(state.facts, 'wayOut', prompt);
  return [{ ...state, facts, phase: 'tone', untilMs: facts.nowMs + sayingMaxMs(prompt) }, [effect]];
}

function record(state: Voicemail): Step {
  const facts = hush(state.facts);
  return [
    { ...state, facts, phase: 'recording', untilMs: facts.nowMs + state.step.maxMs },
    [{ do: 'quiet' }, { do: 'recordMessage' }],
  ];
}

function stop(state: Voicemail): Step {
  return [{ ...state, phase: 'stopping', untilMs: state.facts.nowMs + PATIENCE.recorderMs }, [{ do: 'stopMessage' }]];
}

function over({ facts, callerGone }: Voicemail, seconds: number): Step {
  const detail = seconds >= MESSAGE_MIN_SECONDS ? 'recorded' : 'empty';
  return finish(facts, { reason: 'voicemail', detail, by: callerGone ? 'caller' : 'system' }, callerGone);
}

function leftEarly({ facts }: Voicemail, input: CallInput): Step | null {
  return input.kind === 'callerGone' ? finish(facts, { reason: 'voicemail', detail: 'empty', by: 'caller' }, true) : null;
}
