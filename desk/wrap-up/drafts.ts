import type { Draft, DraftBody } from '../../contracts/desk-api';
import { isBlank } from '../../contracts/text';
import type { Scope } from '../config';
import type { Database } from '../database/port';
import { iso } from '../iso';

interface DraftRow extends Record<string, unknown> {
  call_id: string; comment: string; customer_id: string | null; revision: number; saved_at: number;
}

/** Unsaved text, one per operator and call; the higher revision wins. Returns the one that stands. */
export async function putDraft(db: Database, scope: Scope, draft: DraftBody & { callId: string; atMs: number }): Promise<number> {
  await db.query(
    `insert into drafts (franchise, operator, call_id, comment, customer_id, revision, saved_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (franchise, operator, call_id) do update
       set comment = excluded.comment, customer_id = excluded.customer_id, revision = excluded.revision, saved_at = excluded.saved_at
       where drafts.revision < excluded.revision`,
    [scope.franchise, scope.operator, draft.callId, draft.comment, draft.customerId, draft.revision, draft.atMs]);
  const kept = await getDraft(db, scope, draft.callId);
  return kept?.revision ?? draft.revision;
}

export async function getDraft(db: Database, scope: Scope, callId: string): Promise<Draft | null> {
  const [row] = await db.query<DraftRow>(
    `select call_id, comment, customer_id, revision, saved_at from drafts where franchise = $1 and operator = $2 and call_id = $3`,
    [scope.franchise, scope.operator, callId]);
  return row ? toDraft(row) : null;
}

export async function listDrafts(db: Database, scope: Scope): Promise<Draft[]> {
  const rows = await db.query<DraftRow>(
    `select call_id, comment, customer_id, revision, saved_at from drafts
     where franchise = $1 and operator = $2 order by saved_at desc limit 50`, [scope.franchise, scope.operator]);
  return rows.map(toDraft);
}

/** What others write about a call: whoever takes it over reads it before it is saved. */
export async function colleaguesDrafts(db: Database, scope: Scope, callId: string): Promise<{ operator: string; text: string; at: string }[]> {
  const rows = await db.query<DraftRow & { operator: string }>(
    'select operator, comment, saved_at from drafts where franchise = $1 and call_id = $2 and operator <> $3 order by saved_at, operator',
    [scope.franchise, callId, scope.operator]);
  return rows.filter(({ comment }) => !isBlank(comment)).map((row) => ({ operator: row.operator, text: row.comment, at: iso(row.saved_at) }));
}

/** A colleague has this call on the screen, and is told what changes. */
export async function isColleagueOn(db: Database, scope: Scope, callId: string): Promise<boolean> {
  const [colleague] = await db.query(
    'select 1 from presences where franchise = $1 and call_id = $2 and operator <> $3 limit 1', [scope.franchise, callId, scope.operator]);
  return colleague !== undefined;
}

export async function deleteDraft(db: Database, scope: Scope, callId: string): Promise<void> {
  await db.query('delete from drafts where franchise = $1 and operator = $2 and call_id = $3', [scope.franchise, scope.operator, callId]);
}

function toDraft(row: DraftRow): Draft {
  return {
    callId: row.call_id, comment: row.comment, customerId: row.customer_id, revision: row.revision,
    savedAt: iso(row.saved_at),
  };
}
