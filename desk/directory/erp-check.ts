import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { erpAbout, erpCustomer, erpCustomers, erpSaved } from './erp-schema';

/** One sentence of the contract, tried against somebody's ERP. */
export interface ErpCheck { name: string; ok: boolean; why: string; fix: string }

export interface ErpCheckOptions {
  bearer: string;
  franchise: string;
  /** A number that a customer of the ERP has; without it the look-up is only tried for nobody. */
  knownNumber?: string;
  timeoutMs?: number;
}

interface Reply { status: number; body: unknown; ms: number }
type Ask = (path: string, change?: { method?: string; bearer?: string; franchise?: string; body?: unknown; key?: string }) => Promise<Reply>;

const NOBODY = '+70000000000';
const FAST_MS = 1_000;

/** Runs the contract of `erp-api.openapi.json` against an ERP. Writes one record under a call id that says it is a trial. */
export async function erpCheck(url: string, options: ErpCheckOptions): Promise<ErpCheck[]> {
  const ask = asker(url, options);
  const checks = [
    ...await checkAbout(ask),
    ...await checkLookUp(ask, options),
    ...await checkRefusals(ask),
    ...await checkRecords(ask),
  ];
  return checks;
}

async function checkAbout(ask: Ask): Promise<ErpCheck[]> {
  const reply = await ask('/v1/about');
  return [fits('GET /v1/about names the API and its version', reply, erpAbout)];
}

async function checkLookUp(ask: Ask, { knownNumber, franchise }: ErpCheckOptions): Promise<ErpCheck[]> {
  const nobody = await ask(`/v1/customers?number=${encodeURIComponent(NOBODY)}`);
  const empty = fits('an unknown number gives an empty list', nobody, erpCustomers.refine(({ customers }) => customers.length === 0, 'not empty'));
  const speed: ErpCheck = {
    name: `a look-up takes at most ${FAST_MS} ms`, ok: nobody.ms <= FAST_MS, why: `it took ${Math.round(nobody.ms)} ms`,
    fix: 'index the column that holds the number in E.164',
  };
  const unknown = await ask(`/v1/customers/${randomUUID()}`);
  const missing = expectStatus('an unknown customer is 404', unknown, [404]);
  if (knownNumber === undefined) return [empty, speed, missing];
  const found = await ask(`/v1/customers?number=${encodeURIComponent(knownNumber)}`);
  const list = fits('the known number gives its customers, all of this franchise', found, erpCustomers.refine(
    ({ customers }) => customers.length > 0 && customers.every((customer) => customer.franchise === franchise), 'none, or of another franchise'));
  const first = erpCustomers.safeParse(found.body).data?.customers[0];
  if (!first) return [empty, speed, missing, list];
  const page = await ask(`/v1/customers/${encodeURIComponent(first.id)}`);
  return [empty, speed, missing, list, fits('the customer of the list has a page of the same id', page, erpCustomer.refine(({ id }) => id === first.id, 'another id'))];
}

async function checkRefusals(ask: Ask): Promise<ErpCheck[]> {
  return [
    expectStatus('a wrong bearer is refused', await ask('/v1/about', { bearer: 'wrong' }), [401, 403]),
    expectStatus('another franchise is refused', await ask('/v1/customers?number=%2B70000000000', { franchise: 'no-such-franchise' }), [401, 403, 404]),
  ];
}

async function checkRecords(ask: Ask): Promise<ErpCheck[]> {
  const saveId = randomUUID();
  const path = `/v1/calls/trial-${saveId}/records/${saveId}`;
  const body = { callId: `trial-${saveId}`, saveId, operator: 'trial', comment: 'vox erp check', customerId: null, savedAt: new Date(0).toISOString(), call: null };
  const schema = erpSaved.refine((saved) => saved.saveId === saveId && saved.recorded, 'another record');
  const first = await ask(path, { method: 'PUT', body, key: saveId });
  const again = await ask(path, { method: 'PUT', body, key: saveId });
  return [
    fits('a saved call is recorded', first, schema),
    fits('the same record sent again is the same record', again, schema),
  ];
}

function fits(name: string, reply: Reply, schema: z.ZodType): ErpCheck {
  if (reply.status !== 200) return expectStatus(name, reply, [200]);
  const read = schema.safeParse(reply.body);
  const issue = read.error?.issues[0];
  return {
    name, ok: read.success, why: issue ? `${issue.path.join('.') || 'the answer'}: ${issue.message}` : 'as the contract says',
    fix: 'compare the answer with desk/directory/erp-api.openapi.json',
  };
}

function expectStatus(name: string, { status }: Reply, wanted: readonly number[]): ErpCheck {
  return {
    name, ok: wanted.includes(status), why: status === 0 ? 'there was no answer' : `it answered ${status}`, fix: `answer ${wanted.join(' or ')}`,
  };
}

function asker(url: string, options: ErpCheckOptions): Ask {
  return async (path, change = {}) => {
    const startedMs = performance.now();
    try {
      const answer = await fetch(url.replace(/\/$/, '') + path, {
        method: change.method ?? 'GET',
        redirect: 'error',
        signal: AbortSignal.timeout(options.timeoutMs ?? 5_000),
        headers: {
          authorization: `Bearer ${change.bearer ?? options.bearer}`,
          'x-franchise': change.franchise ?? options.franchise,
          ...(change.key ? { 'idempotency-key': change.key } : {}),
          ...(change.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(change.body === undefined ? {} : { body: JSON.stringify(change.body) }),
      });
      const body: unknown = await answer.json().catch(() => undefined);
      return { status: answer.status, body, ms: performance.now() - startedMs };
    } catch {
      return { status: 0, body: undefined, ms: performance.now() - startedMs };
    }
  };
}
