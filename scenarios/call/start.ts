import type { CallAdvice } from '../../contracts/call-events';
import type { CallSettings } from '../../contracts/call-settings';
import type { TerminalDetail } from '../../contracts/terminal-reasons';
import { NEW_LINE } from './announce';
import { finish, wayOut } from './end';
import { first, type CallEffect, type Step } from './effect';
import { closedFor, type LocalTime } from './hours';
import type { CallInput } from './input';
import { along, offerChoice } from './menu';
import { PATIENCE, sayingMaxMs } from './patience';
import { hush, speak } from './speak';
import type { Alerting, CallFacts, Greeting } from './state';
import { walk } from './way-out';

export interface Arrival {
  readonly settings: CallSettings;
  readonly callId: string;
  readonly from: string | null;
  readonly fromRaw: string;
  readonly to: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  /** Where the franchise is; null where it is always open. */
  readonly localTime: LocalTime | null;
  /** From the public network or SIP, or a test call where those are allowed. */
  readonly mayCall: boolean;
}

/** The first step of every call, at CallAlerting. */
export function begin(arrival: Arrival): Step {
  const { settings, from, fromRaw, to, startedAt, localTime } = arrival;
  const facts = freshFacts(arrival);
  const started: CallEffect = {
    do: 'tell',
    event: { kind: 'started', franchise: settings.franchise, from, fromRaw, to, startedAt },
  };
  const refusal = refusalOf(arrival);
  if (!refusal) {
    const closed = settings.hours && localTime ? closedFor(settings.hours, localTime) : null;
    return [{ at: 'alerting', facts, closed, untilMs: PATIENCE.answerMs }, [started, { do: 'answer' }]];
  }
  const [state, effects] = finish(facts, { reason: 'blocked', detail: refusal, by: 'system' });
  const refused = effects.filter((effect) => effect.do !== 'hangUpCaller');
  return [state, [started, { do: 'refuse', code: refusal === 'not-public' ? 403 : 603 }, ...refused]];
}

export function alerting(state: Alerting, input: CallInput): Step | null {
  const { facts, closed } = state;
  switch (input.kind) {
    case 'connected': {
      const { settings } = facts;
      const step = closed
        ? walk(facts, { reason: 'closed', detail: closed, by: 'system' }, wayOut(settings, 'closed'))
        : greet(facts);
      return settings.callback || settings.exits || settings.menu ? first([{ do: 'listenForDigits' }], step) : step;
    }
    case 'tick':
      return finish(facts, { reason: 'unserved', detail: 'error', by: 'system' });
    default:
      return null;
  }
}

export function greeting(state: Greeting, input: CallInput): Step | null {
  const { facts } = state;
  switch (input.kind) {
    case 'said':
      return sayNext({ ...state, prompts: state.prompts.slice(1) });
    case 'advised':
      if (input.advice?.blocked === true) {
        return finish(facts, { reason: 'blocked', detail: input.advice.blockedFor ?? 'block-list', by: 'system' });
      }
      return goOn({ ...state, advised: true, facts: withAdvice(facts, input.advice) });
    case 'tick':
      // Its time is either that of the sentence or, after the last, that of the advice; no sentence is shorter.
      return sayNext({ ...state, advised: true, prompts: state.prompts.slice(1) });
    default:
      return null;
  }
}

function greet(facts: CallFacts): Step {
  const { greeting: hello, recording, desk } = facts.settings;
  const prompts = [hello, recording?.notice ?? null].filter((prompt) => prompt !== null);
  const advised = desk === null;
  return sayNext({ at: 'greeting', facts, prompts, advised, adviceUntilMs: PATIENCE.adviceMs, untilMs: PATIENCE.adviceMs });
}

/** The first of what is still to be said. */
function sayNext(state: Greeting): Step {
  const [prompt] = state.prompts;
  if (!prompt) return goOn(state);
  const [facts, effect] = speak(state.facts, 'greeting', prompt);
  return [{ ...state, facts, untilMs: facts.nowMs + sayingMaxMs(prompt) }, [effect]];
}

function goOn(state: Greeting): Step {
  return state.prompts.length === 0 && state.advised ? offerChoice(hush(state.facts)) : [state, []];
}

function withAdvice(facts: CallFacts, advice: CallAdvice | null): CallFacts {
  return { ...facts, standing: advice?.standing ?? facts.standing, advice };
}

/** Who is turned away before the answer, at no cost to him. */
function refusalOf({ mayCall, from, settings }: Arrival): TerminalDetail<'blocked'> | null {
  const { callers } = settings;
  if (!mayCall) return 'not-public';
  if (from === null) return callers?.hidden === 'refuse' ? 'hidden-number' : null;
  return callers?.blocked?.includes(from) ? 'block-list' : null;
}

function freshFacts({ settings, callId, from, to }: Arrival): CallFacts {
  const facts: CallFacts = {
    settings,
    callId,
    from,
    to,
    nowMs: 0,
    standing: from !== null && settings.callers?.urgent?.includes(from) ? 'urgent' : 'ordinary',
    round: 0,
    offers: 0,
    onlyDeclined: true,
    queuedAtMs: null,
    answeredAtMs: null,
    giveUpAtMs: null,
    talkMs: 0,
    operator: null,
    queueName: settings.queue.name,
    skills: [],
    advice: null,
    lastOperators: undefined,
    wayOut: null,
    saying: null,
    sayNext: null,
    line: NEW_LINE,
    confirmUntilMs: null,
    records: [],
    recording: false,
    commands: {},
  };
  return along(facts, settings.routes?.[to]);
}
