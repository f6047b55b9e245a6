import type vm from 'node:vm';
import { hex32 } from '../../hex';
import type { Core } from '../session/core';
import { scenarioText } from '../session/scenario-text';
import type { Session } from '../session/session';
import type { Api, ApiHost } from './api/api-host';
import { makeCrypto } from './api/crypto';
import { localParts } from './api/local-time';
import { makeForwards } from './api/easy-process';
import { makeIvr } from './api/ivr';
import { makeMediaCalls } from './api/media-calls';
import { makeNet } from './api/net';
import { phoneNumberInfo } from './api/phone-number';
import { addGatedCalls, isThere } from './api/gated-calls';
import { makeApplicationStorage } from './api/storage';
import { TEXT_FUNCTIONS } from './api/text';
import { makeVoxEngine } from './api/voxengine';
import { CONSTANTS, MODULE_LISTS } from './enums';
import { EVENT_NAMES } from './event-names';
import { guard } from './guard';
import { LANGUAGES } from './language';
import { unknownName } from './running';
import { makeVoiceList } from './voices';

/** Everything a scenario finds in its global scope besides the language. */
export interface Globals {
  readonly names: readonly string[];
  readonly values: readonly unknown[];
  /** Puts all of it into a context of one session. */
  install(context: vm.Context): void;
  /** Puts only the names of modules into a context that sessions share. */
  installGated(context: vm.Context): void;
  /** What a module brings, by name. */
  ofModule(module: string): Readonly<Record<string, unknown>>;
}

export function makeGlobals(core: Core, session: () => Session): Globals {
  const host: ApiHost = { core, session };
  const gated = gatedGlobals(host);
  let context: vm.Context | null = null;
  const plain = plainGlobals(host, (module) => {
    if (context) defineAll(context, gated.get(module) ?? {});
  });
  return {
    names: Object.keys(plain),
    values: Object.values(plain),
    install(own) {
      context = own;
      defineAll(own, plain);
      if (core.switches.modulesBeforeRequire === 'present') for (const names of gated.values()) defineAll(own, names);
    },
    ofModule: (module) => gated.get(module) ?? {},
    installGated(shared) {
      for (const [module, names] of gated) {
        for (const [name, value] of Object.entries(names)) defineGated(host, shared, { module, name, value });
      }
    },
  };
}

function plainGlobals(host: ApiHost, reveal: (module: string) => void): Api {
  const guarded = (kind: string, object: object) => guard(kind, object);
  const voxEngine = { ...makeVoxEngine(host), ...makeMediaCalls(host), ...makeForwards(host) };
  addGatedCalls(host, voxEngine);
  const plain: Api = {
    VoxEngine: guarded('VoxEngine', voxEngine),
    Net: guarded('Net', makeNet(host)),
    Logger: guarded('Logger', makeLogger(host)),
    Crypto: guarded('Crypto', makeCrypto(host.core.switches)),
    PhoneNumber: guarded('PhoneNumber', { getInfo: phoneNumberInfo }),
    VoiceList: VOICES,
    ...PLAIN_LISTS,
    ...makeTimerFunctions(host),
    ...TEXT_FUNCTIONS,
    uuidgen: () => uuid(host.session()),
    getLocalTime: (zone: unknown, date: { getTime(): number }) => localTime(host.session(), String(zone), date),
    require: (module: unknown) => requireModule(host.session(), String(module), reveal),
  };
  return plain;
}

/** Frozen lists of constants, the same for every session. */
const LISTS: Readonly<Record<string, object>> = Object.fromEntries(
  Object.entries({ ...EVENT_NAMES, ...CONSTANTS, Language: LANGUAGES }).map(([name, members]) => [
    name,
    Object.freeze(guard(name, { ...members })),
  ]),
);
const GATED_LISTS = new Set(Object.values(MODULE_LISTS).flat());
const PLAIN_LISTS = Object.fromEntries(Object.entries(LISTS).filter(([name]) => !GATED_LISTS.has(name)));
const VOICES = makeVoiceList();

/** Names that a module brings, by the module (row 27). */
function gatedGlobals(host: ApiHost): Map<string, Api> {
  const gated = new Map<string, Api>();
  for (const [module, names] of Object.entries(MODULE_LISTS)) {
    const api: Api = {};
    for (const name of names) api[name] = LISTS[name];
    gated.set(module, api);
  }
  gated.set('ivr', makeIvr(host));
  gated.set('applicationstorage', {
    ApplicationStorage: guard('ApplicationStorage', makeApplicationStorage(host)),
  });
  return gated;
}

const MODULES: ReadonlySet<string> = new Set(Object.values(CONSTANTS.Modules));

function requireModule(session: Session, module: string, reveal: (module: string) => void): void {
  if (!MODULES.has(module)) throw unknownName(`require('${module}')`);
  session.required.add(module);
  reveal(module);
}

function makeLogger(host: ApiHost): Api {
  return {
    write: (message: unknown) => host.session().log.write(scenarioText(host.session(), message)),
    hideTones: () => undefined,
  };
}

function makeTimerFunctions(host: ApiHost): Api {
  return {
    setTimeout: (callback: unknown, delay?: unknown, ...args: unknown[]) =>
      host.session().timers.once(callback, delay, args),
    setInterval: (callback: unknown, delay?: unknown, ...args: unknown[]) =>
      host.session().timers.every(callback, delay, args),
    clearTimeout: (id: unknown) => host.session().timers.clear(id),
    clearInterval: (id: unknown) => host.session().timers.clear(id),
  };
}

function localTime(session: Session, zone: string, date: { getTime(): number }): unknown {
  try {
    const [year = 0, month = 0, ...rest] = localParts(zone, date.getTime());
    return session.realm?.date(Date.UTC(year, month, ...rest));
  } catch (error) {
    throw session.error(`getLocalTime('${zone}'): ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Version 4, from the session's own random numbers. */
function uuid(session: Session): string {
  const word = () => hex32(session.random.below(0x1_0000_0000));
  const [time, middle, variant, node] = [word(), word(), word(), word()];
  const clock = '89ab'[session.random.below(4)] + variant.slice(1, 4);
  return `${time}-${middle.slice(0, 4)}-4${middle.slice(5)}-${clock}-${variant.slice(4)}${node}`;
}

function defineAll(context: vm.Context, names: Api): void {
  for (const [name, value] of Object.entries(names)) {
    Object.defineProperty(context, name, { value, writable: true, enumerable: true, configurable: true });
  }
}

/** In a context that sessions share a name of a module is there for those that required it. */
function defineGated(host: ApiHost, context: vm.Context, gated: { module: string; name: string; value: unknown }): void {
  Object.defineProperty(context, gated.name, {
    enumerable: true,
    configurable: true,
    get() {
      if (isThere(host, gated.module)) return gated.value;
      const message = `${gated.name} is not defined`;
      throw host.session().realm?.error('ReferenceError', message) ?? new ReferenceError(message);
    },
  });
}
