import { z } from 'zod';
import { ApiError } from '../http/errors';
import { callParams, cursor, day, limit } from '../http/schemas';
import { exportCalls } from '../journal/csv';
import { addEntry } from '../journal/entries';
import { figures } from '../journal/figures';
import { say } from '../live/bus';
import type { Services } from '../services';
import { describeIntegration } from './integration';
import type { RoutePart } from './part';

type Routes =
  | 'GET /api/missed' | 'POST /api/missed/:callId/handled' | 'GET /api/export/calls.csv' | 'GET /api/figures' | 'GET /api/integration';

const DAYS_MOST = 400;
const days = z.object({ from: day, to: day })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= DAYS_MOST * 86_400_000, 'too many days');

export function listRoutes(services: Services): RoutePart<Routes> {
  const { db, config, lists, directory } = services;
  return {
    'GET /api/missed': {
      access: 'operator',
      query: z.object({ scope: z.enum(['mine', 'all']), cursor, limit, handled: z.enum(['no', 'yes', 'all']) }),
      handle: ({ scope, query }) => lists.missed(scope, query),
    },
    'POST /api/missed/:callId/handled': {
      access: 'operator',
      params: callParams,
      body: z.object({ handled: z.boolean() }),
      async handle({ scope, params: { callId }, body }) {
        await markHandled(services, scope, { callId, handled: body.handled });
        return { done: true };
      },
    },
    'GET /api/export/calls.csv': {
      access: 'operator',
      query: days,
      async handle({ scope, query, http }) {
        const csv = await exportCalls(db, directory(scope), { scope, ...query });
        http.setHeader('content-type', 'text/csv; charset=utf-8');
        http.setHeader('content-disposition', `attachment; filename="calls-${query.from}-${query.to}.csv"`);
        return csv;
      },
    },
    'GET /api/figures': {
      access: 'operator',
      query: days,
      handle: async ({ scope, query }) => ({ days: await figures(db, config, { scope, ...query }) }),
    },
    'GET /api/integration': { access: 'operator', handle: ({ scope }) => describeIntegration(services, scope) },
  };
}

async function markHandled(
  { db, clock }: Services, scope: { franchise: string; operator: string }, mark: { callId: string; handled: boolean },
): Promise<void> {
  const { callId, handled } = mark;
  const values = [scope.franchise, callId];
  await db.transaction(async (tx) => {
    const [call] = await tx.query('select 1 from calls where franchise = $1 and call_id = $2', values);
    if (!call) throw new ApiError('not-found', 'There is no such call.');
    const changed = handled
      ? await tx.query(
        'insert into handled (franchise, call_id, operator, at) values ($1, $2, $3, $4) on conflict do nothing returning 1 as one',
        [...values, scope.operator, clock.now()])
      : await tx.query('delete from handled where franchise = $1 and call_id = $2 returning 1 as one', values);
    if (changed.length === 0) return;
    await addEntry(tx, {
      ...scope, callId, kind: 'handled', detail: handled ? null : 'taken back', atMs: clock.now(),
    });
    await say(tx, { kind: 'call', franchise: scope.franchise, callId });
  });
}
