import type { Leg } from '../legs/leg';

/** Call.record: has no stop of its own, ends with the leg (row 56). */
export class LegRecording {
  private startedMs: number;
  readonly url: string;

  constructor(private readonly leg: Leg) {
    this.startedMs = leg.session.core.clock.now();
    this.url = leg.session.core.recordUrl(leg.id);
    leg.raise('Call.RecordStarted', { url: this.url });
  }

  legEnded(): void {
    const duration = Math.round((this.leg.session.core.clock.now() - this.startedMs) / 1000);
    this.leg.raise('Call.RecordStopped', { url: this.url, cost: '0', duration });
  }
}
