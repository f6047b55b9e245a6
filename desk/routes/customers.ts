import { z } from 'zod';
import type { Customer } from '../../contracts/desk-customers';
import { CUSTOMER_NUMBERS_MOST, TEXT_LIMITS } from '../../contracts/text';
import { regionOf, type Scope } from '../config';
import { DirectoryDown } from '../directory/port';
import { ApiError } from '../http/errors';
import { customerParams, id, number, text } from '../http/schemas';
import { chooseCustomer } from '../journal/choices';
import { say } from '../live/bus';
import { readField } from '../lookup/number';
import type { Services } from '../services';
import { refuseForeignCall } from '../wrap-up/saves';
import type { RoutePart } from './part';

type Routes =
  | 'POST /api/customers/search' | 'GET /api/customers/:customerId' | 'POST /api/customers'
  | 'PATCH /api/customers/:customerId' | 'POST /api/customers/:customerId/numbers';

const label = text(TEXT_LIMITS.numberLabel);
const draft = {
  name: text(TEXT_LIMITS.customerName),
  numbers: z.array(z.object({ number, label: label.nullable().optional() })).max(CUSTOMER_NUMBERS_MOST),
  note: text(TEXT_LIMITS.customerNote).optional(),
};

export function customerRoutes(services: Services): RoutePart<Routes> {
  const { directory } = services;
  return {
    'POST /api/customers/search': {
      access: 'operator',
      body: z.object({ query: text(TEXT_LIMITS.search), limit: z.number().int().min(1).max(100).optional() }),
      handle: ({ scope, body }) => whenUp(async () =>
        directory(scope).search(scope, body.query, body.limit ?? 20)),
    },
    'GET /api/customers/:customerId': {
      access: 'operator',
      params: customerParams,
      handle: ({ scope, params }) => whenUp(() => readCustomer(services, scope, params)),
    },
    'POST /api/customers': {
      access: 'operator',
      body: z.object({ ...draft, saveId: id, callId: id.optional() }),
      handle: ({ scope, body }) => whenUp(async () => {
        if (body.callId !== undefined) await refuseForeignCall(services.db, { ...scope, callId: body.callId });
        const customerId = await directory(scope).create(scope, body);
        if (body.callId !== undefined) await giveCall(services, scope, { callId: body.callId, customerId });
        return readCustomer(services, scope, { customerId, stored: body.numbers });
      }),
    },
    'PATCH /api/customers/:customerId': {
      access: 'operator',
      params: customerParams,
      body: z.object({ ...draft, version: z.number().int() }),
      handle: ({ scope, params, body }) => whenUp(async () => {
        await directory(scope).edit(scope, params.customerId, body);
        return readCustomer(services, scope, { ...params, stored: body.numbers });
      }),
    },
    'POST /api/customers/:customerId/numbers': {
      access: 'operator',
      params: customerParams,
      body: z.object({ number: number.refine((value) => value.trim() !== '', 'empty'), label: label.optional() }),
      handle: ({ scope, params, body }) => whenUp(async () => {
        await directory(scope).attach(scope, params.customerId, { number: body.number, label: body.label ?? null });
        return readCustomer(services, scope, { ...params, stored: [body] });
      }),
    },
  };
}

/** The call that a customer was created from is that customer's. */
async function giveCall({ db, clock }: Services, scope: Scope, { callId, customerId }: { callId: string; customerId: string }): Promise<void> {
  await db.transaction(async (tx) => {
    await chooseCustomer(tx, scope, { callId, customerId, atMs: clock.now() });
    await say(tx, { kind: 'call', franchise: scope.franchise, callId });
  });
}

interface Read { customerId: string; /** As somebody has just written them. */ stored?: readonly { number: string }[] }

async function readCustomer({ directory, lists, config }: Services, scope: Scope, { customerId, stored = [] }: Read): Promise<Customer> {
  const customer = await directory(scope).customer(scope, customerId);
  if (!customer) throw new ApiError('not-found', 'There is no such customer.');
  const { calls, more } = await lists.ofCustomer(scope, customerId);
  const region = regionOf(config, scope.franchise);
  const unread = [...customer.numbers, ...stored].flatMap(({ number: written }) => readField(written, region).unread);
  return {
    ...customer,
    moreCalls: more,
    unread: directory(scope).source === 'own' ? [...new Set(unread)] : [],
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
