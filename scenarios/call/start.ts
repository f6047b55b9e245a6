import type { CallSettings } from '../../contracts/call-settings';
import { finish } from './end';
import type { CallEffect, Step } from './effect';
import type { CallInput } from './input';
import { PATIENCE, sayingMaxMs } from './patience';
import type { Alerting, CallFacts, Greeting } from './state';
import { enqueue } from './wait';

export interface Arrival {
  readonly settings: CallSettings;
  readonly callId: string;
  readonly from: string | null;
  readonly fromRaw: string;
  readonly to: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  /** May this caller be served here, see `isServed`. */
  readonly served: boolean;
}

/** The first step of every call, at CallAlerting. */
export function begin(arrival: Arrival): Step {
  const { settings, callId, from, fromRaw, to, startedAt } = arrival;
  const facts = freshFacts(settings, callId);
  const started: CallEffect = {
    do: 'tell',
    event: { kind: 'started', franchise: settings.franchise, from, fromRaw, to, startedAt },
  };
  if (arrival.served) return [{ at: 'alerting', facts, untilMs: PATIENCE.answerMs }, [started, { do: 'answer' }]];
  const [state, effects] = finish(facts, { reason: 'blocked', detail: 'not-public', by: 'system' });
  return [state, [started, { do: 'refuse', code: 403 }, ...effects.filter((effect) => effect.do !== 'hangUpCaller')]];
}

export function alerting(state: Alerting, input: CallInput): Step | null {
  switch (input.kind) {
    case 'connected':
      return greet(state.facts);
    case 'tick':
      if (state.facts.nowMs < state.untilMs) return null;
      return finish(state.facts, { reason: 'unserved', detail: 'error', by: 'system' });
    default:
      return null;
  }
}

export function greeting(state: Greeting, input: CallInput): Step | null {
  switch (input.kind) {
    case 'said':
      return input.what === 'greeting' ? goOn({ ...state, greeted: true }) : null;
    case 'advised':
      if (input.advice?.blocked === true) {
        return finish(state.facts, { reason: 'blocked', detail: 'block-list', by: 'system' });
      }
      return goOn({
        ...state,
        advised: true,
        facts: { ...state.facts, standing: input.advice?.standing ?? state.facts.standing },
      });
    case 'tick':
      return goOn({
        ...state,
        greeted: state.greeted || state.facts.nowMs >= state.untilMs,
        advised: state.advised || state.facts.nowMs >= state.adviceUntilMs,
      });
    default:
      return null;
  }
}

function greet(facts: CallFacts): Step {
  const prompt = facts.settings.greeting;
  const state: Greeting = {
    at: 'greeting',
    facts,
    greeted: prompt === null,
    advised: facts.settings.desk === null,
    adviceUntilMs: PATIENCE.adviceMs,
    untilMs: facts.nowMs + (prompt === null ? PATIENCE.adviceMs : sayingMaxMs(prompt)),
  };
  const [next, effects] = goOn(state);
  return prompt === null ? [next, effects] : [next, [{ do: 'say', what: 'greeting', prompt }, ...effects]];
}

function goOn(state: Greeting): Step {
  return state.greeted && state.advised ? enqueue(state.facts) : [state, []];
}

function freshFacts(settings: CallSettings, callId: string): CallFacts {
  return {
    settings,
    callId,
    nowMs: 0,
    standing: 'ordinary',
    round: 0,
    offers: 0,
    onlyDeclined: true,
    queuedAtMs: null,
    answeredAtMs: null,
    giveUpAtMs: null,
    talkMs: 0,
    operator: null,
    commands: {},
  };
}
