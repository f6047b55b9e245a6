import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type ErpMood = 'well' | 'down' | 'slow' | 'nonsense' | 'foreign' | 'huge' | 'redirecting' | 'records-then-fails' | 'markup';

export interface ErpRecord { saveId: string; comment: string; customerId: string | null; call: Record<string, unknown> | null }

export interface TestErp {
  url: string;
  mood: ErpMood;
  asked: number;
  /** Records by save id; a repeat is the same record. */
  records: Map<string, ErpRecord>;
  /** Who is found by a search, or by the known number. */
  customers: object[];
  /** How many there are in all; without it the ERP does not say. */
  total?: number;
}

const CUSTOMER = { id: 'c1', franchise: 'center', name: 'Анна', numbers: [{ number: '+79161234567' }], pageUrl: 'https://erp.example/c1' };

/** Somebody's ERP: right by the contract when well, and wrong in one way at a time else. */
export async function startErp(): Promise<TestErp> {
  const erp: TestErp = { url: '', mood: 'well', asked: 0, records: new Map(), customers: [CUSTOMER, CUSTOMER] };
  const server = createServer((request, response) => { erp.asked++; void serve(erp, request, response); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => { server.close(); server.closeAllConnections(); });
  erp.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return erp;
}

async function serve(erp: TestErp, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await read(request);
  const answer = (status: number, value: unknown): void => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value)); };
  if (request.headers.authorization !== 'Bearer erp-bearer') return answer(401, {});
  if (request.headers['x-franchise'] !== 'center') return answer(403, {});
  switch (erp.mood) {
    case 'down': return answer(503, {});
    case 'slow': return;
    case 'nonsense': return answer(200, { customers: 'many', id: 17 });
    case 'foreign': return answer(200, { customers: [{ ...CUSTOMER, franchise: 'north' }] });
    case 'huge': response.writeHead(200).end('x'.repeat(3_000_000)); return;
    case 'redirecting': response.writeHead(302, { location: 'http://169.254.169.254/' }).end(); return;
    case 'markup': return answer(200, { customers: [{ ...CUSTOMER, pageUrl: 'javascript:alert(1)' }] });
    case 'well': case 'records-then-fails': return serveWell(erp, request, { body, answer });
  }
}

function serveWell(
  erp: TestErp, request: IncomingMessage, { body, answer }: { body: string; answer: (status: number, value: unknown) => void },
): void {
  const url = new URL(request.url ?? '/', 'http://erp');
  if (request.method === 'PUT') {
    const record = JSON.parse(body) as ErpRecord;
    const { saveId } = record;
    if (!erp.records.has(saveId)) erp.records.set(saveId, record);
    return erp.mood === 'well' ? answer(200, { saveId, recorded: true }) : answer(500, {});
  }
  if (url.pathname === '/v1/about') return answer(200, { api: 'vox-desk-erp', version: 1, creationUrl: 'https://erp.example/new?tel={number}' });
  if (url.pathname === '/v1/customers') {
    const isKnown = url.searchParams.get('number') === '+79161234567' || url.searchParams.has('query');
    return answer(200, { customers: isKnown ? erp.customers : [], ...(erp.total === undefined ? {} : { total: erp.total }) });
  }
  return url.pathname === '/v1/customers/c1' ? answer(200, CUSTOMER) : answer(404, {});
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}
