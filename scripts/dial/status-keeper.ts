import type { Clock, ClockTimer, Device, OperatorStatus } from '../targets';

/** `AS_IS`: leave the platform's status alone. */
export type WantedStatus = 'READY' | 'ONLINE' | 'OFFLINE' | 'IN_SERVICE' | 'AFTER_SERVICE' | 'AS_IS';

/** DIALING and IN_SERVICE that SmartQueue set pass by themselves; only one that stays is worked against. */
const PASSING_MS = 5_000;
const RETRY_BASE_MS = 500;
const RETRY_LIMIT_MS = 15_000;

export interface StatusKeeperParts {
  device: Device;
  clock: Clock;
  /** What the operator's state asks for at this moment. */
  wanted(): WantedStatus;
  changed(status: OperatorStatus): void;
}

/**
 * Compares what should be with what the platform says and asks for one status
 * at a time, as the operator's page does (design decision 5).
 */
export class StatusKeeper {
  private asked: string | null = null;
  private requests = 0;
  private failures = 0;
  private sinceMs: number;
  private timer: ClockTimer | null = null;
  private closed = false;

  constructor(private readonly parts: StatusKeeperParts) {
    this.sinceMs = parts.clock.now();
    parts.device.listen({
      status: (push) => {
        if (push.requestId !== undefined && push.requestId === this.asked) this.answered(push.refused);
        this.sinceMs = this.parts.clock.now();
        this.parts.changed(push.status);
        this.reconcile();
      },
    });
  }

  get status(): OperatorStatus {
    return this.parts.device.getStatus();
  }

  /** True while a request or a repetition is outstanding. */
  get isBusy(): boolean {
    return !this.closed && (this.asked !== null || this.timer !== null);
  }

  /** After every change of the operator's own state. */
  reconcile(): void {
    if (this.closed || this.asked !== null || this.timer !== null) return;
    const next = this.nextRequest();
    if (next === null) return;
    this.requests += 1;
    this.asked = `${this.parts.device.id}-${this.requests}`;
    this.parts.device.setStatus(next, this.asked);
  }

  close(): void {
    this.closed = true;
    this.timer?.cancel();
    this.timer = null;
  }

  private answered(refused: boolean): void {
    this.asked = null;
    if (!refused) {
      this.failures = 0;
      return;
    }
    this.failures += 1;
    this.later(Math.min(RETRY_BASE_MS * 2 ** (this.failures - 1), RETRY_LIMIT_MS));
  }

  private later(delayMs: number): void {
    this.timer?.cancel();
    this.timer = this.parts.clock.after(delayMs, () => {
      this.timer = null;
      this.reconcile();
    });
  }

  private nextRequest(): string | null {
    const wanted = this.parts.wanted();
    if (wanted === 'AS_IS') return null;
    const target = this.parts.device.queueType === 'smartqueue' ? this.smartQueueRequest(wanted) : wanted;
    if (target === null || target === this.status) return null;
    // A ban ends by ONLINE and then READY; whether READY alone lifts it is not known (switch 78).
    return target === 'READY' && this.status === 'BANNED' ? 'ONLINE' : target;
  }

  /** SmartQueue sets DIALING, IN_SERVICE and AFTER_SERVICE itself and refuses them from the page. */
  private smartQueueRequest(wanted: Exclude<WantedStatus, 'AS_IS'>): string | null {
    if (wanted === 'IN_SERVICE') return null;
    if (wanted === 'AFTER_SERVICE') return this.status === 'READY' ? 'ONLINE' : null;
    const isPassing = this.status === 'DIALING' || this.status === 'IN_SERVICE';
    const waitMs = this.sinceMs + PASSING_MS - this.parts.clock.now();
    if (!isPassing || waitMs <= 0) return wanted;
    this.later(waitMs);
    return null;
  }
}
