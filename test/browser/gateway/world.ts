import type { Browser } from 'playwright-core';
import { createAccount } from '../../../emulator/account/account';
import type { AccountRows, UserRow } from '../../../emulator/account/objects';
import { RealClock } from '../../../emulator/clock/real-clock';
import type { Cloud } from '../../../emulator/cloud';
import { createCloud } from '../../../emulator/create-cloud';
import { createGateway, type Gateway, type GatewayOptions } from '../../../emulator/gateway/create-gateway';
import { createGatewayFaults } from '../../../emulator/gateway/faults';
import type { Certificate } from '../../../emulator/gateway/server/server';
import { localCertificate } from '../../../emulator/management/certificate';
import { buildPhonePage } from '../../../emulator/phone/build';
import { hearsSomething } from '../support/audio';
import { createEvidence, type Evidence } from '../support/evidence';
import { openSdkPage, serveEmptyPage, type SdkPage, type SdkPageOptions } from '../support/sdk-page';
import type { TraceEvent } from '../../../emulator/platform/trace';
import { testNumber, testRules, type TestRule } from './scenarios';

/** A gateway in front of a cloud with users. */
export interface GatewayWorld {
  gateway: Gateway;
  rows: AccountRows;
  /** PEM. */
  certificate: string;
  cloud: Cloud;
  userId(name: string): number;
  /** What the gateway's log says. */
  log: string[];
  /** What happened in the cloud. */
  trace: TraceEvent[];
  evidence: Evidence;
  /** A page with the SDK, nothing called yet. */
  page(browser: Browser, prepare?: SdkPageOptions['prepare']): Promise<SdkPage>;
  /** Connected, signed in by password. */
  signedIn(browser: Browser, user: string, options?: PageOptions): Promise<SdkPage>;
  /** Anna has called Boris, and both hear each other. */
  talking(browser: Browser): Promise<{ anna: SdkPage; boris: SdkPage }>;
  /** After each test: pages closed, faults off. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

export interface PageOptions {
  queueType?: 'ACD' | 'SmartQueue';
}

/** `VoxImplant.QueueTypes`: numbers. */
const queueTypes = { ACD: 1, SmartQueue: 2 };

export const users = ['anna', 'boris', 'vera'] as const;
export const passwordOf = (user: string) => `${user}-Secret1`;
export const loginOf = (user: string) => `${user}@school.local.voximplant.com`;

export interface WorldOptions extends Pick<GatewayOptions, 'mediaHost'> {
  /** Where several gateways of one file share it. */
  certificate?: Certificate;
}

export async function createGatewayWorld({ mediaHost = '127.0.0.1', ...given }: WorldOptions = {}): Promise<GatewayWorld> {
  const rows = createRows();
  const clock = new RealClock();
  const log: string[] = [];
  const trace: TraceEvent[] = [];
  const pages: SdkPage[] = [];
  const evidence = createEvidence();
  const cloud = createCloud({ rows, clock });
  cloud.trace.subscribe((event) => trace.push(event));
  cloud.trace.subscribe(evidence.trace);
  const certificate = given.certificate ?? await localCertificate();
  const gateway = await createGateway({
    mediaHost,
    cloud,
    clock,
    certificate,
    log(line) {
      log.push(line);
      evidence.note('gateway', line);
    },
    phonePage: await buildPhonePage(process.cwd()),
    rest: { request: serveEmptyPage },
  });
  const world: GatewayWorld = {
    gateway,
    certificate: certificate.cert,
    rows,
    cloud,
    userId: (name) => [...rows.users.values()].find((user) => user.name === name)?.id ?? 0,
    log,
    trace,
    evidence,
    async page(browser, prepare) {
      const page = await openSdkPage(browser, gateway.url, { ...(prepare && { prepare }), evidence });
      pages.push(page);
      return page;
    },
    async talking(browser) {
      const [anna, boris] = await Promise.all([world.signedIn(browser, 'anna'), world.signedIn(browser, 'boris')]);
      await anna.run('place', { number: 'boris', video: false });
      await boris.next('IncomingCall');
      await boris.call(0, 'answer');
      await Promise.all([anna.next('Connected'), boris.next('Connected')]);
      await Promise.all([hearsSomething(anna.page), hearsSomething(boris.page)]);
      return { anna, boris };
    },
    async closePages() {
      // Signs everybody out, so that no status outlives its test in the grace of row 133.
      gateway.kick();
      await Promise.all(pages.splice(0).map((page) => page.close()));
      Object.assign(gateway.faults, createGatewayFaults());
    },
    async signedIn(browser, user, options = {}) {
      const page = await world.page(browser);
      await connect(page, gateway.host, options);
      await page.run('login', loginOf(user), passwordOf(user));
      return page;
    },
    async close() {
      await world.closePages();
      await gateway.close();
      cloud.close();
      clock.close();
    },
  };
  return world;
}

export async function connect(page: SdkPage, host: string, options: PageOptions = {}): Promise<unknown> {
  await page.run('init', { node: 'NODE_1', serverIp: [host], queueType: queueTypes[options.queueType ?? 'SmartQueue'] });
  return page.run('connect');
}

function createRows(): AccountRows {
  const rows = createAccount({ accountName: 'local', phoneNumbers: [testNumber] });
  const applicationId = rows.nextId();
  rows.applications.set(applicationId, { id: applicationId, name: 'school', secureRecordStorage: false, modifiedMs: 0 });
  for (const name of users) {
    const id = rows.nextId();
    rows.users.set(id, userRow({ id, applicationId, name }));
  }
  for (const rule of testRules) addRule(rows, applicationId, rule);
  for (const number of rows.phoneNumbers.values()) number.applicationId = applicationId;
  return rows;
}

function addRule(rows: AccountRows, applicationId: number, { name, pattern, script }: TestRule): void {
  const scenarioId = rows.nextId();
  rows.scenarios.set(scenarioId, { id: scenarioId, name, script, applicationId, modifiedMs: 0 });
  const id = rows.nextId();
  rows.rules.set(id, {
    id, applicationId, name, pattern, exclude: '', videoConference: false, scenarioIds: [scenarioId], modifiedMs: 0,
  });
  rows.ruleOrder.set(applicationId, [...(rows.ruleOrder.get(applicationId) ?? []), id]);
}

function userRow({ id, applicationId, name }: { id: number; applicationId: number; name: string }): UserRow {
  return {
    id, applicationId, name, displayName: name.toUpperCase(), password: passwordOf(name), active: true, customData: '',
    acdQueueIds: [], acdSkillIds: [], sqQueueIds: [], sqSkills: [], handleCalls: true, maxConversations: 1, modifiedMs: 0,
  };
}
