import type { AcdHistoryRow } from '../../../management/platform-view';
import type { Operator } from '../operator';
import type { StatusChange } from '../../seams';
import type { AcdRequest } from './request';

/** Older rows are forgotten: a long run must not grow. */
const ROWS_KEPT = 10_000;

/** What GetACDHistory shows: requests that have ended. */
export class AcdHistory {
  private readonly kept: AcdHistoryRow[] = [];
  private made = 0;
  /** Last call of each operator, whose wrap-up may still run. */
  private readonly wrapUps = new Map<number, { row: AcdHistoryRow; sinceMs: number | null }>();

  constructor(readonly isKept: boolean) {}

  rows(): readonly AcdHistoryRow[] {
    return this.kept.slice(-ROWS_KEPT);
  }

  served(request: AcdRequest, end: { operator: Operator; byOperator: boolean; nowMs: number }): void {
    if (!this.isKept) return;
    const { operator } = end;
    const reachedMs = request.reachedMs ?? end.nowMs;
    const row = this.add(request, {
      userId: operator.user.id, waitingMs: reachedMs - request.beginMs, inServiceMs: end.nowMs - reachedMs,
      outcome: 'served', operatorHangup: end.byOperator,
    });
    const wrapping = operator.wires.acd.status === 'AFTER_SERVICE';
    this.wrapUps.set(operator.user.id, { row, sinceMs: wrapping ? end.nowMs : null });
  }

  unserved(request: AcdRequest, nowMs: number): void {
    if (!this.isKept) return;
    this.add(request, {
      userId: null, waitingMs: nowMs - request.beginMs, inServiceMs: 0,
      outcome: request.queueId !== 0 && request.events[0]?.type === 'ACD.Queued' ? 'unserviced' : 'rejected', operatorHangup: false,
    });
  }

  /** Wrap-up is what the operator calls AFTER_SERVICE. */
  statusChanged({ userId, queueType, before, after }: StatusChange, nowMs: number): void {
    const wrapUp = queueType === 'acd' ? this.wrapUps.get(userId) : undefined;
    if (!wrapUp) return;
    if (after === 'AFTER_SERVICE') wrapUp.sinceMs = nowMs;
    if (before !== 'AFTER_SERVICE' || wrapUp.sinceMs === null) return;
    wrapUp.row.afterServiceMs = nowMs - wrapUp.sinceMs;
    this.wrapUps.delete(userId);
  }

  private add(request: AcdRequest, end: HistoryEnd): AcdHistoryRow {
    const row: AcdHistoryRow = {
      id: (this.made += 1), requestId: request.targetId, queueId: request.queueId, callerid: request.asked.callerid,
      customData: request.asked.customData, beginMs: request.beginMs, priority: request.rank, afterServiceMs: 0, ...end,
      events: request.events.map((event, index) => ({ id: index + 1, ...event })),
    };
    this.kept.push(row);
    if (this.kept.length >= 2 * ROWS_KEPT) this.kept.splice(0, ROWS_KEPT);
    return row;
  }
}

type HistoryEnd = Pick<AcdHistoryRow, 'userId' | 'waitingMs' | 'inServiceMs' | 'outcome' | 'operatorHangup'>;
