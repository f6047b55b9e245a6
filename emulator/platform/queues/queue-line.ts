import type { Operator } from './operator';
import { SortedList } from './sorted-list';

/** What waits in a queue. */
export interface Waiting {
  /** Smaller is served earlier. */
  readonly rank: number;
  /** Arrival; no two are equal. */
  readonly seq: number;
}

/** An operator who may be offered something now. */
export interface ReadyEntry {
  readonly operator: Operator;
  readonly idleSinceMs: number;
  /** Order of becoming ready, where two have been idle equally long. */
  readonly seq: number;
}

/** How an operator counts for a queue, by his status. */
export type Standing = 'active' | 'away' | 'banned' | 'offline';

/** One queue at work: who waits, and who is ready. */
export class QueueLine<Item extends Waiting, Row extends { id: number }> {
  readonly waiting = new SortedList<Item>(byRank);
  readonly ready = new SortedList<ReadyEntry>(byIdleness);
  /** Bound operators by standing. */
  readonly counts: Record<Standing, number> = { active: 0, away: 0, banned: 0, offline: 0 };
  /** Items taken out of `waiting` while their operator rings. */
  offered = 0;
  /** Something arrived since the last distribution. */
  dirty = false;
  private servedCount = 0;
  private servedMs = 0;

  constructor(readonly row: Row) {}

  served(durationMs: number): void {
    this.servedCount += 1;
    this.servedMs += durationMs;
  }

  /** Mean service so far; null before the first. */
  meanServiceMs(): number | null {
    return this.servedCount === 0 ? null : this.servedMs / this.servedCount;
  }
}

function byRank(left: Waiting, right: Waiting): number {
  return left.rank - right.rank || left.seq - right.seq;
}

function byIdleness(left: ReadyEntry, right: ReadyEntry): number {
  return left.idleSinceMs - right.idleSinceMs || left.seq - right.seq;
}
