import type { Leg } from '../legs/leg';
import type { Recording } from './records';

/** Call.record: has no stop of its own, ends with the leg (row 56). */
export class LegRecording {
  private startedMs: number;
  readonly url: string;
  private readonly recording: Recording;

  constructor(private readonly leg: Leg) {
    this.startedMs = leg.session.core.clock.now();
    this.url = leg.session.core.recordUrl(leg.id);
    this.recording = leg.session.core.records.open(leg.id);
    this.heardChanged();
    leg.raise('Call.RecordStarted', { url: this.url });
  }

  /** Both sides: what the leg says and what it hears. */
  heardChanged(): void {
    this.recording.hear([this.leg.gives(), this.leg.unit.hears()]);
  }

  /** The session died: the file stays, the scenario hears nothing. */
  dropped(): void {
    this.recording.close();
  }

  legEnded(): void {
    this.recording.close();
    const duration = Math.round((this.leg.session.core.clock.now() - this.startedMs) / 1000);
    this.leg.raise('Call.RecordStopped', { url: this.url, cost: '0', duration });
  }
}
