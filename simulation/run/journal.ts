import type { ClockTimer } from '../../emulator/clock/clock';
import type { Line } from '../../emulator/platform/lines';

/** One call while it lives. */
export interface LiveCall {
  /** Counts arrivals from 0. */
  index: number;
  line: Line;
  acceptedMs: number | null;
  /** How long the queue had him; null while it still has. */
  waitMs: number | null;
  answered: boolean;
  patience: ClockTimer | null;
}
