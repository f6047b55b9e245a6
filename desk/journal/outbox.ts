import { batchSchema } from './event-schema';
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

const PREFIX = 'out:';

/** Takes stored batches into the journal, in order, and removes each once it is there; repeatable after a crash. */
export async function drainOutbox(journal: Journal, items: StoredItems): Promise<DrainReport> {
  const report: DrainReport = { drained: 0, kept: [] };
  const keys = (await items.keys(PREFIX)).sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
  for (const key of keys) {
    const value = await items.value(key);
    if (value === undefined) continue;
    const why = await take(journal, value);
    if (why === undefined) {
      await items.remove(key);
      report.drained++;
    } else {
      report.kept.push({ key, why });
    }
  }
  return report;
}

async function take(journal: Journal, value: string): Promise<string | undefined> {
  try {
    const batch = batchSchema.safeParse(JSON.parse(value));
    if (!batch.success) return `The item is no batch of call events: ${batch.error.issues[0]?.message ?? 'malformed'}.`;
    await journal.receive(batch.data);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
