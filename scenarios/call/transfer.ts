import type { TransferFailure } from '../../contracts/call-events';
import { TRANSFER_RING_MS, type TransferCommand } from '../../contracts/desk-commands';
import { first, stay, tell, type CallEffect, type Step } from './effect';
import type { CallInput } from './input';
import { offerEnded } from './let-go';
import { PATIENCE } from './patience';
import type { Consulting, Giver, Offer, Talking, Transferring } from './state';
import { queueAgain, talk, talkedUntilNow } from './talk';

/** The operator gives the caller away: music for the caller, and the other side rings; the operator stays on the line. */
export function beginTransfer(state: Talking, { to, mode }: TransferCommand): Step {
  const { offer: { operator }, leg, untilMs } = state;
  const facts = talkedUntilNow(state);
  const offers = 'operator' in to ? facts.offers + 1 : facts.offers;
  const offer: Offer | null = 'operator' in to ? { id: `${facts.callId}-${offers}`, operator: to.operator, leg: null, alive: false } : null;
  const ringUntilMs = facts.nowMs + TRANSFER_RING_MS;
  const next: Transferring = {
    at: 'transferring', facts: { ...facts, offers }, giver: { offer: state.offer, leg, aliveUntilMs: untilMs }, givenBy: operator, to, mode, offer,
    leg: null, ringUntilMs, untilMs: ringUntilMs,
  };
  const offered = offer ? [tell({ kind: 'offered', offerId: offer.id, operator: offer.operator, transferFrom: operator })] : [];
  const call: CallEffect = 'operator' in to
    ? { do: 'callOperator', operator: to.operator, offerId: offer?.id ?? '', transfer: `${mode} ${operator}` }
    : { do: 'callNumber', number: to.number, from: facts.to };
  return [bounded(next), [{ do: 'part', leg }, { do: 'music' }, tell({ kind: 'transferring', operator, to, mode }), ...offered, call]];
}

/** What the operator decided; the verdict let through only what is possible. */
export function endTransfer(state: Transferring | Consulting, action: 'complete' | 'back'): Step {
  return action === 'complete' && state.at === 'consulting' ? handOver(state) : failed(state, 'taken-back');
}

export function transferring(state: Transferring, input: CallInput): Step | null {
  const { facts: { nowMs }, giver, offer, leg } = state;
  switch (input.kind) {
    case 'dialled':
      return input.leg === null ? failed(state, 'unreachable') : stay({ ...state, leg: input.leg });
    case 'alive':
      if (input.leg === giver?.leg) return stay(bounded({ ...state, giver: livelier(giver, nowMs) }));
      return offer && input.leg === leg ? answered(state, input.leg) : null;
    case 'legUp':
      if (input.leg !== leg) return null;
      // A colleague counts as there once his page says so; a number has no page.
      return offer ? stay(bounded({ ...state, ringUntilMs: nowMs + PATIENCE.firstAliveMs })) : answered(state, input.leg);
    case 'bye':
      return input.leg === giver?.leg ? giverLeaves(state) : null;
    case 'legGone':
      if (input.leg === giver?.leg) return giverLeaves(state);
      return input.leg === leg ? failed(state, failureOf(input.code)) : null;
    case 'tick':
      return nowMs >= state.ringUntilMs ? failed(state, 'no-answer') : giverLeaves(state);
    default:
      return null;
  }
}

export function consulting(state: Consulting, input: CallInput): Step | null {
  const { facts: { nowMs }, giver, offer, leg } = state;
  switch (input.kind) {
    case 'alive':
      if (input.leg === giver.leg) return stay(bounded({ ...state, giver: livelier(giver, nowMs) }));
      return offer && input.leg === leg ? stay(bounded({ ...state, aliveUntilMs: nowMs + PATIENCE.aliveMs })) : null;
    case 'bye':
    case 'legGone':
      // Whoever hangs up on his colleague has given the caller away; the other way round the caller comes back.
      if (input.leg === giver.leg) return handOver(state);
      return input.leg === leg ? failed(state, 'left') : null;
    case 'tick':
      if (nowMs >= giver.aliveUntilMs) return handOver(state);
      return failed(state, nowMs >= state.aliveUntilMs ? 'left' : 'taken-back');
    default:
      return null;
  }
}

/** The other side is there: the caller goes to it, or the operator talks to it first, if he is still on the line. */
function answered(state: Transferring, leg: number): Step {
  const { facts, giver, givenBy, to, mode, offer } = state;
  const told = offer ? [tell({ kind: 'answered', offerId: offer.id, operator: offer.operator })] : [];
  const consultUntilMs = facts.nowMs + PATIENCE.consultMs;
  const aliveUntilMs = offer ? facts.nowMs + PATIENCE.aliveMs : consultUntilMs;
  if (giver === null || mode === 'blind') return first(told, connect(state, { offer, leg }));
  const next: Consulting = { at: 'consulting', facts, giver, to, offer, leg, aliveUntilMs, consultUntilMs, untilMs: aliveUntilMs };
  return [bounded(next), [...told, { do: 'join', leg: giver.leg, other: leg }, tell({ kind: 'consulting', operator: givenBy, to })]];
}

function handOver(state: Consulting): Step {
  return connect({ ...state, givenBy: state.giver.offer.operator }, state);
}

/** The caller talks to the other side; the operator is out of the call. */
function connect(
  { facts, giver, givenBy, to }: Pick<Transferring, 'facts' | 'giver' | 'givenBy' | 'to'>,
  { offer, leg }: { offer: Offer | null; leg: number },
): Step {
  const gone: CallEffect[] = [
    ...(giver ? [{ do: 'hangUpLeg', leg: giver.leg } as const] : []),
    { do: 'leaveQueue' },
    tell({ kind: 'transferred', operator: givenBy, to }),
  ];
  if (offer) return first(gone, talk(facts, { offer, leg }));
  const { nowMs } = facts;
  return [
    { at: 'forwarded', facts, leg, sinceMs: nowMs, untilMs: nowMs + PATIENCE.forwardedMs },
    [...gone, { do: 'quiet' }, { do: 'bridge', leg }],
  ];
}

/** The caller is with the operator again, or, where he has left, in the queue ahead of ordinary callers. */
function failed(state: Transferring | Consulting, cause: TransferFailure): Step {
  const { facts, giver, to, offer, leg } = state;
  const operator = state.at === 'transferring' ? state.givenBy : state.giver.offer.operator;
  const gone: CallEffect[] = [
    ...(leg === null ? [] : [{ do: 'hangUpLeg', leg } as const]),
    ...(offer && state.at === 'transferring' ? [offerEnded(offer, OFFER_CAUSES[cause])] : []),
    tell({ kind: 'transferFailed', operator, to, cause, callerTo: giver ? 'operator' : 'queue' }),
  ];
  if (!giver) return first([...gone, { do: 'leaveQueue' }], queueAgain(facts));
  return first(gone, talk(facts, giver, giver.aliveUntilMs));
}

const OFFER_CAUSES = {
  'no-answer': 'missed', declined: 'rejected', unreachable: 'unreachable', 'taken-back': 'cancelled', left: 'unknown', 'caller-left': 'cancelled',
} as const;

/** By his own will or lost: the transfer goes on without him. */
function giverLeaves(state: Transferring): Step {
  const { giver, ringUntilMs } = state;
  return [{ ...state, giver: null, untilMs: ringUntilMs }, giver ? [{ do: 'hangUpLeg', leg: giver.leg }] : []];
}

function livelier(giver: Giver, nowMs: number): Giver {
  return { ...giver, aliveUntilMs: nowMs + PATIENCE.aliveMs };
}

/** `untilMs` is the earliest of all that a state waits for. */
function bounded<State extends Transferring | Consulting>(state: State): State {
  const own = state.at === 'transferring' ? [state.ringUntilMs] : [state.aliveUntilMs, state.consultUntilMs];
  return { ...state, untilMs: Math.min(...own, state.giver?.aliveUntilMs ?? Infinity) };
}

function failureOf(code = 0): TransferFailure {
  if (code === 486 || code === 603) return 'declined';
  return code === 408 || code === 487 ? 'no-answer' : 'unreachable';
}
