import { SignJWT } from 'jose';
import type { DestinationStream } from 'pino';
import type { VoxConfig } from '../contracts/config';
import { Mistake } from '../contracts/desk-failures';
import { moveOn } from './care/move-on';
import { machineClock, type Clock } from './clock';
import type { DeskConfig, DeskKeys } from './config';
import { deskConfigFrom } from './config-from';
import { pausable } from './database/pausable';
import { openDatabase, type DatabasePlace } from './database/open';
import type { Database } from './database/port';
import { clockOver } from './database-clock';
import { createDesk, type Desk, type DeskOptions } from './desk';
import { createLog, describeError } from './http/log';
import { deskKeysFrom } from './keys-from';
import { addSampleCustomers } from './sample/add-sample';
import { TOKEN_AUDIENCE } from './sign-in/erp-token';

export interface StartDeskOptions {
  config: VoxConfig;
  environment: string;
  /** Where secrets, `DATABASE_URL` and `TRUST_PROXY` are read from. */
  env: Readonly<Record<string, string | undefined>>;
  /** Folder of PGlite where there is no `DATABASE_URL`; without it: in memory. */
  databaseFolder?: string;
  /** 0: chosen by the system. */
  port: number;
  host?: string;
  /** The built page. */
  pageFolder?: string;
  logLevel?: string;
  /** Default: standard output. */
  logTo?: DestinationStream;
  /** For the emulator: its gateway, its certificate, its account. */
  local?: { serverIp: string; accountName: string; connectSources: readonly string[] };
  https?: { key: string; cert: string };
  clock?: Clock;
  /** Fill an empty database with sample customers. */
  sample?: boolean;
  /** Passed on to `createDesk`, e.g. `askAccount`, `serverFactory`. */
  desk?: Partial<Pick<DeskOptions, 'askAccount' | 'history' | 'removeRecord' | 'storedItems' | 'recordAuthorization' | 'recordFetch' | 'serverFactory' | 'otherUpgrades' | 'proxies'>>;
}

export interface RunningDesk {
  /** Without a slash at the end. */
  url: string;
  desk: Desk;
  config: DeskConfig;
  database: Database;
  /** The address that signs an operator in, as his ERP would make it; valid for five minutes. Only with `local`. */
  signInLink(operator: string): Promise<string>;
  close(): Promise<void>;
}

/** The desk as a program: `vox desk`, and embedded in `npm start`. */
export async function startDesk(options: StartDeskOptions): Promise<RunningDesk> {
  const isLocal = options.local !== undefined;
  const config = deskConfigFrom({ ...options, ...options.local, local: isLocal });
  const keys = deskKeysFrom(options.config, options.env, { local: isLocal });
  const log = createLog(options.logLevel ?? 'info', options.logTo);
  const { database, alone } = pausable(await openDatabase({
    ...place(options), onError: (error) => log.warn({ err: describeError(error) }, 'a database connection was lost'),
    note: (text) => log.warn(text),
  }));
  const { clock, stop } = await clockOver(database, {
    isShared: options.env['DATABASE_URL'] !== undefined, machine: options.clock ?? machineClock,
    onSetAhead: (byMs, movedMs) => alone((db) => moveOn(db, byMs, movedMs)),
  });
  try {
    if (options.sample) await addSampleCustomers(database, { clock, config });
    const desk = await createDesk({
      database, clock, config, keys, log,
      proxies: proxiesFrom(options.env['TRUST_PROXY']),
      ...options.desk,
      connectSources: options.local?.connectSources ?? [],
      ...(options.pageFolder ? { pageFolder: options.pageFolder } : {}),
      ...(options.https ? { https: options.https } : {}),
    });
    await desk.app.listen({ port: options.port, host: options.host ?? '127.0.0.1' });
    const url = addressOf(desk, options);
    return {
      url, desk, config, database,
      signInLink: async (operator) => `${url}/#token=${await signLocally({ config, keys, clock }, operator)}`,
      close: () => desk.close().finally(stop).finally(() => database.close()),
    };
  } catch (error) {
    stop();
    await database.close();
    throw error;
  }
}

function place({ env, databaseFolder }: StartDeskOptions): DatabasePlace {
  const url = env['DATABASE_URL'];
  return { ...(url ? { url } : {}), ...(databaseFolder ? { folder: databaseFolder } : {}) };
}

/** `TRUST_PROXY=2`: requests come through two proxies of ours. More than there are, and a caller chooses the address. */
function proxiesFrom(text = ''): number {
  if (text.trim() === '') return 0;
  if (/^\d$/.test(text.trim())) return Number(text);
  throw new Error('TRUST_PROXY is the number of your proxies before the desk, from 0 to 9.');
}

function addressOf(desk: Desk, { host = '127.0.0.1', https, port }: StartDeskOptions): string {
  const address = desk.app.server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  const name = host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host;
  return `${https ? 'https' : 'http'}://${name}:${actual}`;
}

/** Stands in for the ERP on this machine. */
async function signLocally({ config, keys, clock }: { config: DeskConfig; keys: DeskKeys; clock: Clock }, user: string): Promise<string> {
  const operator = config.operators[user];
  const key = operator && keys.erpSignIn[operator.franchise];
  if (!config.local || !operator || key?.kind !== 'secret') {
    throw new Mistake(`No sign-in link for ${user}: only for operators of a local environment.`);
  }
  const nowS = Math.floor(clock.now() / 1_000);
  return new SignJWT({ franchise: operator.franchise })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setAudience(TOKEN_AUDIENCE)
    .setIssuedAt(nowS)
    .setExpirationTime(nowS + 300)
    .sign(new TextEncoder().encode(key.secret));
}
