import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';
import type { CallEventBatch } from '../../contracts/call-events';
import type { Presence } from '../../contracts/desk-journal';
import { LIVE_PATH } from '../../contracts/desk-live';
import { signHeaders, toAsciiJson } from '../../contracts/signature';
import { hmacSha256Hex } from '../sign-in/one-time-key';
import { BENCH_KEYS } from './bench-config';
import type { SoakOperator } from './child-desk';
import { conversation } from './soak-call';

const BEAT_MS = 5_000;

/** What the soak counts. Times in milliseconds. */
export interface Tally {
  calls: number;
  saves: number[];
  lookUps: number[];
  /** What was refused or failed, and how often. */
  errors: Map<string, number>;
  /** Live messages that pages heard. */
  heard: number;
}

/** What an operator's page asks of the desk: a live channel with presence, a lease of leadership renewed, and his calls. */
export interface DeskPage {
  presence(now: Presence, callId?: string | null): void;
  lookUp(callId: string): Promise<void>;
  draft(callId: string): Promise<void>;
  save(callId: string): Promise<void>;
  leave(): void;
}

/** An operator at work, calls one after another. */
export interface SoakWorker {
  serve(): Promise<void>;
  leave(): void;
}

export async function goToWork(url: string, who: SoakOperator, tally: Tally): Promise<SoakWorker> {
  const page = await openDeskPage(url, who, tally);
  const serve = async (): Promise<void> => {
    const callId = randomBytes(8).toString('hex');
    const [begun, talked, ended] = conversation({ callId, ...who, nowMs: Date.now() });
    await tell(url, begun);
    page.presence('ringing', callId);
    await page.lookUp(callId);
    await tell(url, talked);
    page.presence('talking', callId);
    await page.draft(callId);
    await tell(url, ended);
    page.presence('wrap-up', callId);
    await page.save(callId);
    page.presence('ready');
    tally.calls++;
  };
  return { serve: () => serve().catch((error: unknown) => count(tally, error)), leave: () => page.leave() };
}

export async function openDeskPage(url: string, who: SoakOperator, tally: Tally): Promise<DeskPage> {
  const pageId = `soak-${who.operator}`;
  const live = await openLive(url, { ...who, pageId }, tally);
  const ask = (method: string, path: string, body: unknown): Promise<void> => send(url + path, {
    method, body: JSON.stringify(body), headers: { authorization: `Bearer ${who.session}`, 'content-type': 'application/json' },
  });
  const presence = (now: Presence, callId: string | null = null): void => live.send(JSON.stringify({ type: 'presence', presence: now, callId }));
  const lead = (action: 'claim' | 'renew'): Promise<void> => ask('POST', '/api/leadership', { pageId, action });
  await lead('claim');
  presence('ready');
  const beats = setInterval(() => {
    live.send('{"type":"ping"}');
    lead('renew').catch((error: unknown) => count(tally, error));
  }, BEAT_MS);
  return {
    presence,
    lookUp: (callId) => timed(tally.lookUps, () => ask('POST', '/api/look-up', { number: '+79161234567', callId })),
    draft: (callId) => ask('PUT', `/api/calls/${callId}/draft`, { comment: 'черновик', customerId: null, revision: 1 }),
    save: (callId) => timed(tally.saves, () => ask('POST', `/api/calls/${callId}/wrap-up/save`, {
      saveId: callId, comment: 'Договорились на среду', customerId: null, savedAt: new Date().toISOString(),
    })),
    leave: () => { clearInterval(beats); live.terminate(); },
  };
}

async function openLive(url: string, who: { session: string; pageId: string }, tally: Tally): Promise<WebSocket> {
  const live = new WebSocket(url.replace(/^http/, 'ws') + LIVE_PATH);
  await new Promise<void>((resolve, reject) => { live.once('open', () => resolve()); live.once('error', reject); });
  live.on('message', () => { tally.heard++; });
  live.on('close', (code, why) => { if (why.length > 0) count(tally, new Error(`live channel closed: ${why.toString()}`)); });
  live.send(JSON.stringify({ type: 'hello', session: who.session, pageId: who.pageId, together: true }));
  return live;
}

async function tell(url: string, batch: CallEventBatch): Promise<void> {
  const body = toAsciiJson(batch);
  const signing = { keyName: 'VOX_DESK_KEY_1' as const, key: BENCH_KEYS.desk['VOX_DESK_KEY_1'] ?? '' };
  const signed = signHeaders({ body, nowMs: Date.now(), nonce: randomBytes(12).toString('hex'), ...signing }, hmacSha256Hex);
  await send(`${url}/api/calls/events`, { method: 'POST', body, headers: { ...signed, 'content-type': 'application/json' } });
}

/** Connections are kept, as browsers and sessions keep them; a plain request, since `fetch` would cost more than the desk's answer. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

async function send(url: string, { method, body, headers }: { method: string; body: string; headers: Record<string, string> }): Promise<void> {
  const status = await new Promise<number>((resolve, reject) => {
    const asked = request(url, { method, agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
      answer.once('error', reject);
    });
    asked.once('error', reject);
    asked.end(body);
  });
  if (status >= 300) throw new Error(`${new URL(url).pathname.replace(/\/\d{6,}\/|\/[\da-f]{16}\//, '/:callId/')} answered ${status}`);
}

async function timed(into: number[], work: () => Promise<void>): Promise<void> {
  const startedMs = performance.now();
  await work();
  into.push(performance.now() - startedMs);
}

/** Notes what was refused or failed. */
export function count({ errors }: Tally, error: unknown): void {
  const what = error instanceof Error ? error.message : String(error);
  errors.set(what, (errors.get(what) ?? 0) + 1);
}
