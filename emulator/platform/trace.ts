import type { Clock } from '../clock/clock';
import type { TraceSink } from './seams';

/** One thing that happened in the cloud; plain data, ready for JSON. */
export interface TraceEvent {
  /** Virtual milliseconds since the epoch. */
  atMs: number;
  kind: string;
  session?: string;
  [field: string]: unknown;
}

export type TraceListener = (event: TraceEvent) => void;

/** The stream of everything that happens. Silent, and free, while nobody listens. */
export class Trace implements TraceSink {
  on = false;
  private listeners: TraceListener[] = [];

  constructor(private readonly clock: Clock) {}

  /** Call the result to stop listening. */
  subscribe(listener: TraceListener): () => void {
    this.listeners = [...this.listeners, listener];
    this.on = true;
    return () => {
      this.listeners = this.listeners.filter((one) => one !== listener);
      this.on = this.listeners.length > 0;
    };
  }

  emit(event: { kind: string; session?: string; [field: string]: unknown }): void {
    if (!this.on) return;
    const stamped: TraceEvent = { atMs: this.clock.now(), ...event };
    for (const listener of this.listeners) listener(stamped);
  }
}
