import type { QueueEvent } from '../../contracts/queue-port';
import { finish, giveUp } from './end';
import { type CallEffect, first, stay, type Step, tell } from './effect';
import type { CallInput } from './input';
import { letGo } from './let-go';
import { PATIENCE, ROUNDS_MAX } from './patience';
import { hush, speak } from './speak';
import { talkingAt, type CallFacts, type Offer, type Reached, type Talking } from './state';
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
  const offered = tell({ kind: 'offered', offerId: taken.id, operator });
  const answered = tell({ kind: 'answered', offerId: taken.id, operator });
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
      return stay(talkingAt(state, state.facts, nowMs + PATIENCE.aliveMs));
    case 'bye':
      return input.leg === state.leg ? stay({ ...state, bye: true, untilMs: nowMs + PATIENCE.byeMs }) : null;
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

/** The caller and an operator talk; `backUntilMs` where it is the one with whom he talked before. */
export function talk(facts: CallFacts, { offer, leg }: Pick<Talking, 'offer' | 'leg'>, backUntilMs?: number): Step {
  const { nowMs } = facts;
  const state: Talking = { at: 'talking', facts, offer, leg, sinceMs: nowMs, bye: false, untilMs: backUntilMs ?? nowMs + PATIENCE.aliveMs };
  const told = backUntilMs === undefined ? [tell({ kind: 'bridged', offerId: offer.id, operator: offer.operator })] : [];
  return [state, [{ do: 'quiet' }, { do: 'bridge', leg }, ...told]];
}

/** Back into the queue ahead of ordinary callers, or the way out after the last round. */
export function queueAgain(facts: CallFacts, sound?: CallEffect): Step {
  const { round, standing, giveUpAtMs, answeredAtMs, nowMs } = facts;
  // Patience is for waiting; what was talked meanwhile is not held against the caller.
  const untilMs = giveUpAtMs === null ? null : giveUpAtMs + nowMs - (answeredAtMs ?? nowMs);
  if (round >= ROUNDS_MAX || (untilMs !== null && nowMs >= untilMs)) return giveUp(facts, 'operator-lost');
  const higher = standing === 'urgent' ? standing : 'returning';
  return enqueue({ ...facts, standing: higher, round: round + 1, onlyDeclined: false, giveUpAtMs: untilMs }, sound);
}

function bridge({ facts, offer, leg }: Reached): Step {
  // Once begun a recording has no stop; a second operator is on the same one.
  const begins = facts.settings.recording !== undefined && !facts.recording;
  const [state, effects] = talk({ ...facts, recording: facts.recording || begins }, { offer, leg });
  return [state, begins ? [...effects, { do: 'record' }] : effects];
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
    tell({ kind: 'operatorLost', offerId: id, operator, talkMs }),
  ];
  const prompt = facts.settings.operatorLost;
  // The place in the queue is taken while the sentence plays; music follows it.
  const [told, sound] = prompt ? speak(facts, 'operatorLost', prompt) : [facts];
  return first(gone, queueAgain(told, sound));
}
