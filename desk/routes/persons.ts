import { z } from 'zod';
import type { PersonRequest } from '../../contracts/desk-persons';
import { askForPerson, listPersons, readPersonDocument } from '../care/person-requests';
import { regionOf, type Scope } from '../config';
import { ApiError } from '../http/errors';
import { id, number, word } from '../http/schemas';
import { readNumber } from '../lookup/number';
import type { Services } from '../services';
import type { RoutePart } from './part';

type Routes =
  | 'POST /api/person-requests' | 'GET /api/person-requests' | 'GET /api/person-requests/:requestId' | 'GET /api/person-requests/:requestId/document';

const params = z.object({ requestId: id });

/** Erasing and exporting a person: asked for here, done by `care/person-job.ts`. */
export function personRoutes(services: Services): RoutePart<Routes> {
  const { db, clock, config } = services;
  return {
    'POST /api/person-requests': {
      access: 'supervisor',
      body: z.object({ requestId: id, kind: z.enum(['erase', 'export']), number: number.optional(), customerId: word(200).optional() }),
      async handle({ scope, body }) {
        if (body.number === undefined && body.customerId === undefined) throw new ApiError('bad-request', 'Say whom: a number, a customer, or both.');
        const region = regionOf(config, scope.franchise);
        if (body.number !== undefined && readNumber(body.number, region).digits === '') throw new ApiError('bad-request', 'The number is no telephone number.');
        const { requestId, kind, number: given, customerId } = body;
        await askForPerson(db, {
          franchise: scope.franchise, requestId, kind, askedBy: scope.operator,
          ...(given === undefined ? {} : { number: given }), ...(customerId === undefined ? {} : { customerId }),
        }, { nowMs: clock.now() });
        const request = await requestOf(services, scope, requestId);
        if (request.askedBy !== scope.operator || request.kind !== kind) throw new ApiError('conflict', 'Another request has this id.');
        return request;
      },
    },
    'GET /api/person-requests': {
      access: 'supervisor', handle: async ({ scope }) => ({ requests: await listPersons(services, scope.franchise) }),
    },
    'GET /api/person-requests/:requestId': {
      access: 'supervisor', params, handle: ({ scope, params: { requestId } }) => requestOf(services, scope, requestId),
    },
    'GET /api/person-requests/:requestId/document': {
      access: 'supervisor',
      params,
      async handle({ scope: { franchise, operator }, params: { requestId } }) {
        const document = await readPersonDocument(db, { franchise, requestId, askedBy: operator, nowMs: clock.now() });
        if (!document) throw new ApiError('not-found', 'There is no such document, its time is over, or somebody else asked for it.');
        return document;
      },
    },
  };
}

async function requestOf(services: Services, { franchise }: Pick<Scope, 'franchise'>, requestId: string): Promise<PersonRequest> {
  const [request] = await listPersons(services, franchise, requestId);
  if (!request) throw new ApiError('not-found', 'There is no such request.');
  return request;
}
