import { z } from 'zod';
import type { Customer } from '../../contracts/desk-customers';
import type { Scope } from '../config';
import { DirectoryDown } from '../directory/port';
import { ApiError } from '../http/errors';
import { customerParams, id, number, text } from '../http/schemas';
import type { Services } from '../services';
import type { RoutePart } from './part';

type Routes =
  | 'POST /api/customers/search' | 'GET /api/customers/:customerId' | 'POST /api/customers'
  | 'PATCH /api/customers/:customerId' | 'POST /api/customers/:customerId/numbers';

const label = text(100);
const draft = {
  name: text(500),
  numbers: z.array(z.object({ number, label: label.nullable().optional() })).max(20),
  note: text(20_000).optional(),
};

export function customerRoutes(services: Services): RoutePart<Routes> {
  const { directory } = services;
  return {
    'POST /api/customers/search': {
      access: 'operator',
      body: z.object({ query: text(200), limit: z.number().int().min(1).max(100).optional() }),
      handle: ({ scope, body }) => whenUp(async () =>
        ({ customers: await directory(scope).search(scope, body.query, body.limit ?? 20) })),
    },
    'GET /api/customers/:customerId': {
      access: 'operator',
      params: customerParams,
      handle: ({ scope, params }) => whenUp(() => readCustomer(services, scope, params.customerId)),
    },
    'POST /api/customers': {
      access: 'operator',
      body: z.object({ ...draft, saveId: id }),
      handle: ({ scope, body }) => whenUp(async () => readCustomer(services, scope, await directory(scope).create(scope, body))),
    },
    'PATCH /api/customers/:customerId': {
      access: 'operator',
      params: customerParams,
      body: z.object({ ...draft, version: z.number().int() }),
      handle: ({ scope, params, body }) => whenUp(async () => {
        await directory(scope).edit(scope, params.customerId, body);
        return readCustomer(services, scope, params.customerId);
      }),
    },
    'POST /api/customers/:customerId/numbers': {
      access: 'operator',
      params: customerParams,
      body: z.object({ number: number.refine((value) => value.trim() !== '', 'empty'), label: label.optional() }),
      handle: ({ scope, params, body }) => whenUp(async () => {
        await directory(scope).attach(scope, params.customerId, { number: body.number, label: body.label ?? null });
        return readCustomer(services, scope, params.customerId);
      }),
    },
  };
}

async function readCustomer({ directory, lists }: Services, scope: Scope, customerId: string): Promise<Customer> {
  const customer = await directory(scope).customer(scope, customerId);
  if (!customer) throw new ApiError('not-found', 'There is no such customer.');
  const calls = await lists.ofCustomer(scope, customerId);
  return {
    ...customer,
    calls: calls.map(({ callId, startedAt, operator, comment, comments }) => ({ callId, startedAt, operator, comment, comments })),
  };
}

async function whenUp<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DirectoryDown) throw new ApiError('unavailable', 'The ERP does not answer; try again.');
    throw error;
  }
}
