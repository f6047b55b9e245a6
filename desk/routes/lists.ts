import { z } from 'zod';
import { ApiError } from '../http/errors';
import { callParams, cursor, day, limit } from '../http/schemas';
import { exportCalls } from '../journal/csv';
import { figures } from '../journal/figures';
import { markHandled } from '../journal/handled';
import type { Services } from '../services';
import { describeIntegration } from './integration';
import type { RoutePart } from './part';
import { regionOf } from '../config';

type Routes =
  | 'GET /api/missed' | 'POST /api/missed/:callId/handled' | 'GET /api/export/calls.csv' | 'GET /api/figures' | 'GET /api/integration';

const DAYS_MOST = 400;
const days = z.object({ from: day, to: day })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= DAYS_MOST * 86_400_000, 'too many days');

export function listRoutes(services: Services): RoutePart<Routes> {
  const { db, clock, config, lists, directory, nameOf } = services;
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
        const mark = { operator: scope.operator, handled: body.handled, atMs: clock.now() };
        const found = await db.transaction((tx) => markHandled(tx, { franchise: scope.franchise, callId }, mark));
        if (!found) throw new ApiError('not-found', 'There is no such call.');
        return { done: true };
      },
    },
    'GET /api/export/calls.csv': {
      access: 'operator',
      query: days,
      async handle({ scope, query, http }) {
        const csv = await exportCalls(
          db, { scope, directory: directory(scope), nameOf }, { ...query, region: regionOf(config, scope.franchise) });
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
