import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { VoxConfig } from '../../contracts/config';
import { deployOnce, type Deployed } from '../apply/deploy-once';
import { kilobytes } from '../build/budget';
import { buildScenarios, TOOL_VARIABLE } from '../build/build-scenarios';
import type { BuiltScenario } from '../build/built-scenario';
import { keepBundles } from '../build/keep-bundles';
import { readCredentials } from '../cloud/credentials';
import { openManagement } from '../cloud/management';
import { emulatorAddressFile, type EmulatorAddress } from '../cloud/target';
import type { NormalConfig, NormalEnvironment } from '../config/normal-config';
import { environmentOf, readBoth } from '../config/read-config';
import { deskAccount, type DeskAccount } from '../desk/desk-account';
import { madeUpSecrets, variablesOf } from '../dial/secrets';
import type { StoryEntry } from '../dial/story-entry';
import type { CallSummary } from '../dial/summary';
import {
  loadLocalPages, openLocalCloud, openRealClock, type FaultFile, type FaultPlan, type LocalCloud, type LocalPagesModules,
  type RealClock, type Switches, type WireRequest,
} from '../targets';
import { productFolder } from '../product-folder';
import { UserError } from '../user-error';
import type { Closers } from './closers';
import { prepareFirstCall } from './first-call';
import { openLocalPages, type LocalPages } from './local-pages';
import { requireFreePort } from './port';
import { freshRecordingFolder } from '../recordings/folder';

export interface DevOptions {
  root: string;
  env: Readonly<Record<string, string | undefined>>;
  port: number;
  faults: string | null;
  switches: Partial<Switches>;
  mediaHost: string | undefined;
  /** Of what is entered at the desk: nothing after the end, what comes from now on, or what was there before too (R56). */
  keeps: 'nothing' | 'from now on' | 'all';
  /** Remarks of a deploy. */
  note: (text: string) => void;
  /** What stands, as it comes up. */
  said: (text: string) => void;
  signal: AbortSignal;
}

/** Everything of `npm start`, up and deployed. */
export interface DevStack {
  /** Folder of the logs and the recording of this run. */
  recordings: string;
  written: VoxConfig;
  config: NormalConfig;
  local: LocalCloud<RealClock>;
  pages: LocalPages;
  deskUrl: string;
  built: BuiltScenario[];
  deployed: Deployed;
  /** Calls of earlier starts. */
  keptCalls: () => Promise<number>;
  playCall: (told: (entry: StoryEntry) => void) => Promise<CallSummary>;
}

const ENVIRONMENT = 'local';

/** Brings the emulator up in real time, builds, deploys through the API client, and starts the desk with the page. */
export async function openDevStack(options: DevOptions, closers: Closers): Promise<DevStack> {
  const { root, port, mediaHost, switches } = options;
  const product = productFolder(options);
  const { written, config } = await readBoth(root);
  const usual = environmentOf(config, ENVIRONMENT);
  // The environment states which direction of priority is the urgent one; it follows the cloud.
  const environment = { ...usual, smartQueuePriority: switches.sqPriority ?? usual.smartQueuePriority };
  await requireFreePort(port);
  const folder = freshFolder(root, port);
  const modules = await loadLocalPages();
  const faultFile = options.faults === null ? null : readFaults(modules, path.resolve(root, options.faults), config);
  const observers: ((request: WireRequest) => void)[] = [];
  const hosts = new Map<string, string>();
  const faults = faultFile ? { faults: modules.createFaults(faultFile) } : {};
  const recordInto = freshRecordingFolder(root, { command: 'start', nowMs: Date.now() });
  const idsBefore = idsOfEarlierStarts(options);
  const local = await openEmulator({ idsBefore, config, folder, hosts, observers, switches, record: { folder: recordInto, faults: faultFile }, ...faults }, closers);
  closers.add(local.cloud.trace.subscribe(({ kind, session, text }) => {
    if (kind === 'error') options.note(`session ${session} dies: ${String(text)}`);
  }));
  const pages = await openLocalPages({ modules, local, product, port, mediaHost, note: options.note, faults: faultFile?.faults ?? [] });
  closers.add(() => pages.close());
  options.said(`Management API over TLS at ${local.target.host}, key file ${path.relative(root, local.target.credentials)}`);
  if (faultFile) closers.add(modules.scheduleCuts(faultFile, local.clock, (userName) => pages.cut(userName)));

  const secrets = madeUpSecrets(config);
  const env = { ...variablesOf(config, secrets), ...options.env };
  const pageFolder = path.join(folder, 'page');
  // A new database takes the longest; meanwhile scenarios are built and deployed.
  const opening = modules.buildPage({ root: product, outDir: pageFolder }).then(() =>
    pages.openDesk({ written, pageFolder, env, databaseFolder: keptFolder(options), ...accountOf(local, { root, config }, closers) }));
  // What went wrong there is told where it is waited for.
  const opened = opening.catch(() => null);
  closers.add(async () => (await opened)?.close());
  const built = await buildScenarios({ root, config, environment, tool: options.env[TOOL_VARIABLE] });
  keepBundles(root, built);
  for (const { sha256, map } of built) local.cloud.sourceMaps.set(sha256, map);
  options.said(`built ${built.map(({ name, bytes }) => `${name} ${kilobytes(bytes)}`).join(', ')}`);
  const deployed = await deployOnce({
    root, config, environment: { ...environment, account: null }, built, target: local.target, env,
    now: () => Date.now(), note: options.note,
  });
  options.said(`deployed through the API client: ${deployed.plan.steps.length} steps, ${deployed.requests} requests`);
  const desk = await opening;
  leadTo(hosts, { environment, url: desk.url });
  announce(root, { local, folder, desk: desk.url }, closers);
  options.said(`desk, operator's page and telephone at ${pages.url}`);
  return {
    recordings: path.relative(root, recordInto), written, config, local, pages, deskUrl: desk.url, built, deployed,
    keptCalls: () => desk.calls(),
    playCall: async (told) => {
      const call = prepareFirstCall({ local, config, secrets: secretsIn(config, env), told, signal: options.signal });
      observers.push((request) => call.observe(request));
      const played = await call.run().finally(() => observers.pop());
      // The scripted operator has no page: what its page would save is saved here.
      if (played.operator !== null && played.id !== null) await desk.save(played.operator, played.id, 'Первый звонок: проверка связи');
      return played;
    },
  };
}

/** As a desk in production asks its account. */
function accountOf({ target }: LocalCloud<RealClock>, { root, config }: { root: string; config: NormalConfig }, closers: Closers): DeskAccount {
  const now = (): number => Date.now();
  const credentials = readCredentials(target.credentials);
  const management = openManagement({ target, credentials, now });
  closers.add(() => management.close());
  return deskAccount({ management, account: credentials.account_id, root, config, environment: ENVIRONMENT, now });
}

function readFaults(modules: LocalPagesModules, file: string, { operators }: NormalConfig): FaultFile {
  try {
    const faults = modules.readFaultFile(file);
    const names = operators.map(({ name }) => name);
    const stranger = faults.faults.find((fault) => fault.on === 'operator' && !names.includes(fault.user));
    if (stranger?.on === 'operator') throw new Error(`${file} names the operator "${stranger.user}"; the config has ${names.join(', ')}`);
    return faults;
  } catch (cause) {
    throw new UserError(`--faults: ${(cause as Error).message}`, { cause });
  }
}

interface EmulatorOptions {
  idsBefore: number;
  config: NormalConfig;
  folder: string;
  hosts: Map<string, string>;
  observers: ((request: WireRequest) => void)[];
  faults?: FaultPlan;
  switches: Partial<Switches>;
  record: { folder: string; faults: FaultFile | null };
}

async function openEmulator({ config, idsBefore, folder, hosts, observers, faults, switches, record }: EmulatorOptions, closers: Closers): Promise<LocalCloud<RealClock>> {
  const clock = await openRealClock();
  const local = await openLocalCloud({
    clock, folder, hosts, idsBefore, switches, record, plainAccess: true,
    numbers: config.franchises.flatMap((franchise) => franchise.numbers),
    observe: (request) => observers.forEach((observer) => observer(request)),
    ...(faults ? { faults } : {}),
  });
  closers.add(async () => {
    await local.close();
    clock.close();
  });
  return local;
}

/** More than one start makes. */
const IDS_OF_A_START = 1_000_000;

/**
 * The account is new at every start, and what the desk keeps of earlier ones goes on: no id may come twice. Starts are
 * counted, since a clock may be set back.
 */
function idsOfEarlierStarts(options: DevOptions): number {
  const folder = keptFolder(options);
  if (folder === null) return 0;
  const file = `${folder}.starts`;
  if (options.keeps === 'from now on') for (const kept of [folder, file]) rmSync(kept, { recursive: true, force: true });
  const starts = Number(readText(file)) || 0;
  mkdirSync(path.dirname(folder), { recursive: true });
  writeFileSync(file, String(starts + 1));
  return starts * IDS_OF_A_START;
}

/** Where the desk of this port keeps what is entered; null: nowhere. */
function keptFolder({ root, port, keeps }: DevOptions): string | null {
  return keeps === 'nothing' ? null : path.join(root, '.vox', 'desks', String(port));
}

/** The account is new at every start, so what is remembered of an earlier one would be wrong. */
function freshFolder(root: string, port: number): string {
  rmSync(path.join(root, '.vox', ENVIRONMENT), { recursive: true, force: true });
  const folder = path.join(root, '.vox', 'emulators', String(port));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** So that `vox plan`, `deploy`, `status` and `doctor` in another terminal find this emulator. */
function announce(root: string, { local, folder, desk }: { local: LocalCloud<RealClock>; folder: string; desk: string }, closers: Closers): void {
  const ca = path.join(folder, 'ca.pem');
  writeFileSync(ca, local.certificate.cert);
  const address: EmulatorAddress = { host: local.target.host, ca, credentials: local.target.credentials, desk };
  const file = emulatorAddressFile(root, ENVIRONMENT);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(address, null, 2));
  closers.add(() => {
    if (readText(file).includes(address.host)) rmSync(file, { force: true });
  });
}

/** Another one may have been started since, and have written its own address there. */
function readText(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function leadTo(hosts: Map<string, string>, { environment, url }: { environment: NormalEnvironment; url: string }): void {
  if (environment.deskUrl !== null) hosts.set(new URL(environment.deskUrl).origin, url);
}

function secretsIn(config: NormalConfig, env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(config.secrets.map(({ name, fromEnv }) => [name, env[fromEnv] ?? '']));
}
