import { z } from 'zod';
import { TEXT_LIMITS } from '../../contracts/text';
import { listNumbers, putNumber, removeNumber } from '../callers/listed';
import { permitCall } from '../callers/outbound';
import { ApiError } from '../http/errors';
import { callParams, cursor, id, limit, number, text } from '../http/schemas';
import { wholeNumber } from '../lookup/whole-number';
import { addressOf } from '../recordings/route';
import type { Services } from '../services';
import type { RoutePart } from './part';

type Routes =
  | 'GET /api/callbacks' | 'POST /api/callbacks/:callId/take' | 'POST /api/callbacks/:callId/give-back' | 'POST /api/callbacks/:callId/done'
  | 'POST /api/outbound' | 'GET /api/listed-numbers' | 'PUT /api/listed-numbers' | 'POST /api/listed-numbers/remove'
  | 'POST /api/calls/:callId/recordings/:index/link';

export function callerRoutes(services: Services): RoutePart<Routes> {
  const { callbacks, config } = services;
  return {
    'GET /api/callbacks': {
      access: 'operator',
      query: z.object({ state: z.enum(['open', 'done']), cursor, limit }),
      handle: ({ scope, query }) => callbacks.list(scope, query),
    },
    'POST /api/callbacks/:callId/take': {
      access: 'operator', params: callParams, handle: ({ scope, params }) => callbacks.step(scope, params.callId, 'take'),
    },
    'POST /api/callbacks/:callId/give-back': {
      access: 'operator', params: callParams, handle: ({ scope, params }) => callbacks.step(scope, params.callId, 'giveBack'),
    },
    'POST /api/callbacks/:callId/done': {
      access: 'operator',
      params: callParams,
      body: z.object({ done: z.boolean() }),
      handle: ({ scope, params, body }) => callbacks.step(scope, params.callId, body.done ? 'done' : 'reopen'),
    },
    'POST /api/outbound': {
      access: 'operator',
      body: z.object({ number, about: id.nullable() }),
      handle: ({ scope, body }) => permitCall(services, scope, { number: wholeNumber(config, scope, body.number), about: body.about }),
    },
    ...listRoutes(services),
    'POST /api/calls/:callId/recordings/:index/link': {
      access: 'operator',
      params: z.object({ callId: id, index: z.string().regex(/^\d{1,2}$/) }),
      async handle({ scope, params }) {
        const recording = { franchise: scope.franchise, callId: params.callId, index: Number(params.index) };
        if (await addressOf(services.db, recording) === undefined) throw new ApiError('not-found', 'There is no such recording.');
        return services.recordingLinks.make(recording, scope);
      },
    },
  };
}

function listRoutes(services: Services): RoutePart<Extract<Routes, `${string}listed-numbers${string}`>> {
  const { db, clock, config, customersOf } = services;
  return {
    'GET /api/listed-numbers': {
      access: 'operator', handle: async ({ scope }) => ({ numbers: await listNumbers(db, scope, customersOf) }),
    },
    'PUT /api/listed-numbers': {
      access: 'operator',
      body: z.object({ number, list: z.enum(['blocked', 'urgent']), note: text(TEXT_LIMITS.listNote).optional() }),
      async handle({ scope, body }) {
        if (body.list === 'urgent' && !scope.supervisor) throw new ApiError('forbidden', 'Only supervisors put callers first.');
        return putNumber(db, scope, { number: wholeNumber(config, scope, body.number), list: body.list, note: body.note ?? '', atMs: clock.now() });
      },
    },
    'POST /api/listed-numbers/remove': {
      access: 'operator',
      body: z.object({ number }),
      async handle({ scope, body }) {
        await removeNumber(db, scope, wholeNumber(config, scope, body.number));
        return { done: true };
      },
    },
  };
}

