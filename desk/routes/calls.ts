import { z } from 'zod';
import type { ReadReport } from '../../contracts/desk-api';
import type { Scope } from '../config';
import { DirectoryDown } from '../directory/port';
import { ApiError } from '../http/errors';
import { callParams, cursor, customerId, id, limit, number, text, word } from '../http/schemas';
import { chooseCustomer } from '../journal/choices';
import { lockCall } from '../journal/receive';
import { addReport } from '../journal/reports';
import { viewWrapUp } from '../lease/wrap-up';
import { say } from '../live/bus';
import { lookUp } from '../lookup/look-up';
import type { Services } from '../services';
import { startHoldout } from '../wrap-up/holdouts';
import { refuseForeignCall } from '../wrap-up/saves';
import { openWrapUp, wrapUpRules } from '../wrap-up/store';
import type { RoutePart } from './part';

type Routes =
  | 'GET /api/calls/current' | 'GET /api/calls' | 'GET /api/calls/:callId' | 'POST /api/look-up'
  | 'PUT /api/calls/:callId/customer' | 'POST /api/calls/:callId/offer' | 'POST /api/calls/:callId/drop';

/** A kind that only a newer page knows is kept; what is shown follows those of today. */
const offerReport = z.object({
  reportId: id, offerId: word(200).nullable(), atMs: z.number().optional(), kind: word(50), why: text(500).optional(),
}) satisfies z.ZodType<ReadReport>;

export const callsQuery = z.object({ scope: z.enum(['mine', 'all']), cursor, limit });

export function callRoutes(services: Services): RoutePart<Routes> {
  const { db, clock, config, lists, directory } = services;
  return {
    'GET /api/calls/current': {
      access: 'operator',
      async handle({ scope }) {
        const [live, lease] = await Promise.all([lists.current(scope), openWrapUp(db, scope)]);
        const call = live ?? (lease ? await lists.one(scope, lease.callId) : null);
        return { call, wrapUp: lease ? viewWrapUp(lease, clock.now(), wrapUpRules(config, scope.franchise)) : null };
      },
    },
    'GET /api/calls': { access: 'operator', query: callsQuery, handle: ({ scope, query }) => lists.calls(scope, query) },
    'GET /api/calls/:callId': {
      access: 'operator', params: callParams, handle: ({ scope, params }) => lists.page(scope, params.callId),
    },
    'POST /api/look-up': {
      access: 'operator',
      body: z.object({ number, callId: id.nullable() }),
      handle: ({ scope, body }) => lookUp(directory(scope), config, { scope, number: body.number }),
    },
    'PUT /api/calls/:callId/customer': {
      access: 'operator',
      params: callParams,
      body: z.object({ customerId }),
      async handle({ scope, params: { callId }, body }) {
        const hit = body.customerId === null ? null : await findHit(services, scope, body.customerId);
        await db.transaction(async (tx) => {
          await refuseForeignCall(tx, { ...scope, callId });
          await chooseCustomer(tx, scope, { callId, customerId: body.customerId, hit, atMs: clock.now() });
          await say(tx, { kind: 'call', franchise: scope.franchise, callId });
        });
        return { customer: hit };
      },
    },
    'POST /api/calls/:callId/offer': {
      access: 'operator',
      params: callParams,
      body: offerReport,
      async handle({ scope, params: { callId }, body }) {
        await takeReport(services, scope, { callId, body });
        return { done: true };
      },
    },
    'POST /api/calls/:callId/drop': {
      access: 'operator',
      params: callParams,
      body: z.object({ commandId: id, offerId: word(200).nullable() }),
      handle: ({ scope, params: { callId }, body }) =>
        services.commands.send(
          { franchise: scope.franchise, callId },
          { kind: 'drop', callId, operator: scope.operator, ...body },
          scope.operator),
    },
  };
}

async function takeReport({ db, clock, journal }: Services, scope: Scope, report: { callId: string; body: ReadReport }): Promise<void> {
  const { callId, body } = report;
  const key = { franchise: scope.franchise, callId };
  await db.transaction(async (tx) => {
    await lockCall(tx, callId);
    await refuseForeignCall(tx, key);
    const added = await addReport(tx, key, { operator: scope.operator, atMs: clock.now(), body });
    if (!added) return;
    if (body.kind === 'rejected-pass') await startHoldout(tx, key, { operator: scope.operator, atMs: clock.now() });
    if (await journal.reproject(tx, key)) await say(tx, { kind: 'call', ...key });
  });
}

async function findHit({ directory }: Services, scope: Scope, wanted: string) {
  try {
    const hit = await directory(scope).hit(scope, wanted);
    if (!hit) throw new ApiError('not-found', 'There is no such customer.');
    return hit;
  } catch (error) {
    if (error instanceof DirectoryDown) throw new ApiError('unavailable', 'The ERP does not answer; try again.');
    throw error;
  }
}
