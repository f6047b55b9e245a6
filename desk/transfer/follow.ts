import type { ReadEvent, TransferFailure } from '../../contracts/call-events';
import type { TransferWhy } from '../../contracts/desk-callers';
import type { Queryable } from '../database/port';
import type { CallKey } from '../journal/call-key';
import type { TransferAction } from '../lease/transfer';
import { liveTransferOf, stepStoredTransfer } from './store';

const WHY: Readonly<Partial<Record<string, TransferWhy>>> = {
  'no-answer': 'no-answer', declined: 'refused', unreachable: 'unreachable', 'taken-back': 'taken-back', left: 'lost', 'caller-left': 'ended',
} satisfies Record<TransferFailure, TransferWhy>;

/** What the session says of a transfer moves its lease. */
export async function followTransfer(tx: Queryable, key: CallKey, { event, nowMs }: { event: ReadEvent; nowMs: number }): Promise<void> {
  const action = actionOf(event, nowMs);
  if (!action) return;
  const live = await liveTransferOf(tx, key);
  if (live) await stepStoredTransfer(tx, { franchise: key.franchise, transferId: live.transferId }, action);
}

function actionOf(event: ReadEvent, atMs: number): TransferAction | null {
  switch (event.kind) {
    case 'transferring':
    case 'consulting':
    case 'transferred':
    case 'ended':
      return { kind: event.kind, atMs };
    case 'transferFailed':
      return { kind: 'transferFailed', why: WHY[event.cause] ?? event.cause, callerIsBack: event.callerTo === 'operator', atMs };
    default:
      return null;
  }
}
