import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Scope } from '../config';
import type { Queryable } from '../database/port';
import { queueForErp } from '../directory/erp-outbox';
import { callParams, comment, id } from '../http/schemas';
import { lockCall } from '../journal/receive';
import { editComment, hideComment, readComments, toComments } from '../journal/comments';
import { iso } from '../iso';
import { say } from '../live/bus';
import type { Services } from '../services';
import { colleaguesDrafts } from '../wrap-up/drafts';
import type { RoutePart } from './part';

type Routes = 'GET /api/calls/:callId/comments' | 'PUT /api/calls/:callId/comments/:commentId' | 'POST /api/calls/:callId/comments/:commentId/hide';

const keyParams = callParams.extend({ commentId: id });

export function commentRoutes(services: Services): RoutePart<Routes> {
  const { db, clock, nameOf } = services;
  return {
    'GET /api/calls/:callId/comments': {
      access: 'operator',
      params: callParams,
      async handle({ scope, params: { callId } }) {
        const stored = await readComments(db, { franchise: scope.franchise, callId });
        const drafts = await colleaguesDrafts(db, scope, callId);
        return {
          comments: toComments(stored, { supervisor: scope.supervisor, nameOf }),
          drafts: drafts.map(({ operator, ...rest }) => ({ author: operator, authorName: nameOf(operator), ...rest })),
        };
      },
    },
    'PUT /api/calls/:callId/comments/:commentId': {
      access: 'operator',
      params: keyParams,
      body: z.object({ text: comment }),
      async handle({ scope, params, body: { text } }) {
        return change(services, scope, { callId: params.callId, text, work: (tx) => editComment(tx, scope, { ...params, text, atMs: clock.now() }) });
      },
    },
    'POST /api/calls/:callId/comments/:commentId/hide': {
      access: 'supervisor',
      params: keyParams,
      body: z.object({ hidden: z.boolean() }),
      async handle({ scope, params, body: { hidden } }) {
        return change(services, scope, { callId: params.callId, text: '', work: (tx) => hideComment(tx, scope, { ...params, hidden, atMs: clock.now() }) });
      },
    },
  };
}

/** Lists and an ERP that has the record hear of it: the ERP by a record of its own, whose `comments` are what may be seen by now. */
async function change(
  { db, clock, config }: Services, { franchise, operator }: Scope, { callId, text, work }: { callId: string; text: string; work: (tx: Queryable) => Promise<void> },
): Promise<{ done: true }> {
  await db.transaction(async (tx) => {
    await lockCall(tx, callId);
    await work(tx);
    const [choice] = await tx.query<{ customer_id: string | null }>('select customer_id from choices where franchise = $1 and call_id = $2', [franchise, callId]);
    const nowMs = clock.now();
    await queueForErp(tx, config, {
      franchise, callId, operator, saveId: randomUUID(), comment: text, customerId: choice?.customer_id ?? null, savedAt: iso(nowMs), nowMs,
    });
    await say(tx, { kind: 'call', franchise, callId });
  });
  return { done: true };
}
