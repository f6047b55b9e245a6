import type { OperatorStatus } from '../lines';
import type { OperatorRing, RungLeg, SessionSeam } from '../seams';
import type { Operator, QueueType } from './operator';
import type { OperatorPresence } from './presence';

export interface RingParts {
  session: SessionSeam;
  presence: OperatorPresence;
  queueType: QueueType;
  operator: Operator;
  ring: Omit<OperatorRing, 'user' | 'connected' | 'failed' | 'ended'>;
  reached(): void;
  failed(end: { code: number; reason: string }): void;
  over(end: { byOperator: boolean }): void;
}

/**
 * One operator rung for one request, until his leg is over. He is locked for as
 * long (row 85), and each ending is told once, whoever comes first.
 */
export class Ring {
  readonly operator: Operator;
  readonly sinceMs: number;
  readonly leg: RungLeg;
  private phase: 'ringing' | 'talking' | 'over' = 'ringing';
  private readonly unlock: () => void;

  constructor(private readonly parts: RingParts) {
    this.operator = parts.operator;
    this.sinceMs = parts.session.clock.now();
    this.unlock = parts.presence.lock(parts.operator.user.id);
    this.operator.stopRinging = () => this.refuse(487, 'The operator went into service');
    const { callerid, displayName, headers, customData, timeoutMs, eventsBeforeReached } = parts.ring;
    this.leg = parts.session.ringOperator({
      callerid, displayName, headers, customData, timeoutMs, eventsBeforeReached,
      user: parts.operator.user,
      connected: () => this.connect(),
      failed: (end) => this.fail(end),
      ended: (end) => this.end(end),
    });
  }

  get isRinging(): boolean {
    return this.phase === 'ringing';
  }

  /** Takes the ringing back without a word to the request; `status` (null: as it is) is switch 126. */
  withdraw(status: OperatorStatus | null): void {
    if (this.phase !== 'ringing') return;
    this.phase = 'over';
    this.leg.cancel('The request was cancelled');
    if (status) this.parts.presence.setSystemStatus(this.operator.user.id, this.parts.queueType, status);
    this.letGo();
  }

  /** The platform ends the ringing as if the operator's end had. */
  refuse(code: number, reason: string): void {
    if (this.phase !== 'ringing') return;
    this.leg.cancel(reason);
    this.fail({ code, reason });
  }

  hangup(): void {
    if (this.phase === 'talking') this.leg.cancel('The request was cancelled');
  }

  end(end: { byOperator: boolean }): void {
    if (this.phase !== 'talking') return;
    this.phase = 'over';
    this.parts.over(end);
    this.letGo();
  }

  private connect(): void {
    if (this.phase !== 'ringing') return;
    this.phase = 'talking';
    this.operator.stopRinging = null;
    this.parts.reached();
  }

  private fail(end: { code: number; reason: string }): void {
    if (this.phase !== 'ringing') return;
    this.phase = 'over';
    this.parts.failed(end);
    this.letGo();
  }

  private letGo(): void {
    this.operator.stopRinging = null;
    this.unlock();
  }
}
