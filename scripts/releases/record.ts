import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { ActualItem } from '../plan/items';
import type { Step } from '../plan/plan';
import { environmentFolder, readJsonFile, writeJsonFile } from './folder';

export const RECORD_VERSION = 1;

/** One deploy: what it was about to do, and what was there before. Holds no secret. */
export interface ReleaseRecord {
  version: typeof RECORD_VERSION;
  id: string;
  environment: string;
  account: number;
  application: string;
  at: string;
  /** `started` where the process ended in the middle. */
  outcome: 'started' | 'done' | 'failed';
  /** For a rollback: the releases that it undid. */
  undoes: string[];
  /** The account before the first write. Scripts lie beside, by their hashes. */
  before: ActualItem[];
  steps: Step[];
}

const folder = (root: string, environment: string): string => path.join(environmentFolder(root, environment), 'releases');

export function writeRecord(root: string, record: ReleaseRecord): void {
  writeJsonFile(path.join(folder(root, record.environment), `${record.id}.json`), record);
}

/** Oldest first. */
export function readRecords(root: string, environment: string): ReleaseRecord[] {
  let files: string[];
  try {
    files = readdirSync(folder(root, environment));
  } catch {
    return [];
  }
  return files
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => readJsonFile(path.join(folder(root, environment), file)) as ReleaseRecord | undefined)
    .filter((record): record is ReleaseRecord => record?.version === RECORD_VERSION);
}
