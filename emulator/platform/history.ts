import type { EndedCall, EndedSession } from '../management/platform-view';
import type { Leg } from './legs/leg';
import type { Session } from './session/session';

/** A session that has ended, as GetCallHistory tells it, with its log beside it. */
export interface SessionRecord extends EndedSession {
  log: readonly string[];
}

/** Sessions that have ended, oldest first (row 116). */
export class History {
  readonly records: SessionRecord[] = [];
  private readonly calls = new Map<Session, EndedCall[]>();
  private lastCallId = 0;

  constructor(private readonly keeps: boolean) {}

  legEnded(leg: Leg): void {
    if (!this.keeps) return;
    let calls = this.calls.get(leg.session);
    if (!calls) this.calls.set(leg.session, (calls = []));
    calls.push(callOf(leg, ++this.lastCallId));
  }

  /** A recording that was deleted is in no history any more. */
  forgetRecord(address: string): boolean {
    const calls = this.records.flatMap((record) => record.calls).filter(({ recordUrl }) => recordUrl === address);
    for (const call of calls) call.recordUrl = null;
    return calls.length > 0;
  }

  sessionGone(session: Session, finishReason: string): void {
    if (!this.keeps) return;
    const calls = this.calls.get(session) ?? [];
    this.calls.delete(session);
    this.records.push({
      sessionId: session.card.sessionId,
      applicationId: session.applicationId,
      userId: session.card.userId,
      ruleName: session.card.ruleName,
      startMs: session.startedMs,
      durationMs: session.clock.now() - session.startedMs,
      finishReason,
      customData: session.customData,
      initiatorAddress: '127.0.0.1',
      logUrl: `${session.core.accessSecureBase}/log/${session.id}`,
      calls,
      log: session.log.lines,
    });
  }
}

const NUMBER_TYPES = { pstn: 'pstn', sip: 'sip', user: 'voxapp' } as const;

function callOf(leg: Leg, id: number): EndedCall {
  const { card } = leg;
  const endedMs = leg.endedMs ?? leg.startedMs;
  return {
    id,
    startMs: leg.startedMs,
    durationMs: leg.connectedMs === null ? 0 : endedMs - leg.connectedMs,
    localNumber: card.incoming ? card.number : card.callerid,
    remoteNumber: card.incoming ? card.callerid : card.number,
    remoteNumberType: NUMBER_TYPES[card.clientType],
    incoming: card.incoming,
    successful: leg.connectedMs !== null,
    endReason: String(leg.end?.code ?? 0),
    customData: leg.customData,
    recordUrl: leg.recording?.url ?? null,
  };
}
