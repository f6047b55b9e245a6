import { ASIDE_NAMESPACE, OUTBOX_NAMESPACE } from '../../contracts/outbox';
import { readBatch } from './event-schema';
import type { Journal } from './receive';

/** The application's storage, where sessions leave what the desk did not take (decision 9). */
export interface StoredItems {
  /** Keys that begin with `prefix`. */
  keys(prefix: string): Promise<string[]>;
  /** Undefined where it is gone. */
  value(key: string): Promise<string | undefined>;
  remove(key: string): Promise<void>;
}

export interface DrainReport {
  drained: number;
  /** Items that stay: unreadable, or refused by the journal. */
  kept: { key: string; why: string }[];
}

/** Takes stored batches into the journal, in order, and removes each once it is there; repeatable after a crash. */
export async function drainOutbox(journal: Journal, items: StoredItems): Promise<DrainReport> {
  const report: DrainReport = { drained: 0, kept: [] };
  for (const key of await storedKeys(items)) {
    const why = await takeItem(journal, items, key).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    if (why === null) report.drained++;
    else if (why !== undefined) report.kept.push({ key, why });
  }
  return report;
}

/** What sessions have set aside is tried again: the desk may be newer now, or have the franchise again. */
export async function storedKeys(items: StoredItems): Promise<string[]> {
  const found: string[] = [];
  for (const namespace of [OUTBOX_NAMESPACE, ASIDE_NAMESPACE]) found.push(...await items.keys(`${namespace}:`));
  return [...new Set(found)].sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
}

/** Null once it is in the journal and out of the storage, undefined where it was gone, else why it stays. */
async function takeItem(journal: Journal, items: StoredItems, key: string): Promise<string | null | undefined> {
  const value = await items.value(key);
  if (value === undefined) return undefined;
  const read = readBatch(parse(value));
  if (typeof read === 'string') return `The item is ${read}.`;
  await journal.receive(read.batch);
  // The rest is in the journal; the item stays for what is not.
  if (read.unread.length > 0) return `The item has events that cannot be read; the others are in the journal. ${read.unread.join('; ')}.`;
  await items.remove(key);
  return null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
