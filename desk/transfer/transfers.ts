import { randomUUID } from 'node:crypto';
import type { TransferAction as PageAction, TransferStart, TransferView, TransferWhy } from '../../contracts/desk-callers';
import type { CommandOutcome } from '../../contracts/desk-api';
import type { DeskCommand } from '../../contracts/desk-commands';
import type { Clock } from '../clock';
import type { DeskConfig, Scope } from '../config';
import type { Database } from '../database/port';
import { ApiError } from '../http/errors';
import type { Commands } from '../journal/commands';
import type { TransferAction, TransferLease } from '../lease/transfer';
import { refuseForeignCall } from '../wrap-up/saves';
import { openStored, readTransfer, stepStoredTransfer, viewTransfer, type TransferKey } from './store';

export interface TransferParts { db: Database; clock: Clock; config: DeskConfig; commands: Commands }

export interface Transfers {
  start(scope: Scope, callId: string, start: TransferStart): Promise<TransferView>;
  act(scope: Scope, at: { callId: string; transferId: string }, action: PageAction): Promise<TransferView>;
}

/** Handing a caller over: the colleague's page leaves READY first, only then the session is told. */
export function createTransfers(parts: TransferParts): Transfers {
  const { db, clock, config } = parts;
  const view = (lease: TransferLease): TransferView => viewTransfer(lease, clock.now(), config);
  return {
    async start(scope, callId, { transferId, mode, to }) {
      refuseStranger(config, scope, to);
      const lease = await db.transaction(async (tx) => {
        await refuseForeignCall(tx, { franchise: scope.franchise, callId });
        return openStored(tx, scope.franchise, { transferId, callId, mode, to, operator: scope.operator, atMs: clock.now() });
      });
      if (!lease) throw new ApiError('conflict', 'This call is being handed over already.');
      return view('number' in to && lease.state === 'reserved' ? await tellSession(parts, scope.franchise, lease) : lease);
    },
    async act(scope, { callId, transferId }, action) {
      const lease = await readTransfer(db, { franchise: scope.franchise, transferId });
      if (lease?.callId !== callId) throw new ApiError('not-found', 'There is no such transfer.');
      if (action === 'confirm' || action === 'refuse') return view(await answer(parts, scope, { lease, action }));
      if (lease.operator !== scope.operator) throw new ApiError('forbidden', 'Somebody else hands this caller over.');
      return view(await end(parts, scope, { lease, action }));
    },
  };
}

/** The colleague's word. What he confirms once is asked of the session once. */
async function answer(
  parts: TransferParts, scope: Scope, { lease, action }: { lease: TransferLease; action: 'confirm' | 'refuse' },
): Promise<TransferLease> {
  if (!('operator' in lease.to) || lease.to.operator !== scope.operator) {
    throw new ApiError('forbidden', 'Somebody else was asked to take this caller.');
  }
  const after = await step(parts, keyOf(scope, lease), { kind: action, atMs: parts.clock.now() }) ?? lease;
  return after.state === 'reserved' && lease.state === 'reserving' ? tellSession(parts, scope.franchise, after) : after;
}

async function end(
  parts: TransferParts, scope: Scope, { lease, action }: { lease: TransferLease; action: 'finish' | 'takeBack' },
): Promise<TransferLease> {
  if (action === 'takeBack') {
    const after = await step(parts, keyOf(scope, lease), { kind: 'takeBack', atMs: parts.clock.now() }) ?? lease;
    // A command that is on its way all the same is ended by the next one.
    if (after.state === 'failed' && lease.state === 'reserving') return after;
  }
  const outcome = await send(parts, scope.franchise, {
    kind: 'transferEnd', commandId: randomUUID(), callId: lease.callId, operator: lease.operator,
    action: action === 'finish' ? 'complete' : 'back',
  });
  if (!outcome.applied && outcome.why !== 'no-answer') {
    return await step(parts, keyOf(scope, lease), { kind: 'notPossible', why: whyNot(outcome), atMs: parts.clock.now() }) ?? lease;
  }
  return await readTransfer(parts.db, keyOf(scope, lease)) ?? lease;
}

/** The command to the session; its events say the rest. */
async function tellSession(parts: TransferParts, franchise: string, lease: TransferLease): Promise<TransferLease> {
  const { transferId, callId, operator, mode, to } = lease;
  const outcome = await send(parts, franchise, { kind: 'transfer', commandId: transferId, callId, operator, mode, to });
  const atMs = parts.clock.now();
  // Without an answer it may ring all the same: its event says so, or the lease runs out.
  if (outcome.why === 'no-answer') return lease;
  const action: TransferAction = outcome.applied ? { kind: 'transferring', atMs } : { kind: 'notPossible', why: whyNot(outcome), atMs };
  return await step(parts, { franchise, transferId }, action) ?? lease;
}

function keyOf({ franchise }: Scope, { transferId }: TransferLease): TransferKey {
  return { franchise, transferId };
}

function whyNot({ why }: CommandOutcome): TransferWhy {
  return why === 'ended' ? 'ended' : why === 'unreachable' ? 'unreachable' : 'not-possible';
}

function send(parts: TransferParts, franchise: string, command: DeskCommand & { operator: string }): Promise<CommandOutcome> {
  return parts.commands.send({ franchise, callId: command.callId }, command, command.operator);
}

function step({ db }: TransferParts, key: TransferKey, action: TransferAction): Promise<TransferLease | undefined> {
  return db.transaction((tx) => stepStoredTransfer(tx, key, action));
}

/** A colleague of the same franchise, and not oneself. */
function refuseStranger(config: DeskConfig, scope: Scope, to: TransferStart['to']): void {
  if ('number' in to) return;
  const colleague = Object.hasOwn(config.operators, to.operator) ? config.operators[to.operator] : undefined;
  if (colleague?.franchise === scope.franchise && to.operator !== scope.operator) return;
  throw new ApiError('not-found', 'There is no such colleague.');
}
