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
  await tx.query(
    'insert into call_entries (entry_id, franchise, call_id, kind, operator, detail, at) values ($1, $2, $3, $4, $5, $6, $7)',
    [randomUUID(), entry.franchise, entry.callId, entry.kind, entry.operator, entry.detail, entry.atMs]);
}
