import { RealClock } from '../clock/real-clock';
import type { Cloud } from '../cloud';
import { createCloud } from '../create-cloud';
import { createGateway } from '../gateway/create-gateway';
import { localCertificate } from '../management/certificate';
import { loopbackWire } from '../platform/http/loopback-wire';
import { RealmPool } from '../platform/realm/realm-pool';
import { layLoadGround } from './load-ground';
import { monotonicMs, type CloudNow, type FromLoadCloud, type LoadGround, type Offered, type ToLoadCloud } from './messages';

/** So often the offers so far are told; the pages have them long before. */
const TELL_EVERY_MS = 500;

/** The cloud of the live load with its gateway, in a process of its own so that its memory and time are its own. */
async function open(ground: LoadGround): Promise<(asked: Exclude<ToLoadCloud, { kind: 'open' }>) => void> {
  const clock = new RealClock();
  const certificate = await localCertificate();
  const carry = loopbackWire();
  const { origin, there } = ground.desk;
  const rows = layLoadGround(ground);
  const failedPosts: string[] = [];
  const cloud = createCloud({
    // Sessions that have ended are kept for GetCallHistory, which nobody asks here. One realm for all, as in simulation: it gives the
    // same traces, and a context for each session is for whoever writes scenarios.
    rows, clock, keepHistory: false, realm: 'shared', realmPool: compiled(ground),
    async wire(request) {
      const answer = await carry({ ...request, url: request.url.replace(origin, there) });
      if ('failure' in answer) failedPosts.push(`failed with ${answer.failure}`);
      else if (answer.status >= 300) failedPosts.push(`answered ${answer.status}`);
      return answer;
    },
  });
  const errors: string[] = [];
  cloud.trace.subscribe(({ kind, text }) => {
    if (kind === 'error') errors.push(String(text));
  });
  tellOffers(cloud);
  const gateway = await createGateway({ cloud, clock, certificate, mediaHost: '127.0.0.1' });
  say({ kind: 'ready', host: gateway.host, certificate: certificate.cert, domain: `${ground.application}.${rows.accountName}.voximplant.com` });
  process.on('disconnect', () => {
    cloud.close();
    void gateway.close().finally(() => process.exit());
  });
  return (asked) => {
    if (asked.kind === 'look') say({ kind: 'looked', ...now(cloud), errors, failedPosts });
    else void dialAll(cloud, ground.franchises.map(({ number }) => number), asked).then(() => say({ kind: 'over' }));
  };
}

/** What the first call of each scenario would otherwise wait for, and everybody with it. */
function compiled({ franchises }: LoadGround): RealmPool {
  const pool = new RealmPool();
  for (const { name, script } of franchises) {
    const scenario = { name: `inbound-${name}`, text: script };
    pool.compiler.newerSyntax(scenario);
    pool.compiler.script(scenario);
  }
  return pool;
}

function tellOffers({ queues }: Cloud): void {
  let offers: Offered[] = [];
  queues.observe({
    offered: (callId) => void offers.push({ callId, atMs: monotonicMs() }),
    accepted: () => undefined, reached: () => undefined, left: () => undefined,
  });
  setInterval(() => {
    if (offers.length > 0) say({ kind: 'offers', offers });
    offers = [];
  }, TELL_EVERY_MS);
}

/** Callers who wait as long as it takes; resolves when the last of them has hung up. */
async function dialAll(cloud: Cloud, numbers: readonly string[], { callsPerSecond, calls }: { callsPerSecond: number; calls: number }): Promise<void> {
  const startedMs = monotonicMs();
  let isOver = (): void => undefined;
  let left = calls;
  const over = new Promise<void>((resolve) => (isOver = resolve));
  const ended = (): void => {
    left -= 1;
    if (left === 0) isOver();
  };
  for (let index = 0; index < calls; index++) {
    const waitMs = startedMs + (index * 1_000) / callsPerSecond - monotonicMs();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    cloud.dial({ from: `+79${String(index).padStart(9, '0')}`, to: numbers[index % numbers.length] ?? '', origin: 'pstn' }).listen({ ended });
  }
  await over;
}

/** What is left after a collection. */
function now(cloud: Cloud): Omit<CloudNow, 'errors' | 'failedPosts'> {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return { heapMb: heapUsed / 1_048_576, residentMb: rss / 1_048_576, cpuSeconds: (user + system) / 1e6, sessions: cloud.live().sessions };
}

function say(message: FromLoadCloud): void {
  process.send?.(message);
}

let opened: ReturnType<typeof open> | null = null;
process.on('message', (message: ToLoadCloud) => {
  const failed = (error: unknown) => {
    process.stderr.write(`The cloud of the load failed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  };
  if (message.kind === 'open') (opened = open(message.ground)).catch(failed);
  else void opened?.then((act) => act(message)).catch(failed);
});
