import { readdirSync } from 'node:fs';
import path from 'node:path';
import { findItem, type ActualItem } from '../plan/items';
import { drawnName } from '../plan/drawn-name';
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
  /** `<kind>/<id>` of the account's own objects, written down as each was made: their names prove nothing. */
  made?: string[];
  /** Drawn for this release: what is called by it was made by it. */
  lot?: string;
}

const folder = (root: string, environment: string): string => path.join(environmentFolder(root, environment), 'releases');
export const recordFile = (root: string, environment: string, id: string): string => path.join(folder(root, environment), `${id}.json`);

export function writeRecord(root: string, record: ReleaseRecord): void {
  writeJsonFile(recordFile(root, record.environment, record.id), record);
}

/** Oldest first. */
export function recordIds(root: string, environment: string): string[] {
  let files: string[];
  try {
    files = readdirSync(folder(root, environment));
  } catch {
    return [];
  }
  return files.filter((file) => file.endsWith('.json')).sort().map((file) => path.basename(file, '.json'));
}

/** null where the file is cut off, or no record of this version. */
export function readRecord(root: string, environment: string, id: string): ReleaseRecord | null {
  const record = readJsonFile(recordFile(root, environment, id)) as Partial<ReleaseRecord> | null | undefined;
  const isWhole = record?.version === RECORD_VERSION && record.id === id && Array.isArray(record.steps) && Array.isArray(record.before);
  return isWhole ? (record as ReleaseRecord) : null;
}

/** Of deploys that were killed since one came to its end: what they were about to make, by name, and what they had made, by id. */
export function leftByKilled(root: string, environment: string, account: number): { making: string[]; made: string[] } {
  const left = { making: [] as string[], made: [] as string[] };
  for (const id of recordIds(root, environment).reverse()) {
    const record = readRecord(root, environment, id);
    if (record?.outcome !== 'started' || record.account !== account) break;
    left.making.push(...record.steps.flatMap((step) => beingMade(step, record)));
    left.made.push(...record.made ?? []);
  }
  return left;
}

/** A skill of ACD v1 is the account's: one of our name may have been made by others meanwhile, one of the drawn name not. */
function beingMade({ kind, action, object }: Step, { before, lot = '' }: ReleaseRecord): string[] {
  if (action !== 'create' || findItem(before, kind, object)) return [];
  return [`${kind}/${kind === 'acd-skill' ? drawnName(lot, object) : object}`];
}
