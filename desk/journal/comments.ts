import type { CallComment } from '../../contracts/call-comments';
import { isBlank } from '../../contracts/text';
import type { Scope } from '../config';
import type { Queryable } from '../database/port';
import { ApiError } from '../http/errors';
import { iso } from '../iso';
import type { CallKey } from './call-key';

/** One comment of a call as `COMMENTS_SQL` gives it. */
export interface StoredComment {
  id: string; author: string; body: string; at: number; edited_at: number | null; hidden_by: string | null; hidden_at: number | null;
}

/** A call's comments as JSON, in the order in which the desk received them. */
const commentsSql = (franchise: string, callId: string): string => `(
  select json_agg(json_build_object('id', m.comment_id, 'author', m.author, 'body', m.body, 'at', m.received_at,
    'edited_at', m.edited_at, 'hidden_by', m.hidden_by, 'hidden_at', m.hidden_at) order by m.place)
  from comments m where m.franchise = ${franchise} and m.call_id = ${callId})`;

/** Of the call whose row is `c`. */
export const COMMENTS_SQL = commentsSql('c.franchise', 'c.call_id');

/** The name under which colleagues know an operator. */
export type NameOf = (operator: string) => string;

/** What `viewer` may see of them: a hidden one is a supervisor's alone. */
export function toComments(stored: readonly StoredComment[] | null, viewer: { supervisor: boolean; nameOf: NameOf }): CallComment[] {
  return (stored ?? []).filter(({ hidden_at }) => hidden_at === null || viewer.supervisor).map((row) => ({
    id: row.id, author: row.author, authorName: viewer.nameOf(row.author), text: row.body, at: iso(row.at),
    editedAt: row.edited_at === null ? null : iso(row.edited_at),
    hidden: row.hidden_at === null || row.hidden_by === null ? null : { by: row.hidden_by, at: iso(row.hidden_at) },
  }));
}

/** Of a call that the journal may not have heard of yet. */
export async function readComments(db: Queryable, { franchise, callId }: CallKey): Promise<StoredComment[] | null> {
  const [row] = await db.query<{ comments: StoredComment[] | null }>(
    `select ${commentsSql('$1', '$2')} as comments`, [franchise, callId]);
  return row?.comments ?? null;
}

interface Change { callId: string; commentId: string; atMs: number }

/** By the author alone; one that a supervisor hid is no longer the author's either. */
export async function editComment(tx: Queryable, scope: Scope, { callId, commentId, text, atMs }: Change & { text: string }): Promise<void> {
  if (isBlank(text)) throw new ApiError('bad-request', 'A comment has a text; a supervisor can hide one.');
  const [found] = await tx.query<{ author: string }>(
    'select author from comments where franchise = $1 and call_id = $2 and comment_id = $3 and hidden_at is null for update',
    [scope.franchise, callId, commentId]);
  if (!found) throw noSuchComment();
  if (found.author !== scope.operator) throw new ApiError('forbidden', 'Only its author edits a comment.');
  await tx.query(
    'update comments set body = $3, edited_at = $4 where franchise = $1 and comment_id = $2 and body <> $3', [scope.franchise, commentId, text, atMs]);
}

/** Out of everybody's sight but the supervisors', and back; it is kept. */
export async function hideComment(tx: Queryable, scope: Scope, { callId, commentId, hidden, atMs }: Change & { hidden: boolean }): Promise<void> {
  const found = await tx.query(
    `update comments set hidden_by = case when $4::boolean then coalesce(hidden_by, $5) end, hidden_at = case when $4 then coalesce(hidden_at, $6::bigint) end
     where franchise = $1 and call_id = $2 and comment_id = $3 returning comment_id`,
    [scope.franchise, callId, commentId, hidden, scope.operator, atMs]);
  if (found.length === 0) throw noSuchComment();
}

function noSuchComment(): ApiError {
  return new ApiError('not-found', 'There is no such comment.');
}
