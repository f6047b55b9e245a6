import path from 'node:path';
import type { AccountRows } from '../emulator/account/objects';
import type { Clock } from '../emulator/clock/clock';
import type { RealClock } from '../emulator/clock/real-clock';
import type { VirtualClock } from '../emulator/clock/virtual-clock';
import type { Cloud, CloudOptions } from '../emulator/cloud';
import type { FaultFile } from '../emulator/faults/fault-file';
import type { ManagementServer } from '../emulator/management/server';
import type { Wire, WireRequest } from '../emulator/platform/http/wire';
import type { FaultPlan } from '../emulator/platform/session/core';
import type { Switches } from '../emulator/switches';
import type { CloudTarget } from './cloud/target';
import { UserError } from './user-error';

/**
 * The only file that knows the emulator, the desk, the simulation and the
 * explorer. Types cost nothing; the rest is loaded when a command needs it.
 */
export type { Clock, ClockTimer } from '../emulator/clock/clock';
export type { RealClock } from '../emulator/clock/real-clock';
export type { VirtualClock } from '../emulator/clock/virtual-clock';
export type { Cloud, LiveCounts } from '../emulator/cloud';
export type { AccountRows, UserRow } from '../emulator/account/objects';
export type { Wire, WireAnswer, WireRequest } from '../emulator/platform/http/wire';
export type {
  Device, DeviceListener, DialOptions, Heard, Line, LineEnd, OperatorStatus, RingingLine,
} from '../emulator/platform/lines';
export type { DeskPage, Tally } from '../desk/bench/soak-worker';
export type { MemorySample } from '../desk/bench/memory-rows';
export type { ChildCloud, LoadGround } from '../emulator/bench/child-cloud';
export type { FaultFile } from '../emulator/faults/fault-file';
export type { TimelineLine } from '../emulator/recorder';
export type { FaultPlan } from '../emulator/platform/session/core';
export type { Switches } from '../emulator/switches';
export type { ActionKind, ActionStep, Bundles, ExploreResult, ReplayFile, Seen, SeenLine, WatchedHistory } from '../explorer';
export type { Shift, SimulateOptions, SimulateResult, Simulation } from '../simulation';

export interface LocalCloudOptions<C extends Clock> {
  clock: C;
  /** Numbers that the account rents, digits without plus. */
  numbers: readonly string[];
  /** Where the key file goes. */
  folder: string;
  switches?: Partial<Switches>;
  seed?: number;
  /** Ids of an account that goes on come after these. */
  idsBefore?: number;
  /** Origins of scenarios' requests, e.g. `http://desk.localhost` → `http://127.0.0.1:4711`; read at each request. */
  hosts: ReadonlyMap<string, string>;
  /** Source maps by the sha256 of the script. */
  sourceMaps?: ReadonlyMap<string, object>;
  managementPort?: number;
  accessPort?: number;
  /** Access URLs by http alone: a desk in this process trusts no certificate made a moment ago. */
  plainAccess?: boolean;
  /** Sees every request of a scenario on its way out. */
  observe?: (request: WireRequest) => void;
  faults?: FaultPlan;
  /** A folder for a log of each session and a recording of the run; `faults` is what the plan was made from. */
  record?: { folder: string; faults: FaultFile | null };
}

/** An emulated account with everything that others reach over sockets. */
export interface LocalCloud<C extends Clock> {
  cloud: Cloud;
  clock: C;
  rows: AccountRows;
  management: ManagementServer;
  /** How plan and apply get there. */
  target: CloudTarget;
  accessUrl: string;
  certificate: { key: string; cert: string };
  close(): Promise<void>;
}

const shared: { certificate?: Promise<{ key: string; cert: string }> } = {};

/** A Voximplant cloud on this machine: platform, Management API over TLS, access URLs. */
export async function openLocalCloud<C extends VirtualClock | RealClock>(options: LocalCloudOptions<C>): Promise<LocalCloud<C>> {
  const [{ createAccount }, { createServiceKey, writeCredentials }, { localCertificate }, { startManagementServer }, { createCloud }, { keptCloud }, { openAccessServer }, { loopbackWire }, { loopbackSockets }] =
    await Promise.all([
      import('../emulator/account/account'), import('../emulator/account/service-key'), import('../emulator/management/certificate'),
      import('../emulator/management/server'), import('../emulator/create-cloud'), import('../emulator/recorder/keep-recording'), import('../emulator/platform/access-server'),
      import('../emulator/platform/http/loopback-wire'), import('../emulator/platform/http/socket-wire'),
    ]);
  const { clock, folder, hosts, seed, switches, sourceMaps, idsBefore } = options;
  const rows = createAccount({ phoneNumbers: options.numbers });
  // One for all emulators of a process: equal names under different keys are not told apart by TLS.
  const certificate = await (shared.certificate ??= localCertificate());
  const credentials = `${folder}/service-account.json`;
  writeCredentials(credentials, createServiceKey(rows));
  const cloudOptions: CloudOptions = {
    rows, clock, socketWire: loopbackSockets(clock), wire: toHosts(loopbackWire({ ca: certificate.cert }), { hosts, observe: options.observe }),
    ...(options.faults ? { faults: options.faults } : {}),
    ...(seed === undefined ? {} : { seed }), ...(idsBefore === undefined ? {} : { idsBefore }), ...(switches ? { switches } : {}),
    ...(sourceMaps ? { sourceMaps: new Map(sourceMaps) } : {}),
  };
  const kept = options.record ? keptCloud(cloudOptions, createCloud, options.record) : null;
  const cloud = kept?.cloud ?? createCloud(cloudOptions);
  const access = await openAccessServer({ cloud, port: options.accessPort ?? 0, ...(options.plainAccess ? {} : { certificate }) });
  const management = await startManagementServer({
    account: rows, clock, wallNow: () => Date.now(), platform: cloud.platformView(), certificate,
    afterWrite: () => {
      kept?.accountChanged();
      cloud.queues.bindingsChanged();
    },
    port: options.managementPort ?? 0,
  });
  return {
    cloud, clock, rows, management, certificate,
    target: { host: management.host, ca: management.ca, credentials },
    accessUrl: access.secureUrl ?? access.url,
    close: async () => {
      cloud.close();
      kept?.close();
      await Promise.all([access.close(), management.close()]);
    },
  };
}

export async function openVirtualClock(options: { startMs?: number } = {}): Promise<VirtualClock> {
  return new (await import('../emulator/clock/virtual-clock')).VirtualClock(options);
}

export async function openRealClock(): Promise<RealClock> {
  return new (await import('../emulator/clock/real-clock')).RealClock();
}

/** `name=value` pairs over what a JSON file says, as switches; an unknown name or value is refused by name. */
export async function readSwitches(
  root: string,
  { pairs = {}, file }: { pairs?: Readonly<Record<string, string>> | undefined; file?: string | undefined },
): Promise<Partial<Switches>> {
  const { parseSwitch, readSwitchFile } = await import('../emulator/switches');
  const refused = (flag: string, read: () => Partial<Switches>): Partial<Switches> => {
    try {
      return read();
    } catch (cause) {
      throw new UserError(`${flag}: ${(cause as Error).message}`, { cause });
    }
  };
  const filed = file === undefined ? {} : refused('--switches', () => readSwitchFile(path.resolve(root, file)));
  const told = Object.entries(pairs).map(([name, value]) => refused('--switch', () => parseSwitch(`${name}=${value}`)));
  return Object.assign({}, filed, ...told) as Partial<Switches>;
}

/** Scenarios know their servers by name; here those names lead to ports of this machine. */
function toHosts(wire: Wire, { hosts, observe }: Pick<LocalCloudOptions<Clock>, 'hosts' | 'observe'>): Wire {
  return (request) => {
    observe?.(request);
    const { origin } = new URL(request.url);
    const there = hosts.get(origin);
    return wire(there === undefined ? request : { ...request, url: there + request.url.slice(origin.length) });
  };
}

export async function loadSimulation() {
  return import('../simulation');
}

export async function loadRecorder() {
  return import('../emulator/recorder');
}

export async function loadExplorer() {
  return import('../explorer');
}

/** The desk alone: started, looked after, and its side of somebody's ERP. */
export async function loadDesk() {
  const [start, maintain, erp, page] = await Promise.all([
    import('../desk/start'), import('../desk/maintain'), import('../desk/directory/erp-check'), import('../operator/build/build-page'),
  ]);
  return { ...start, ...maintain, ...erp, ...page };
}

/** The desk's own benches, on a PostgreSQL of their own. */
export async function loadDeskBenches() {
  const [lookUp, soak, worker, memory, child, postgres, config, open, rows, chaos] = await Promise.all([
    import('../desk/bench/look-up'), import('../desk/bench/soak'), import('../desk/bench/soak-worker'), import('../desk/bench/memory-rows'),
    import('../desk/bench/child-desk'), import('../desk/bench/local-postgres'), import('../desk/bench/bench-config'), import('../desk/database/open'),
    import('../desk/bench/rows'), import('../desk/bench/chaos/start'),
  ]);
  return { ...rows, ...lookUp, ...soak, ...worker, ...memory, ...child, ...postgres, ...config, ...open, ...chaos };
}

/** A cloud with its gateway in a process of its own, for the live load. */
export async function loadChildCloud() {
  return import('../emulator/bench/child-cloud');
}

/** Gateway, telephone page, desk and operator's page; see local-pages.ts for what they are together. */
export async function loadLocalPages() {
  const [gateway, reach, phone, page, desk, browser, faultFile, faultPlan, cuts] = await Promise.all([
    import('../emulator/gateway/create-gateway'), import('../emulator/gateway/media/reach'), import('../emulator/phone/build'), import('../operator/build/build-page'),
    import('../desk/start'), import('../emulator/gateway/open-browser'), import('../emulator/faults/fault-file'),
    import('../emulator/faults/fault-plan'), import('../emulator/faults/cuts'),
  ]);
  return { ...gateway, ...reach, ...phone, ...page, ...desk, ...browser, ...faultFile, ...faultPlan, ...cuts };
}

export type LocalPagesModules = Awaited<ReturnType<typeof loadLocalPages>>;
