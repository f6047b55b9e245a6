import type { Queryable } from '../database/port';
import type { CallKey } from './call-key';
import type { Seal } from './seal';

export interface KeptUrl extends CallKey { url: string; atMs: number }

/** Keeps live sessions' access URLs, sealed. */
export async function keepAccessUrls(tx: Queryable, kept: readonly KeptUrl[], seal: Seal): Promise<void> {
  if (kept.length === 0) return;
  await tx.query(
    `insert into access_urls (call_id, franchise, sealed, at)
     select call_id, franchise, sealed, at from json_populate_recordset(null::access_urls, $1::json) on conflict (call_id) do nothing`,
    [JSON.stringify(kept.map(({ callId, franchise, url, atMs }) => ({ call_id: callId, franchise, sealed: seal.seal(url, callId), at: atMs })))]);
}

export async function dropAccessUrls(tx: Queryable, keys: readonly CallKey[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(
    `delete from access_urls a using json_to_recordset($1::json) as k (franchise text, call_id text)
     where a.franchise = k.franchise and a.call_id = k.call_id`,
    [JSON.stringify(keys.map(({ franchise, callId }) => ({ franchise, call_id: callId })))]);
}

/** For one command, at once used and forgotten. */
export async function openAccessUrl(db: Queryable, { franchise, callId }: { franchise: string; callId: string }, seal: Seal): Promise<string | undefined> {
  const [row] = await db.query<{ sealed: string }>(
    'select sealed from access_urls where franchise = $1 and call_id = $2', [franchise, callId]);
  return row && seal.open(row.sealed, callId);
}
