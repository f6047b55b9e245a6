import type { ReadEvent } from '../../contracts/call-events';
import type { Queryable } from '../database/port';
import type { CallKey } from '../journal/call-key';
import { openHoldout, stepHoldout, type Holdout } from '../lease/holdout';
import { say } from '../live/bus';

interface HoldoutRow extends Record<string, unknown> { operator: string; waiting_for: string[]; had_others: boolean }

/** The operator passed the call on: notes who else was ready at that moment (decision 4). */
export async function startHoldout(tx: Queryable, key: CallKey, rejected: { operator: string; atMs: number }): Promise<void> {
  const [call] = await tx.query<{ phase: string }>('select phase from calls where franchise = $1 and call_id = $2', [key.franchise, key.callId]);
  if (call?.phase === 'talking' || call?.phase === 'ended') {
    return say(tx, { kind: 'holdoutOver', ...key, operator: rejected.operator, why: call.phase === 'ended' ? 'ended' : 'answered' });
  }
  const ready = await tx.query<{ operator: string }>(
    `select operator from presences where franchise = $1 and presence = 'ready' and operator <> $2`, [key.franchise, rejected.operator]);
  const holdout = openHoldout(rejected.operator, ready.map(({ operator }) => operator));
  await tx.query(
    `insert into holdouts (franchise, call_id, operator, rejected_at, waiting_for, had_others) values ($1, $2, $3, $4, $5, $6)
     on conflict (franchise, call_id, operator) do nothing`,
    [key.franchise, key.callId, holdout.operator, rejected.atMs, holdout.waitingFor, holdout.hadOthers]);
}

export async function stepHoldouts(tx: Queryable, key: CallKey, event: ReadEvent): Promise<void> {
  const rows = await tx.query<HoldoutRow>(
    'select operator, waiting_for, had_others from holdouts where franchise = $1 and call_id = $2', [key.franchise, key.callId]);
  for (const row of rows) {
    const before: Holdout = { operator: row.operator, waitingFor: row.waiting_for, hadOthers: row.had_others };
    const after = stepHoldout(before, event);
    if (typeof after === 'string') {
      await tx.query('delete from holdouts where franchise = $1 and call_id = $2 and operator = $3', [key.franchise, key.callId, row.operator]);
      await say(tx, { kind: 'holdoutOver', ...key, operator: row.operator, why: after });
    } else if (after.waitingFor.length !== before.waitingFor.length) {
      await tx.query(
        'update holdouts set waiting_for = $4 where franchise = $1 and call_id = $2 and operator = $3',
        [key.franchise, key.callId, row.operator, after.waitingFor]);
    }
  }
}
