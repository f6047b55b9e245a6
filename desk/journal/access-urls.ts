import type { Queryable } from '../database/port';
import type { Seal } from './seal';

/** Keeps a live session's access URL, sealed. */
export async function keepAccessUrl(tx: Queryable, kept: { franchise: string; callId: string; url: string; atMs: number }, seal: Seal): Promise<void> {
  await tx.query(
    `insert into access_urls (call_id, franchise, sealed, at) values ($1, $2, $3, $4) on conflict (call_id) do nothing`,
    [kept.callId, kept.franchise, seal.seal(kept.url, kept.callId), kept.atMs]);
}

export async function dropAccessUrl(tx: Queryable, { franchise, callId }: { franchise: string; callId: string }): Promise<void> {
  await tx.query('delete from access_urls where franchise = $1 and call_id = $2', [franchise, callId]);
}

/** For one command, at once used and forgotten. */
export async function openAccessUrl(db: Queryable, { franchise, callId }: { franchise: string; callId: string }, seal: Seal): Promise<string | undefined> {
  const [row] = await db.query<{ sealed: string }>(
    'select sealed from access_urls where franchise = $1 and call_id = $2', [franchise, callId]);
  return row && seal.open(row.sealed, callId);
}
