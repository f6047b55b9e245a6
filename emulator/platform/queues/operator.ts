import type { UserRow } from '../../account/objects';
import type { ClockTimer } from '../../clock/clock';
import type { OperatorStatus } from '../lines';
import type { QueueDevice } from './device';

export type QueueType = 'acd' | 'smartqueue';

/** What one queue engine knows of a user: the two kinds of status live apart. */
export interface Wire {
  status: OperatorStatus;
  sinceMs: number;
  /** The ban outlives a status of the operator's choice, see `judgeStatus`. */
  banned: boolean;
  banEnd: ClockTimer | null;
  /** Runs while the last socket is gone and the cloud has not given it up. */
  grace: ClockTimer | null;
}

/** A user who has signed in at least once. */
export class Operator {
  readonly devices: QueueDevice[] = [];
  readonly wires: Record<QueueType, Wire>;
  /** Calls that ring or talk at him; more than one only where a direct call comes on top. */
  locks = 0;
  lastHangupMs = 0;
  /** Ends the ringing of a queue's offer; null where none rings. */
  stopRinging: (() => void) | null = null;

  constructor(public user: UserRow, nowMs: number) {
    this.wires = { acd: offlineWire(nowMs), smartqueue: offlineWire(nowMs) };
  }

  devicesOf(queueType: QueueType): QueueDevice[] {
    return this.devices.filter((device) => device.queueType === queueType);
  }

  /**
   * Since when he has been idle: the shorter of the times since the last hang-up
   * and since READY (Management API, ACDReadyOperatorState.idle_duration).
   */
  idleSinceMs(queueType: QueueType): number {
    return Math.max(this.lastHangupMs, this.wires[queueType].sinceMs);
  }
}

function offlineWire(nowMs: number): Wire {
  return { status: 'OFFLINE', sinceMs: nowMs, banned: false, banEnd: null, grace: null };
}
