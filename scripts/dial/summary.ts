import type { CallEvent, CallStarted, CallEnded, CallOffered, Open } from '../../contracts/call-events';
import type { EndedBy, OfferOutcome, TerminalDetail, TerminalReason } from '../../contracts/terminal-reasons';
import type { StoryEntry } from './story-entry';

/** One call as `vox dial --json` gives it. */
export interface CallSummary {
  id: string | null;
  /** E.164, or null where what came in is no number. */
  from: string | null;
  fromRaw: string;
  to: string;
  reason: TerminalReason;
  detail: Open<TerminalDetail>;
  by: EndedBy;
  waitMs: number;
  talkMs: number;
  /** Who talked last; null if nobody answered. */
  operator: string | null;
  offers: { operator: string; atMs: number; outcome: OfferOutcome }[];
}

/** What became of a call, from what the scenario told the desk and the operators' pages reported. */
export function summarise(about: {
  events: readonly CallEvent[];
  entries: readonly StoryEntry[];
  dialled: { from: string; to: string };
}): CallSummary {
  const { events, entries, dialled } = about;
  const started = events.find((event): event is CallStarted => event.kind === 'started');
  const ended = events.find((event): event is CallEnded => event.kind === 'ended');
  const offers = events.filter((event): event is CallOffered => event.kind === 'offered');
  return {
    id: started?.callId ?? null,
    from: started?.from ?? null,
    fromRaw: started?.fromRaw ?? dialled.from,
    to: started?.to ?? dialled.to,
    ...(ended ? endOf(ended) : LOST),
    offers: offers.map((offer) => ({
      operator: offer.operator,
      atMs: offer.atMs,
      outcome: outcomeOf(offer, { events, entries }),
    })),
  };
}

/** A session that died without a word; the desk closes such calls so. */
const LOST = {
  reason: 'unserved', detail: 'session-lost', by: 'system', waitMs: 0, talkMs: 0, operator: null,
} as const;

function endOf({ reason, detail, by, waitMs, talkMs, operator }: CallEnded) {
  return { reason, detail, by, waitMs, talkMs, operator };
}

function outcomeOf(
  offer: CallOffered,
  { events, entries }: { events: readonly CallEvent[]; entries: readonly StoryEntry[] },
): OfferOutcome {
  const later = events.filter((event) => 'offerId' in event && event.offerId === offer.offerId);
  if (later.some(({ kind }) => kind === 'operatorLost')) return 'lost';
  if (later.some(({ kind }) => kind === 'answered')) return 'answered';
  const end = later.find((event) => event.kind === 'offerEnded');
  if (end?.kind !== 'offerEnded') return 'cancelled';
  return end.cause === 'unknown' ? reported(offer, entries) : end.cause;
}

/** SmartQueue does not say why an offer ended; the operator's page does. */
function reported(offer: CallOffered, entries: readonly StoryEntry[]): OfferOutcome {
  const after = entries.filter(({ who, atMs }) => who === offer.operator && atMs >= offer.atMs);
  const first = after.find(({ kind }) => kind === 'rejects' || kind === 'unseen' || kind === 'misses');
  if (!first) return 'unreachable';
  return first.kind === 'misses' ? 'missed' : 'rejected';
}
