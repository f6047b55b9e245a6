import type { ReadEvent } from '../../contracts/call-events';
import { closeCallback, requestCallback } from '../callers/callbacks';
import type { Queryable } from '../database/port';
import { say } from '../live/bus';
import { followTransfer } from '../transfer/follow';
import { stepHoldouts } from '../wrap-up/holdouts';
import { noteCommandResult } from './command-results';
import { markHandled } from './handled';
import type { KnownCall } from './known';
import type { ProjectedCall } from './project';
import type { CallKey } from './call-key';

export interface CallNews extends CallKey { fresh: readonly ReadEvent[]; call: ProjectedCall; known: KnownCall }

/** What new events of one call change in what others wait for; in the usual call nobody waits, and nothing is asked. */
export async function followEvents(tx: Queryable, { franchise, callId, fresh, call, known }: CallNews, nowMs: number): Promise<void> {
  const key = { franchise, callId };
  for (const event of fresh) {
    if (event.kind === 'commandResult') await noteCommandResult(tx, key, event);
    if (known.isHeldOut) await stepHoldouts(tx, key, event);
    if (known.isHandedOver) await followTransfer(tx, key, { event, nowMs });
    await followCaller(tx, { key, event, call }, nowMs);
  }
  await say(tx, { kind: 'call', ...key });
}

/** Who asked to be called back is listed; whom somebody called back is so no more. */
async function followCaller(
  tx: Queryable, { key, event, call }: { key: CallKey; event: ReadEvent; call: ProjectedCall }, nowMs: number,
): Promise<void> {
  if (event.kind === 'ended' && event.reason === 'callback' && call.from !== null) {
    await requestCallback(tx, key, { number: call.from, calledAtMs: call.startedAtMs, atMs: nowMs });
  }
  if (event.kind !== 'bridged' || call.callbackOf === null) return;
  const missed = { franchise: key.franchise, callId: call.callbackOf };
  const by = { operator: event.operator, atMs: nowMs };
  await markHandled(tx, missed, { ...by, handled: true });
  await closeCallback(tx, missed, by);
}
