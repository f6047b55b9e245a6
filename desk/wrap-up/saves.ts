import type { SaveBody } from '../../contracts/desk-api';
import { isBlank } from '../../contracts/text';
import { toIso, wallMs } from '../../contracts/time';
import type { Clock } from '../clock';
import { regionOf, type DeskConfig, type Scope } from '../config';
import { lockKeys, type Database, type Queryable } from '../database/port';
import { queueForErp } from '../directory/erp-outbox';
import type { Directory } from '../directory/port';
import { ApiError } from '../http/errors';
import { chooseCustomer } from '../journal/choices';
import { addEntry } from '../journal/entries';
import { callLock, lockCall } from '../journal/receive';
import type { WrapUpLease } from '../lease/wrap-up';
import { readNumber } from '../lookup/number';
import { say } from '../live/bus';
import { lockName, readWrapUp, stepStored, stepUnderLock } from './store';

export interface SavesParts { db: Database; clock: Clock; config: DeskConfig; directory: (scope: Scope) => Directory }

/**
 * Stores what the operator wrote, once per save id, and closes the wrap-up. A call the desk has not heard of
 * yet is taken too: the comment must not wait for the session's events.
 */
export async function saveCall(
  parts: SavesParts, scope: Scope, sent: SaveBody & { callId: string },
): Promise<{ repeated: boolean; lease: WrapUpLease }> {
  const { callId } = sent;
  const saved = { ...sent, customerId: await knownCustomer(parts.directory(scope), scope, sent.customerId) };
  const key = { franchise: scope.franchise, callId };
  return parts.db.transaction(async (tx) => {
    await lockKeys(tx, [callLock(callId), lockName({ ...key, operator: scope.operator })]);
    const receivedMs = parts.clock.now();
    const savedAtMs = savedAt(sent, receivedMs);
    if (!(await insertSave(tx, scope, { ...saved, savedAtMs, receivedMs }))) {
      await refuseForeignCall(tx, key);
      return { repeated: true, lease: await readWrapUp(tx, { ...key, operator: scope.operator }) };
    }
    if (saved.customerId !== null) {
      await chooseCustomer(tx, scope, { callId, customerId: saved.customerId, atMs: parts.clock.now() });
    }
    await queueForErp(tx, parts.config, { ...key, operator: scope.operator, ...saved, savedAt: toIso(wallMs(savedAtMs)), nowMs: parts.clock.now() });
    const noted = { ...key, kind: 'saved' as const, operator: scope.operator, detail: null, atMs: parts.clock.now() };
    const lease = await stepUnderLock(tx, { ...scope, callId, action: { kind: 'close', by: 'save', atMs: parts.clock.now() } }, { config: parts.config, noted });
    await say(tx, { kind: 'saved', ...key, operator: scope.operator, saveId: saved.saveId, customerId: saved.customerId });
    await say(tx, { kind: 'call', ...key });
    return { repeated: false, lease };
  });
}

/** Discards draft and choice; that the call took place, and whose number alone it is, stays in the journal. */
export async function cancelCall(
  parts: SavesParts, scope: Scope, { callId, customerId }: { callId: string; customerId?: string | undefined },
): Promise<WrapUpLease> {
  const key = { franchise: scope.franchise, callId };
  const directory = parts.directory(scope);
  const stays = customerId === undefined ? await onlyCustomer(parts, scope, callId) : await knownCustomer(directory, scope, customerId);
  return parts.db.transaction(async (tx) => {
    await lockCall(tx, callId);
    await refuseForeignCall(tx, key);
    const before = await readWrapUp(tx, { ...key, operator: scope.operator });
    if (before.closedBy !== null) return before;
    await tx.query(
      'delete from drafts where franchise = $1 and operator = $2 and call_id = $3', [scope.franchise, scope.operator, callId]);
    await tx.query(
      'delete from choices where franchise = $1 and call_id = $2 and operator = $3 and customer_id is distinct from $4',
      [scope.franchise, callId, scope.operator, stays]);
    const [chosen] = await tx.query('select 1 from choices where franchise = $1 and call_id = $2', [scope.franchise, callId]);
    if (stays !== null && !chosen) await chooseCustomer(tx, scope, { callId, customerId: stays, atMs: parts.clock.now() });
    await addEntry(tx, { ...key, kind: 'cancelled', operator: scope.operator, detail: null, atMs: parts.clock.now() });
    const lease = await stepStored(tx, { ...scope, callId, action: { kind: 'close', by: 'cancel', atMs: parts.clock.now() } }, parts.config);
    await say(tx, { kind: 'call', ...key });
    return lease;
  });
}

/**
 * A comment is never refused for its customer: one that was deleted meanwhile, or never was of this franchise, is
 * left out. An ERP is not asked, since it may be slow; it gets the id with the record.
 */
async function knownCustomer(directory: Directory, scope: Scope, customerId: string | null): Promise<string | null> {
  if (customerId === null || directory.source === 'erp') return customerId;
  return (await directory.hit(scope, customerId))?.id ?? null;
}

/** For a page that does not say who stays: the one customer of the desk's own who has the caller's number. */
async function onlyCustomer({ db, config, directory }: SavesParts, scope: Scope, callId: string): Promise<string | null> {
  const [call] = await db.query<{ number: string | null }>(
    `select case when direction = 'out' then to_number else from_number end as number from calls where franchise = $1 and call_id = $2`, [scope.franchise, callId]);
  if (call?.number == null || directory(scope).source === 'erp') return null;
  const { match, customers } = await directory(scope).byNumber(scope, readNumber(call.number, regionOf(config, scope.franchise)));
  return match === 'exact' && customers.length === 1 ? customers[0]?.id ?? null : null;
}

/** The page's clock may be wrong, so its own word of how long ago counts; and a save cannot be from the future. */
function savedAt({ savedAt: told, agoMs }: SaveBody, receivedMs: number): number {
  return agoMs === undefined ? Math.min(Date.parse(told), receivedMs) : receivedMs - agoMs;
}

/** With the comment, where there is a text, and the draft that it replaces. False where it was saved before, or the call belongs to another franchise. */
async function insertSave(tx: Queryable, scope: Scope, saved: SaveBody & { callId: string; savedAtMs: number; receivedMs: number }): Promise<boolean> {
  const added = await tx.query(
    `with added as (
       insert into saves (franchise, save_id, call_id, operator, customer_id, saved_at, received_at)
       select $1, $2, $3, $4, $5, $6::bigint, $7::bigint where not exists (select 1 from calls where call_id = $3 and franchise <> $1)
       on conflict (franchise, save_id) do nothing returning save_id
     ), written as (
       insert into comments (franchise, comment_id, call_id, author, body, received_at)
       select $1, save_id, $3, $4, $8, $7::bigint from added where $8::text is not null
     ), replaced as (
       delete from drafts where franchise = $1 and operator = $4 and call_id = $3 and exists (select 1 from added)
     )
     select save_id from added`,
    [scope.franchise, saved.saveId, saved.callId, scope.operator, saved.customerId, saved.savedAtMs, saved.receivedMs, isBlank(saved.comment) ? null : saved.comment]);
  return added.length > 0;
}

/** An id of another franchise's call is as unknown as any other that is not ours. */
export async function refuseForeignCall(tx: Queryable, { franchise, callId }: { franchise: string; callId: string }): Promise<void> {
  const [foreign] = await tx.query('select 1 from calls where call_id = $1 and franchise <> $2', [callId, franchise]);
  if (foreign) throw new ApiError('not-found', 'There is no such call.');
}
