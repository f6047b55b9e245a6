import type { PromptConfig } from '../../../contracts/config';
import { SESSION_LIMITS } from '../../../contracts/platform-limits';
import { promptsIn } from '../caller-settings';
import type { NormalCall, NormalFranchise } from '../normal-config';
import type { Problem } from '../problem';
import { isVoice, similarVoices } from '../voices';
import type { Check } from './check';
import { listed } from './check';

/** A longer text ends with an error instead of being said. */
const SPOKEN_CHARACTERS_MAX = SESSION_LIMITS.ttsChars;

export const voicesExist: Check = ({ franchises }) =>
  franchises.flatMap((franchise) =>
    promptsOf(franchise).flatMap(({ path, prompt }) => {
      if (!('voice' in prompt) || isVoice(prompt.voice)) return [];
      const similar = similarVoices(prompt.voice, 3);
      return [{
        path: `${path}.voice`,
        what: `VoiceList has no "${prompt.voice}"`,
        remedy: `use its path without "VoiceList.", e.g. ${listed(similar.length > 0 ? similar : ['Amazon.ru_RU_Tatyana'])}`,
      }];
    }),
  );

export const textsCanBeSaid: Check = ({ franchises }) =>
  franchises.flatMap((franchise) =>
    promptsOf(franchise)
      .filter(({ prompt }) => 'text' in prompt && spokenLength(prompt.text) > SPOKEN_CHARACTERS_MAX)
      .map(({ path }) => ({
        path: `${path}.text`,
        what: `longer than the ${SPOKEN_CHARACTERS_MAX} characters that the platform says in one go`,
        remedy: 'shorten it, or play a sound file: { url }',
      })),
  );

export const timeZonesExist: Check = ({ franchises }) =>
  franchises
    .filter(({ timeZone }) => !isTimeZone(timeZone))
    .map(({ name, timeZone }) => ({
      path: `franchises.${name}.timeZone`,
      what: `"${timeZone}" is no time zone`,
      remedy: 'use a name of the IANA list, e.g. Europe/Moscow',
    }));

export const waitingTimesAgree: Check = ({ franchises }) =>
  franchises.flatMap(({ name, call, queue }) => waitingProblems(`franchises.${name}`, { call, queue }));

export const wrapUpTimesAgree: Check = ({ franchises }) =>
  franchises
    .filter(({ call: { wrapUp } }) => wrapUp.limitSeconds !== null && wrapUp.warnSeconds >= wrapUp.limitSeconds)
    .map(({ name, call: { wrapUp } }) => ({
      path: `franchises.${name}.call.wrapUp`,
      what: `the warning comes ${wrapUp.warnSeconds} s before an end that is reached after ${wrapUp.limitSeconds} s`,
      remedy: 'make warnSeconds smaller than limitSeconds',
    }));

function waitingProblems(path: string, { call, queue }: Pick<NormalFranchise, 'call' | 'queue'>): Problem[] {
  const problems: Problem[] = [];
  if (call.ringSeconds > call.maxWaitSeconds) {
    problems.push({
      path: `${path}.call.ringSeconds`,
      what: `one operator would ring ${call.ringSeconds} s, but the caller waits only ${call.maxWaitSeconds} s`,
      remedy: 'make ringSeconds smaller or maxWaitSeconds larger',
    });
  }
  if (queue.maxWaitSeconds !== null && queue.maxWaitSeconds < call.maxWaitSeconds) {
    problems.push({
      path: `${path}.queue.maxWaitSeconds`,
      what: `the queue gives up after ${queue.maxWaitSeconds} s, before the call's ${call.maxWaitSeconds} s`,
      remedy: 'make it at least call.maxWaitSeconds, or leave it out',
    });
  }
  return problems;
}

function promptsOf({ name, call }: NormalFranchise): { path: string; prompt: PromptConfig }[] {
  const features = promptsIn(call.features).map(({ path, prompt }) => ({ path: `franchises.${name}.call.${path}`, prompt }));
  const fields = ['greeting', 'goodbye', 'operatorLost'] as const satisfies readonly (keyof NormalCall)[];
  const plain = fields.flatMap((field) => {
    const prompt = call[field];
    return prompt ? [{ path: `franchises.${name}.call.${field}`, prompt }] : [];
  });
  return [...plain, ...features];
}

export function soundsOf(franchise: NormalFranchise): { path: string; url: string }[] {
  const prompts = promptsOf(franchise).flatMap(({ path, prompt }) =>
    'url' in prompt ? [{ path: `${path}.url`, url: prompt.url }] : [],
  );
  const { music } = franchise.call;
  return music ? [...prompts, { path: `franchises.${franchise.name}.call.music.url`, url: music.url }] : prompts;
}

/** With the longest that can be filled in: a number is read digit by digit. */
function spokenLength(text: string): number {
  return text.replace(/\{number\}/g, 'x'.repeat(29)).replace(/\{(position|minutes)\}/g, '9999').length;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name.includes('/') || name === 'UTC';
  } catch {
    return false;
  }
}
