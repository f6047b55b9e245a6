import { randomUUID } from 'node:crypto';
import type { TimelineEntry } from '../../contracts/desk-journal';
import type { Queryable } from '../database/port';

export interface Entry {
  franchise: string;
  callId: string;
  kind: Extract<TimelineEntry['kind'], 'saved' | 'cancelled' | 'wrapUpOpened' | 'wrapUpClosed' | 'customerChosen' | 'handled'>;
  operator: string;
  detail: string | null;
  atMs: number;
}

/** What people did with a call, beside what the session told. Append-only. */
export async function addEntry(tx: Queryable, entry: Entry): Promise<void> {
  await addEntries(tx, [entry]);
}

export async function addEntries(tx: Queryable, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.query(
    `insert into call_entries (entry_id, franchise, call_id, kind, operator, detail, at)
     select entry_id, franchise, call_id, kind, operator, detail, at from json_populate_recordset(null::call_entries, $1::json)`,
    [JSON.stringify(entries.map(({ callId, atMs, ...rest }) => ({ ...rest, entry_id: randomUUID(), call_id: callId, at: atMs })))]);
}
