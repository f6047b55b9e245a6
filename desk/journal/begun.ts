import type { Scope } from '../config';
import type { Queryable } from '../database/port';

/** When calls began, by the desk's own time: each event tells how long ago, and the one that came quickest tells it best. */
export async function begunAtMs(db: Queryable, { franchise }: Pick<Scope, 'franchise'>, callIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (callIds.length === 0) return new Map();
  const rows = await db.query<{ call_id: string; begun: number }>(
    'select call_id, min(received_at - at_ms) as begun from call_events where franchise = $1 and call_id = any($2) group by call_id', [franchise, callIds]);
  return new Map(rows.map(({ call_id, begun }) => [call_id, begun]));
}
