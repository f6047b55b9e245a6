import type { FastifyInstance } from 'fastify';
import { createCaretaker } from './care/caretaker';
import { createLostCalls } from './care/lost-calls';
import { createPersonJob, type AccountSide } from './care/person-job';
import { createRecordRemovals, type RemoveRecord } from './care/record-removals';
import { shortenAhead } from './care/shorten-ahead';
import type { Clock } from './clock';
import type { DeskConfig, DeskKeys } from './config';
import type { Database } from './database/port';
import { createApp, type AppOptions } from './http/app';
import { createReread } from './directory/reread';
import { createLog, describeError, type Log } from './http/log';
import { createRefusedOrigins } from './http/refused-origins';
import { registerRoutes } from './http/register';
import { serveOpenApi } from './http/openapi';
import { servePage } from './http/static';
import { InHand } from './in-hand';
import type { AskAccount } from './integration/account-word';
import type { SessionHistory } from './journal/reconcile';
import { registerSignedRoute } from './journal/signed-route';
import { registerRecordingRoute } from './recordings/route';
import type { RecordAuthorization } from './recordings/storage';
import { hear } from './live/bus';
import { createRelay } from './live/relay';
import { serveLive } from './live/server';
import { createRouteTable } from './routes/table';
import { createServices, type Services } from './services';

export interface DeskOptions {
  /** Open and migrated (`openDatabase`); the desk does not close it. */
  database: Database;
  clock: Clock;
  config: DeskConfig;
  keys: DeskKeys;
  log?: Log;
  /** Whether calls to the numbers come through; without it «Интеграция» says that it does not know. */
  askAccount?: AskAccount;
  /** The account's history; with it the desk itself closes calls whose session was killed. */
  history?: SessionHistory;
  /** Deletes a recording in the cloud once its call is gone; without it they wait for a desk that can. */
  removeRecord?: RemoveRecord;
  /** With it and `removeRecord` a person is erased in the cloud too. */
  storedItems?: AccountSide['storedItems'];
  /** For records under authorisation (`secureRecordStorage`); without it none is sent. */
  recordAuthorization?: RecordAuthorization;
  /** How recordings are fetched, where Node's own fetch does not trust the storage's certificate. */
  recordFetch?: typeof fetch;
  /** Folder with the page's built files, served at `/`. */
  pageFolder?: string;
  connectSources?: readonly string[];
  /** How many proxies of ours stand before it; 0 without any. */
  proxies?: number;
  https?: AppOptions['https'];
  serverFactory?: AppOptions['serverFactory'];
  /** `leave`: another program on the same server takes upgrades that are not ours. */
  otherUpgrades?: 'close' | 'leave';
}

export interface Desk {
  app: FastifyInstance;
  services: Services;
  /** Does all that is due by the clock, and a round for lost calls; the desk does so by itself every second and every minute. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

/** The desk on a database and a clock: routes, live channel, caretaker. Listens when `app.listen` is called. */
export async function createDesk(options: DeskOptions): Promise<Desk> {
  const { config, clock, keys, database: db } = options;
  const log = options.log ?? createLog('info');
  const services = createServices({
    db, clock, config, keys, log, ...(options.askAccount ? { askAccount: options.askAccount } : {}),
  });
  const refusedOrigins = createRefusedOrigins(config, log);
  const app = await createApp({
    config, clock, log, refusedOrigins,
    proxies: options.proxies ?? 0,
    sessions: services.sessions,
    connectSources: options.connectSources ?? [],
    ...(options.https ? { https: options.https } : {}),
    ...(options.serverFactory ? { serverFactory: options.serverFactory } : {}),
  });
  registerRoutes(app, createRouteTable(services), { config, sessions: services.sessions, refusedOrigins });
  registerSignedRoute(app, services);
  registerRecordingRoute(app, {
    db, log, links: services.recordingLinks,
    storage: { recordHosts: config.recordHosts, local: config.local, clock, authorization: options.recordAuthorization, fetch: options.recordFetch ?? fetch },
  });
  serveOpenApi(app);
  if (options.pageFolder) await servePage(app, options.pageFolder);

  const inHand = new InHand((error) => log.error({ err: describeError(error) }, 'a live update was lost'));
  await shortenAhead(services);
  const relay = createRelay({ ...services, inHand });
  const live = serveLive(app.server, { ...services, inHand, welcome: relay.welcome }, {
    config, otherPaths: options.otherUpgrades ?? 'close', proxies: options.proxies ?? 0,
  });
  const deafen = await hear(db, (said) => inHand.add(relay.hear(said)));
  // What was said while nobody listened is unknown: the pages ask anew.
  db.onResume(() => services.hub.all().forEach((page) => inHand.add(relay.welcome(page))));
  const { removeRecord, storedItems } = options;
  const caretakers = [
    createCaretaker(services), createReread(services),
    createPersonJob({ ...services, account: removeRecord && storedItems ? { removeRecord, storedItems } : null }),
    ...(removeRecord ? [createRecordRemovals(services, removeRecord)] : []),
    ...(options.history ? [createLostCalls({ ...services, history: options.history })] : []),
  ];
  caretakers.forEach(({ start }) => start());
  return {
    app,
    services,
    tick: async () => { for (const { tick } of caretakers) await tick(); },
    async close() {
      await Promise.all(caretakers.map(({ stop }) => stop()));
      await deafen();
      relay.stop();
      services.hub.all().forEach((page) => page.close('restart'));
      live.close();
      await app.close();
      await inHand.done();
    },
  };
}
