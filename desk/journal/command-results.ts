import type { ReadEvent } from '../../contracts/call-events';
import type { Queryable } from '../database/port';
import { say } from '../live/bus';
import type { CallKey } from './call-key';

/** The session answered a command; the first answer counts, and whoever waits hears of it. */
export async function noteCommandResult(tx: Queryable, key: CallKey, event: Extract<ReadEvent, { kind: 'commandResult' }>): Promise<void> {
  const [row] = await tx.query<{ operator: string }>(
    `update commands set applied = $4, why = $5
     where franchise = $1 and call_id = $2 and command_id = $3 and applied is null returning operator`,
    [key.franchise, key.callId, event.commandId, event.applied, event.why]);
  if (row) await say(tx, { kind: 'commandResult', ...key, operator: row.operator, commandId: event.commandId });
}
