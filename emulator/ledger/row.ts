import type { SwitchName } from '../switches';

/** One behaviour of the cloud that the emulator reproduces, by its number in the platform facts. */
export interface LedgerRow {
  number: number;
  text: string;
  source: string;
  confidence: 'H' | 'M' | 'L' | 'H/M' | 'H/L' | 'M/L';
  switches?: readonly SwitchName[];
  /** Why it is not here; a row without this has a test that names it. */
  absent?: string;
}
