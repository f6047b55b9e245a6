import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { fromStored, toStored, type Clocks, type DraftNote, type OutboxItem, type StoredItem } from '../state';

/** What survives a reload, a crash and a desk that is down: texts and accepted saves, by operator. */
export interface PageDatabase {
  load(): Promise<{ drafts: DraftNote[]; outbox: OutboxItem[] }>;
  putDraft(draft: DraftNote): Promise<void>;
  dropDraft(callId: string): Promise<void>;
  /** Resolves when it is durably on disc. */
  putSave(item: OutboxItem): Promise<void>;
  dropSave(saveId: string): Promise<void>;
  close(): void;
}

interface Schema extends DBSchema {
  drafts: { key: string; value: DraftNote };
  outbox: { key: string; value: StoredItem };
}

/** One database per operator of a franchise: two people at one machine never see each other's texts. */
export async function openDatabase({ franchise, operator }: { franchise: string; operator: string }, clocks: Clocks): Promise<PageDatabase> {
  const database = await openDB<Schema>(`vox-incoming:${franchise}:${operator}`, 1, {
    upgrade(created) {
      created.createObjectStore('drafts', { keyPath: 'callId' });
      created.createObjectStore('outbox', { keyPath: 'saveId' });
    },
  });
  return {
    async load() {
      const [drafts, outbox] = await Promise.all([database.getAll('drafts'), database.getAll('outbox')]);
      return { drafts, outbox: fromStored(outbox, clocks) };
    },
    putDraft: (draft) => write(database, 'drafts', draft),
    putSave: (item) => write(database, 'outbox', toStored(item, clocks)),
    dropDraft: (callId) => database.delete('drafts', callId),
    dropSave: (saveId) => database.delete('outbox', saveId),
    close: () => database.close(),
  };
}

/** `strict`: the browser reports done only after the disc has it. */
async function write<S extends 'drafts' | 'outbox'>(
  database: IDBPDatabase<Schema>, store: S, value: Schema[S]['value'],
): Promise<void> {
  const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
  await Promise.all([transaction.store.put(value), transaction.done]);
}
