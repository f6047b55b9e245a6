import type { QueueEvent } from '../../contracts/queue-port';
import { finish, giveUp } from './end';
import { first, type CallEffect, type Step } from './effect';
import type { CallInput } from './input';
import { letGo } from './let-go';
import { PATIENCE, ROUNDS_MAX } from './patience';
import { hush, speak } from './speak';
import type { CallFacts, Offer, Reached, Talking } from './state';
import { enqueue } from './wait';

/** An operator's leg is up. `offer` is null where the engine never showed it ringing. */
export function reach(
  facts: CallFacts,
  offer: Offer | null,
  event: Extract<QueueEvent<number>, { kind: 'reached' }>,
): Step {
  const { operator, leg } = event;
  const offers = offer ? facts.offers : facts.offers + 1;
  const taken = offer ?? { id: `${facts.callId}-${offers}`, operator, leg, alive: false };
  const known: CallFacts = {
    ...hush(facts),
    offers,
    queuedAtMs: facts.queuedAtMs ?? facts.nowMs,
    answeredAtMs: facts.nowMs,
  };
  const state: Reached = { at: 'reached', facts: known, offer: taken, leg, untilMs: facts.nowMs + PATIENCE.firstAliveMs };
  const offered: CallEffect = { do: 'tell', event: { kind: 'offered', offerId: taken.id, operator } };
  const answered: CallEffect = { do: 'tell', event: { kind: 'answered', offerId: taken.id, operator } };
  const told = offer ? [answered] : [offered, answered];
  return first(told, taken.alive ? bridge(state) : [state, [{ do: 'music' }]]);
}

export function reached(state: Reached, input: CallInput): Step | null {
  switch (input.kind) {
    case 'alive':
      return input.leg === state.leg ? bridge(state) : null;
    case 'legGone':
      return input.leg === state.leg ? lost(state, 0) : null;
    case 'tick':
      return lost(state, 0);
    default:
      return null;
  }
}

export function talking(state: Talking, input: CallInput): Step | null {
  const { nowMs } = state.facts;
  const over = () => (state.bye ? completed(state) : lost(state, nowMs - state.sinceMs));
  switch (input.kind) {
    case 'alive':
      if (input.leg !== state.leg || state.bye) return null;
      return [{ ...state, untilMs: nowMs + PATIENCE.aliveMs }, []];
    case 'bye':
      return input.leg === state.leg ? [{ ...state, bye: true, untilMs: nowMs + PATIENCE.byeMs }, []] : null;
    case 'legGone':
      return input.leg === state.leg ? over() : null;
    case 'tick':
      return over();
    default:
      return null;
  }
}

/** The facts with the running conversation counted. */
export function talkedUntilNow({ facts, sinceMs, offer }: Talking): CallFacts {
  return { ...facts, talkMs: facts.talkMs + facts.nowMs - sinceMs, operator: offer.operator };
}

function bridge({ facts, offer, leg }: Reached): Step {
  const { id, operator } = offer;
  const { nowMs, settings } = facts;
  // Once begun a recording has no stop; a second operator is on the same one.
  const begins = settings.recording !== undefined && !facts.recording;
  const record: CallEffect[] = begins ? [{ do: 'record' }] : [];
  return [
    {
      at: 'talking',
      facts: { ...facts, recording: facts.recording || begins },
      offer,
      leg,
      sinceMs: nowMs,
      bye: false,
      untilMs: nowMs + PATIENCE.aliveMs,
    },
    [{ do: 'quiet' }, { do: 'bridge', leg }, ...record, { do: 'tell', event: { kind: 'bridged', offerId: id, operator } }],
  ];
}

function completed(state: Talking): Step {
  const end = finish(talkedUntilNow(state), { reason: 'completed', detail: 'talk', by: 'operator' });
  return first(letGo(state, 'cancelled'), end);
}

/** The caller hears it and goes back ahead of ordinary callers, or is given up after the last round. */
function lost(state: Reached | Talking, talkMs: number): Step {
  const { id, operator } = state.offer;
  const facts = state.at === 'talking' ? talkedUntilNow(state) : state.facts;
  const gone: CallEffect[] = [
    ...letGo(state, 'cancelled'),
    { do: 'quiet' },
    { do: 'tell', event: { kind: 'operatorLost', offerId: id, operator, talkMs } },
  ];
  const patienceOver = facts.giveUpAtMs !== null && facts.nowMs >= facts.giveUpAtMs;
  if (facts.round >= ROUNDS_MAX || patienceOver) return first(gone, giveUp(facts, 'operator-lost'));
  const standing = facts.standing === 'urgent' ? 'urgent' : 'returning';
  const again: CallFacts = { ...facts, standing, round: facts.round + 1, onlyDeclined: false };
  const prompt = facts.settings.operatorLost;
  // The place in the queue is taken while the sentence plays; music follows it.
  const [told, sound] = prompt ? speak(again, 'operatorLost', prompt) : [again];
  return first(gone, enqueue(told, sound));
}
