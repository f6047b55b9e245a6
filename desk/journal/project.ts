import type { Open, ReadEvent } from '../../contracts/call-events';
import type { OfferReport, ReadReport } from '../../contracts/desk-api';
import type { CallSummary } from '../../contracts/desk-journal';
import type { OfferOutcome } from '../../contracts/terminal-reasons';

type ReadEnded = Extract<ReadEvent, { kind: 'ended' }>;

export interface ProjectedOffer {
  offerId: string;
  operator: string;
  atMs: number;
  /** Null while it lasts, or where the engine did not say. */
  outcome: Open<OfferOutcome> | null;
  over: boolean;
}

/** All that the events of one call say, whatever order they came in. */
export interface ProjectedCall {
  from: string | null;
  fromRaw: string;
  to: string;
  startedAtMs: number;
  phase: CallSummary['phase'];
  queuedAtMs: number | null;
  answeredAtMs: number | null;
  operator: string | null;
  ringing: string | null;
  talkMs: number;
  waitMs: number;
  offers: readonly ProjectedOffer[];
  end: ReadEnded | null;
  direction: 'in' | 'out';
  /** The missed call or callback that this outgoing call answers. */
  callbackOf: string | null;
}

/** What a page said of an offer, for engines that do not know (decision 1). */
export interface ReportedOffer { operator: string; offerId: string | null; kind: ReadReport['kind'] }

/**
 * Folds a call's events, sorted by `seq`, into what lists and pages show. The first `ended` counts, and what
 * comes after it changes nothing; the desk's own (session-lost) sorts last, so a late true end replaces it.
 */
export function projectCall(events: readonly ReadEvent[], heard: { firstAtMs: number; reports: readonly ReportedOffer[] }): ProjectedCall {
  let call = unheard(heard.firstAtMs);
  for (const event of events) {
    if (call.end === null) call = step(call, event);
  }
  return { ...call, offers: withReports(call.offers, heard.reports) };
}

/** Where `started` itself has not come yet: the call exists all the same. */
function unheard(startedAtMs: number): ProjectedCall {
  return {
    from: null, fromRaw: '', to: '', startedAtMs, phase: 'greeting', queuedAtMs: null, answeredAtMs: null,
    operator: null, ringing: null, talkMs: 0, waitMs: 0, offers: [], end: null,
    direction: 'in', callbackOf: null,
  };
}

function step(call: ProjectedCall, event: ReadEvent): ProjectedCall {
  switch (event.kind) {
    case 'started':
      return {
        ...call, from: event.from, fromRaw: event.fromRaw, to: event.to, startedAtMs: Date.parse(event.startedAt),
        direction: event.direction === 'out' ? 'out' : 'in', operator: event.operator ?? call.operator, callbackOf: event.callbackOf ?? null,
      };
    case 'queued':
      return { ...call, phase: 'waiting', queuedAtMs: call.queuedAtMs ?? event.atMs };
    case 'offered':
      return {
        ...call, phase: call.phase === 'talking' ? 'talking' : 'ringing', ringing: event.operator,
        offers: [...call.offers, { offerId: event.offerId, operator: event.operator, atMs: event.atMs, outcome: null, over: false }],
      };
    case 'offerEnded':
      return {
        ...call, phase: call.phase === 'ringing' ? 'waiting' : call.phase, ringing: null,
        offers: settle(call.offers, event.offerId, event.cause === 'unknown' ? null : event.cause),
      };
    case 'answered':
      return { ...call, ringing: null, offers: settle(call.offers, event.offerId, 'answered') };
    case 'bridged':
      return {
        ...call, phase: 'talking', operator: event.operator, ringing: null,
        answeredAtMs: call.answeredAtMs ?? event.atMs, waitMs: waited(call, event.atMs),
        offers: settle(call.offers, event.offerId, 'answered'),
      };
    case 'operatorLost':
      return {
        ...call, phase: 'waiting', talkMs: call.talkMs + event.talkMs, offers: settle(call.offers, event.offerId, 'lost'),
      };
    case 'transferring':
    case 'consulting':
    case 'transferred':
    case 'commandResult':
      return call;
    case 'transferFailed':
      return { ...call, phase: event.callerTo === 'queue' ? 'waiting' : call.phase };
    case 'ended':
      return end(call, event);
  }
}

function end(call: ProjectedCall, event: ReadEnded): ProjectedCall {
  const last: OfferOutcome = event.reason === 'dropped' && event.detail === 'operator' ? 'dropped' : 'cancelled';
  const isLost = event.detail === 'session-lost';
  return {
    ...call, phase: 'ended', ringing: null, end: event,
    operator: event.operator ?? call.operator,
    waitMs: isLost ? call.waitMs : event.waitMs,
    talkMs: isLost ? call.talkMs : event.talkMs,
    offers: call.offers.map((offer) => (offer.over ? offer : { ...offer, outcome: last, over: true })),
  };
}

function waited(call: ProjectedCall, atMs: number): number {
  return call.answeredAtMs === null ? Math.max(0, atMs - (call.queuedAtMs ?? 0)) : call.waitMs;
}

function settle(offers: readonly ProjectedOffer[], offerId: string, outcome: Open<OfferOutcome> | null): readonly ProjectedOffer[] {
  return offers.map((offer) => (offer.offerId === offerId ? { ...offer, outcome: outcome ?? offer.outcome, over: true } : offer));
}

const REPORTED: ReadonlyMap<string, OfferOutcome> = new Map<OfferReport['kind'], OfferOutcome>([
  ['rejected-pass', 'rejected'], ['rejected-unseen', 'rejected'], ['missed', 'missed'], ['failed', 'unreachable'],
]);

/**
 * An offer whose end nobody told: the page's report by its offer id, else the operator's reports in order.
 * Without a report it was missed.
 */
function withReports(offers: readonly ProjectedOffer[], reports: readonly ReportedOffer[]): readonly ProjectedOffer[] {
  return offers.map((offer, index) => {
    if (offer.outcome !== null) return offer;
    const ends = reports.filter(({ operator, kind }) => operator === offer.operator && REPORTED.has(kind));
    const turn = offers.slice(0, index).filter(({ operator }) => operator === offer.operator).length;
    const report = ends.find(({ offerId }) => offerId === offer.offerId) ?? ends.filter(({ offerId }) => offerId === null)[turn];
    const outcome = report ? REPORTED.get(report.kind) : undefined;
    return { ...offer, outcome: outcome ?? (offer.over ? 'missed' : null) };
  });
}
