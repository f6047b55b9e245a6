import { randomBytes } from 'node:crypto';
import { LIVE_PATH } from '../../contracts/desk-live';
import { signHeaders, toAsciiJson } from '../../contracts/signature';
import { WebSocket } from 'ws';
import type { DeskKeys, Scope } from '../config';
import type { RunningDesk } from '../start';
import { hmacSha256Hex } from '../sign-in/one-time-key';
import { percentile, rounded, type BenchRow } from './rows';
import { conversation } from './soak-call';

export interface SoakOptions {
  running: Pick<RunningDesk, 'url' | 'desk'>;
  keys: Pick<DeskKeys, 'desk'>;
  /** Signed-in operators, each with a live channel. */
  operators: readonly Pick<Scope, 'franchise' | 'operator'>[];
  callsPerSecond: number;
  seconds: number;
}

interface Worker extends Pick<Scope, 'franchise' | 'operator'> { session: string; live: WebSocket }
interface Tally { saves: number[]; errors: number; calls: number }

/** A working day's rush in small: calls come at a rate, each is told in three batches, looked up, drafted and saved. */
export async function benchSoak(options: SoakOptions): Promise<BenchRow[]> {
  const workers = await Promise.all(options.operators.map((who) => goToWork(options, who)));
  const beats = setInterval(() => workers.forEach(({ live }) => live.send('{"type":"ping"}')), 5_000);
  const tally: Tally = { saves: [], errors: 0, calls: 0 };
  const memory: number[] = [];
  const running: Promise<void>[] = [];
  const total = options.callsPerSecond * options.seconds;
  const startedMs = performance.now();
  for (let index = 0; index < total; index++) {
    const dueMs = startedMs + (index * 1_000) / options.callsPerSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const worker = workers[index % workers.length];
    if (worker) running.push(serve(options, worker, tally));
    if (index % (options.callsPerSecond * 10) === 0) memory.push(process.memoryUsage().rss / 1_048_576);
  }
  await Promise.all(running);
  clearInterval(beats);
  workers.forEach(({ live }) => live.terminate());
  return summarise(tally, { memory, seconds: (performance.now() - startedMs) / 1_000 });
}

function summarise(tally: Tally, { memory, seconds }: { memory: readonly number[]; seconds: number }): BenchRow[] {
  const half = Math.ceil(memory.length / 2);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const row = (name: string, value: number, rest: Pick<BenchRow, 'unit' | 'limit'>): BenchRow => ({ name, value: rounded(value), peer: null, ...rest });
  return [
    row('calls served', tally.calls, { unit: 'calls', limit: null }),
    row('calls per second', tally.calls / seconds, { unit: '1/s', limit: null }),
    row('errors', tally.errors, { unit: 'requests', limit: 0 }),
    row('save, median', percentile(tally.saves, 0.5), { unit: 'ms', limit: null }),
    row('save, 99th percentile', percentile(tally.saves, 0.99), { unit: 'ms', limit: 100 }),
    row('memory, second half over first', mean(memory.slice(half)) / mean(memory.slice(0, half)), { unit: 'ratio', limit: 1.2 }),
    row('memory at the end', memory.at(-1) ?? 0, { unit: 'MB', limit: null }),
  ];
}

async function goToWork({ running }: SoakOptions, who: Pick<Scope, 'franchise' | 'operator'>): Promise<Worker> {
  const { token: session } = await running.desk.services.sessions.open(who, 'bearer');
  const live = new WebSocket(running.url.replace(/^http/, 'ws').replace('localhost', '127.0.0.1') + LIVE_PATH);
  await new Promise<void>((resolve, reject) => { live.once('open', () => resolve()); live.once('error', reject); });
  live.send(JSON.stringify({ type: 'hello', session, pageId: `soak-${who.operator}` }));
  // What it hears is only counted on by being read: an unread socket would fill.
  live.on('message', () => undefined);
  return { ...who, session, live };
}

async function serve(options: SoakOptions, worker: Worker, tally: Tally): Promise<void> {
  const callId = randomBytes(8).toString('hex');
  const [begun, talked, ended] = conversation({ callId, franchise: worker.franchise, operator: worker.operator, nowMs: Date.now() });
  try {
    await tell(options, begun);
    await ask(options, worker, { method: 'POST', path: '/api/look-up', body: { number: '+79161234567', callId } });
    await tell(options, talked);
    await ask(options, worker, { method: 'PUT', path: `/api/calls/${callId}/draft`, body: { comment: 'черновик', customerId: null, revision: 1 } });
    await tell(options, ended);
    const startedMs = performance.now();
    const body = { saveId: callId, comment: 'Договорились на среду', customerId: null, savedAt: new Date().toISOString() };
    await ask(options, worker, { method: 'POST', path: `/api/calls/${callId}/wrap-up/save`, body });
    tally.saves.push(performance.now() - startedMs);
    tally.calls++;
  } catch {
    tally.errors++;
  }
}

async function tell({ running, keys }: SoakOptions, batch: unknown): Promise<void> {
  const body = toAsciiJson(batch);
  const key = keys.desk['VOX_DESK_KEY_1'] ?? '';
  const signed = signHeaders({ body, nowMs: Date.now(), nonce: randomBytes(12).toString('hex'), keyName: 'VOX_DESK_KEY_1', key }, hmacSha256Hex);
  await send(`${running.url}/api/calls/events`, { method: 'POST', body, headers: { ...signed, 'content-type': 'application/json' } });
}

async function ask({ running }: SoakOptions, worker: Worker, request: { method: string; path: string; body: unknown }): Promise<void> {
  await send(running.url + request.path, {
    method: request.method, body: JSON.stringify(request.body),
    headers: { authorization: `Bearer ${worker.session}`, 'content-type': 'application/json' },
  });
}

async function send(url: string, init: RequestInit): Promise<void> {
  const answer = await fetch(url.replace('localhost', '127.0.0.1'), init);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
}
