import type { Parameters } from '../../cloud/connection';
import type { Row } from '../../cloud/read-answer';

/** Asks the Management API about the probe's own application. */
export type Ask = (method: string, parameters?: Parameters) => Promise<Row>;

/** What a probe has found out. */
export interface Findings {
  /** Switch settings for the emulator, by name. */
  switches: Record<string, string>;
  /** Findings that are no switch. */
  notes: Record<string, string>;
}
