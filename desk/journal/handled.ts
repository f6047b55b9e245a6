import type { Queryable } from '../database/port';
import { say } from '../live/bus';
import { addEntry } from './entries';
import type { CallKey } from './call-key';

/** A missed call needs nobody any more, or does again. False where there is no such call. */
export async function markHandled(
  tx: Queryable, key: CallKey, mark: { operator: string; handled: boolean; atMs: number },
): Promise<boolean> {
  const { operator, handled, atMs } = mark;
  const values = [key.franchise, key.callId];
  const [call] = await tx.query('select 1 from calls where franchise = $1 and call_id = $2', values);
  if (!call) return false;
  const changed = handled
    ? await tx.query(
      'insert into handled (franchise, call_id, operator, at) values ($1, $2, $3, $4) on conflict do nothing returning 1 as one',
      [...values, operator, atMs])
    : await tx.query('delete from handled where franchise = $1 and call_id = $2 returning 1 as one', values);
  if (changed.length === 0) return true;
  await addEntry(tx, { ...key, operator, kind: 'handled', detail: handled ? null : 'taken back', atMs });
  await say(tx, { kind: 'call', ...key });
  return true;
}
