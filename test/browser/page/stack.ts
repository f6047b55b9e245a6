import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { QueueEngineName } from '../../../contracts/call-events';
import type { CallConfig, PromptConfig, QueueConfig, VoxConfig } from '../../../contracts/config';
import { startDesk, type RunningDesk } from '../../../desk/start';
import { RealClock } from '../../../emulator/clock/real-clock';
import type { Cloud } from '../../../emulator/cloud';
import { createGateway, type Gateway } from '../../../emulator/gateway/create-gateway';
import { buildPhonePage } from '../../../emulator/phone/build';
import { openAccessServer } from '../../../emulator/platform/access-server';
import type { Switches } from '../../../emulator/switches';
import { buildPage } from '../../../operator/build/build-page';
import { deployOnce } from '../../../scripts/apply/deploy-once';
import { buildScenarios } from '../../../scripts/build/build-scenarios';
import { checkConfig } from '../../../scripts/config/check-config';
import { environmentOf } from '../../../scripts/config/read-config';
import { openLocalCloud } from '../../../scripts/targets';
import type { Evidence } from '../support/evidence';
import { loadWritten } from '../../../scripts/config/load-written';

export const ROOT = path.resolve(import.meta.dirname, '../../..');
export const NUMBER = '74951234567';

export interface StackOptions {
  engine: QueueEngineName;
  switches?: Partial<Switches>;
  change?: (config: VoxConfig) => void;
  evidence?: Evidence;
  /** Null: all addresses of this machine, as for a user; only where no packet can leave. */
  mediaHost?: string | null;
}

/** The whole product on this machine: emulated cloud with the deployed bundle, gateway, desk with the built page. */
export interface Stack {
  cloud: Cloud;
  gateway: Gateway;
  desk: RunningDesk;
  close(): Promise<void>;
}

const KEYS = { VOX_DESK_KEY_1: 'first-key-of-the-tests', VOX_DESK_KEY_2: 'second-key-of-the-tests', OPERATOR_KEY: 'operator-key-of-the-tests' };
/** A desk's name inside the scenarios; the wire leads it to the desk's port. */
const DESK_NAME = 'http://desk.localhost';

export async function openStack({ engine, switches = {}, change, evidence, mediaHost = '127.0.0.1' }: StackOptions): Promise<Stack> {
  const written = await writtenFor(engine);
  change?.(written);
  const config = checkConfig(written, 'the sample config');
  const environment = environmentOf(config, 'local');
  const folder = await mkdtemp(path.join(tmpdir(), 'vox-page-'));
  const pageFolder = path.join(folder, 'page');
  const hosts = new Map<string, string>();
  const [built] = await Promise.all([buildScenarios({ root: ROOT, config, environment }), buildPage({ root: ROOT, outDir: pageFolder })]);
  const clock = new RealClock();
  const numbers = config.franchises.flatMap((franchise) => franchise.numbers);
  const local = await openLocalCloud({ clock, numbers, folder, hosts, switches });
  if (evidence) local.cloud.trace.subscribe(evidence.trace);
  // The desk trusts no certificate made a moment ago: sessions are reached without TLS, on loopback only.
  const access = await openAccessServer({ cloud: local.cloud });
  await deployOnce({
    root: folder, config, environment: { ...environment, account: null }, built, target: local.target, env: KEYS,
    now: () => Date.now(), note: () => undefined,
  });
  const phonePage = await buildPhonePage(ROOT);
  const gateway = await createGateway({
    cloud: local.cloud, clock, certificate: local.certificate, phonePage, ...(mediaHost !== null && { mediaHost }),
    log: (line) => evidence?.note('gateway', line),
  });
  const desk = await startDesk({
    config: written, environment: 'local', env: KEYS, port: 0, pageFolder, logLevel: 'error', sample: true, https: local.certificate,
    ...(evidence && { logLevel: 'debug', logTo: { write: (line) => { evidence.note('desk', line); } } }),
    local: { serverIp: gateway.host, accountName: local.rows.accountName, connectSources: [`wss://${gateway.host}`] },
  });
  hosts.set(DESK_NAME, desk.url);
  return {
    cloud: local.cloud, gateway, desk,
    async close() {
      await desk.close();
      await gateway.close();
      await access.close();
      await local.close();
      clock.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Whatever a test waits for in earnest is as short as it may be; at `center` a ring is long enough for a busy machine. */
async function writtenFor(engine: QueueEngineName): Promise<VoxConfig> {
  const config = structuredClone(await loadWritten(path.join(ROOT, 'voxfiles.config.ts'), ROOT)) as VoxConfig;
  for (const [name, franchise] of Object.entries(config.franchises)) {
    const queue: QueueConfig = { engine, name: franchise.queue.name };
    franchise.queue = queue;
    franchise.call = { ...plain(franchise.call), ringSeconds: name === 'north' ? 10 : 25, reject: { default: 'pass', holdoutMs: 8_000 } };
    franchise.desk = { ...franchise.desk, missesInRow: 2, banLiftSeconds: 6, graceSeconds: 1 };
    delete franchise.hours;
  }
  return config;
}

/** Menu, announcements and the ways out would only lengthen what these tests look at; `change` puts back what one is about. */
function plain(call: CallConfig): CallConfig {
  const { music, ringSeconds, maxWaitSeconds, reject, wrapUp } = call;
  return {
    greeting: say('Здравствуйте.'), music, goodbye: say('До свидания.'), operatorLost: say('Связь прервалась.'),
    ringSeconds, maxWaitSeconds, reject, wrapUp,
  };
}

export const say = (text: string): PromptConfig => ({ text, voice: 'Amazon.ru_RU_Tatyana' });
