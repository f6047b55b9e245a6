import { z } from 'zod';
import type { WrapUp } from '../../contracts/desk-wrap-up';
import { TEXT_LIMITS } from '../../contracts/text';
import type { Scope } from '../config';
import { callParams, comment, customerId, id, isoTime, text, word } from '../http/schemas';
import { viewWrapUp, type WrapUpAction, type WrapUpLease } from '../lease/wrap-up';
import { say } from '../live/bus';
import type { Services } from '../services';
import { deleteDraft, getDraft, isColleagueOn, listDrafts, putDraft } from '../wrap-up/drafts';
import { cancelCall, refuseForeignCall, saveCall } from '../wrap-up/saves';
import { openWrapUp, stepStored, wrapUpRules } from '../wrap-up/store';
import type { RoutePart } from './part';

type Routes =
  | 'GET /api/drafts' | 'GET /api/calls/:callId/draft' | 'PUT /api/calls/:callId/draft' | 'DELETE /api/calls/:callId/draft'
  | 'GET /api/wrap-up' | 'POST /api/calls/:callId/wrap-up/open' | 'POST /api/calls/:callId/wrap-up/extend'
  | 'POST /api/calls/:callId/wrap-up/save' | 'POST /api/calls/:callId/wrap-up/cancel';

const REVISION = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A save that a browser kept for longer is as old as this. */
const LONGEST_AGO_MS = 1e12;

export function wrapUpRoutes(services: Services): RoutePart<Routes> {
  const { db, clock, config } = services;
  const view = (scope: Scope, lease: WrapUpLease): WrapUp => viewWrapUp(lease, clock.now(), wrapUpRules(config, scope.franchise));
  const step = (scope: Scope, callId: string, action: WrapUpAction): Promise<WrapUpLease> =>
    db.transaction(async (tx) => {
      await refuseForeignCall(tx, { ...scope, callId });
      return stepStored(tx, { ...scope, callId, action }, config);
    });
  return {
    ...draftRoutes(services),
    'GET /api/wrap-up': {
      access: 'operator',
      async handle({ scope }) {
        const lease = await openWrapUp(db, scope);
        return { wrapUp: lease ? view(scope, lease) : null };
      },
    },
    'POST /api/calls/:callId/wrap-up/open': {
      access: 'operator',
      params: callParams,
      body: z.object({ endedBy: word(50) }),
      handle: async ({ scope, params }) => view(scope, await step(scope, params.callId, { kind: 'open', atMs: clock.now() })),
    },
    'POST /api/calls/:callId/wrap-up/extend': {
      access: 'operator',
      params: callParams,
      handle: async ({ scope, params }) => view(scope, await step(scope, params.callId, { kind: 'extend', atMs: clock.now() })),
    },
    'POST /api/calls/:callId/wrap-up/save': {
      access: 'operator',
      params: callParams,
      body: z.object({ saveId: id, comment, customerId, savedAt: isoTime, agoMs: z.number().int().nonnegative().max(LONGEST_AGO_MS).optional() }),
      async handle({ scope, params: { callId }, body }) {
        const { repeated, lease } = await saveCall(services, scope, { ...body, callId });
        return { callId, saveId: body.saveId, repeated, wrapUp: view(scope, lease) };
      },
    },
    'POST /api/calls/:callId/wrap-up/cancel': {
      access: 'operator',
      params: callParams,
      body: z.object({ customerId: customerId.unwrap().optional() }),
      handle: async ({ scope, params, body }) => view(scope, await cancelCall(services, scope, { ...params, ...body })),
    },
  };
}

function draftRoutes({ db, clock }: Services): RoutePart<Extract<Routes, `${string}draft${string}`>> {
  return {
    'GET /api/drafts': { access: 'operator', handle: async ({ scope }) => ({ drafts: await listDrafts(db, scope) }) },
    'GET /api/calls/:callId/draft': {
      access: 'operator',
      params: callParams,
      handle: async ({ scope, params }) => ({ draft: await getDraft(db, scope, params.callId) }),
    },
    'PUT /api/calls/:callId/draft': {
      access: 'operator',
      params: callParams,
      body: z.object({ comment: text(TEXT_LIMITS.draft), customerId, revision: REVISION }),
      async handle({ scope, params: { callId }, body }) {
        await refuseForeignCall(db, { ...scope, callId });
        const revision = await putDraft(db, scope, { ...body, callId, atMs: clock.now() });
        if (await isColleagueOn(db, scope, callId)) await say(db, { kind: 'call', franchise: scope.franchise, callId });
        return { revision };
      },
    },
    'DELETE /api/calls/:callId/draft': {
      access: 'operator',
      params: callParams,
      async handle({ scope, params }) {
        await deleteDraft(db, scope, params.callId);
        return { done: true };
      },
    },
  };
}
