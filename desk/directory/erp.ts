import type { CustomerHit } from '../../contracts/desk-customers';
import type { Clock } from '../clock';
import type { DeskConfig, DeskKeys, Scope } from '../config';
import { ApiError } from '../http/errors';
import { createErpClient, type ErpClient } from './erp-client';
import { erpAbout, erpCustomer, erpListed, type ErpCustomer } from './erp-schema';
import { DirectoryDown, type Directory, type Found } from './port';
import { shownName } from './shown-name';

/** Customers in a franchise's ERP, by its HTTP API (`erp-api.openapi.json`). */
export function createErpDirectory(client: ErpClient): Directory {
  return {
    source: 'erp',
    byNumber: async (scope, number) => ({
      match: 'exact',
      ...await list(client, scope, { asked: { number: number.e164 ?? number.digits }, limit: LOOKED_UP_MOST }),
    }),
    search: async (scope, query, limit) => list(client, scope, { asked: { query, limit: String(limit) }, limit }),
    hit: async (scope, customerId) => {
      const found = await one(client, scope, customerId);
      return found && toHit(found);
    },
    customer: async (scope, customerId) => {
      const found = await one(client, scope, customerId);
      return found && { ...toHit(found), note: found.note ?? '', version: 0 };
    },
    create: () => elsewhere(),
    edit: async (_scope, customerId) => elsewhere((await one(client, _scope, customerId))?.pageUrl),
    attach: async (_scope, customerId) => elsewhere((await one(client, _scope, customerId))?.pageUrl),
    refresh: async (_scope, kept) => [...kept],
    creationUrl: async () => (await client.ask({ path: '/v1/about', schema: erpAbout }))?.creationUrl ?? null,
  };
}

/** One client, so one breaker, per franchise. */
export function createErpClients(parts: { config: DeskConfig; keys: DeskKeys; clock: Clock; timeoutMs?: number }): ReadonlyMap<string, ErpClient> {
  const clients = new Map<string, ErpClient>();
  for (const { name, customers } of Object.values(parts.config.franchises)) {
    if (customers.source !== 'erp') continue;
    const endpoint = { url: customers.url, bearer: parts.keys.erpApi[name] ?? '', franchise: name };
    clients.set(name, createErpClient(endpoint, { clock: parts.clock, ...(parts.timeoutMs ? { timeoutMs: parts.timeoutMs } : {}) }));
  }
  return clients;
}

const LOOKED_UP_MOST = 50;

async function list(client: ErpClient, scope: Scope, { asked, limit }: { asked: Record<string, string>; limit: number }): Promise<Found> {
  const answer = await client.ask({ path: '/v1/customers', query: asked, schema: erpListed });
  const listed = answer?.customers ?? [];
  const found = listed.flatMap((customer) => erpCustomer.safeParse(customer).data ?? []);
  const unread = listed.length - found.length;
  if (found.length === 0 && unread > 0) throw new DirectoryDown('None of the customers in the ERP\'s answer is as its contract says.', 5_000);
  found.forEach((customer) => refuseForeign(customer, scope));
  // An ERP that lists somebody twice has one customer all the same.
  const hits = [...new Map(found.map((customer) => [customer.id, toHit(customer)])).values()];
  const customers = hits.slice(0, limit);
  const known = answer?.total ?? hits.length;
  // An ERP that does not say how many there are may have stopped at the limit.
  const isCut = unread > 0 || ('limit' in asked && answer?.total === undefined && hits.length === limit);
  return { customers, more: isCut ? null : Math.max(0, known - customers.length) };
}

async function one(client: ErpClient, scope: Scope, customerId: string): Promise<ErpCustomer | undefined> {
  const found = await client.ask({ path: `/v1/customers/${encodeURIComponent(customerId)}`, schema: erpCustomer, mayLack: true });
  if (found) refuseForeign(found, scope);
  return found;
}

/** An ERP that mixes up its franchises must not show one's customers to the other. */
function refuseForeign(customer: ErpCustomer, scope: Scope): void {
  if (customer.franchise !== scope.franchise) throw new DirectoryDown('The ERP answered with a customer of another franchise.', 5_000);
}

function toHit({ id, name, numbers, pageUrl }: ErpCustomer): CustomerHit {
  return { id, name: shownName(name), numbers: numbers.map(({ number, label }) => ({ number, label: label ?? null })), pageUrl: pageUrl ?? null };
}

function elsewhere(pageUrl?: string | null): never {
  throw new ApiError('elsewhere', 'The ERP keeps the customers of this franchise itself.', pageUrl ?? undefined);
}
