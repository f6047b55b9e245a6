import { createServer, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { VoxConfig } from '../../contracts/config';
import type { FaultFile, LocalCloud, LocalPagesModules, RealClock } from '../targets';
import type { DeskAccount } from '../desk/desk-account';
import { UserError } from '../user-error';
import { explainPort } from './port';

export interface LocalPagesOptions {
  modules: LocalPagesModules;
  local: LocalCloud<RealClock>;
  /** Where the sources of the pages are. */
  product: string;
  port: number;
  mediaHost: string | undefined;
  /** Remarks for whoever started it. */
  note?: (text: string) => void;
  /** Those that strike between pages and gateway are the gateway's. */
  faults: FaultFile['faults'];
}

/** One https port for browsers: the SDK's gateway, the caller's telephone, and the desk with the operator's page. */
export interface LocalPages {
  url: string;
  phoneUrl: string;
  /** Breaks the sockets of an operator's pages. */
  cut(userName: string): void;
  openDesk(desk: DeskOptions): Promise<LocalDesk>;
  close(): Promise<void>;
}

export interface LocalDesk {
  url: string;
  /** False: pages find nobody there until it is true again; what is open between them breaks. */
  reach(isThere: boolean): void;
  /** What a supervisor does with a caller who waits. */
  takeOut(supervisor: string, callId: string): Promise<void>;
  /** The last call from this number, digits alone; null: none is known. */
  callFrom(number: string): Promise<string | null>;
  /** How many it knows. */
  calls(): Promise<number>;
  /** Saves a call as its operator's page would: signs in, then «Сохранить». */
  save(operator: string, callId: string, comment: string): Promise<void>;
  close(): Promise<void>;
}

export interface DeskOptions extends Partial<DeskAccount> {
  written: VoxConfig;
  pageFolder: string;
  /** Null: what is entered is gone at the end. */
  databaseFolder?: string | null;
  /** Secrets by the names of their variables. */
  env: Readonly<Record<string, string | undefined>>;
}

/** Takes the port at once, so that a taken one is told before anything else is done. */
export async function openLocalPages(options: LocalPagesOptions): Promise<LocalPages> {
  const { modules, local, product, port, mediaHost, note = () => undefined } = options;
  tellOfMedia(modules, mediaHost, note);
  const behind: { desk: Server | null; signIn: ((operator: string) => Promise<string>) | null; isThere: boolean } = { desk: null, signIn: null, isThere: true };
  const channels = new Set<Duplex>();
  const request: RequestListener = (incoming, response) => {
    const operator = /^\/as\/([\w-]+)$/.exec(incoming.url ?? '')?.[1];
    if (operator !== undefined && behind.signIn) {
      behind.signIn(operator).then(
        (link) => response.writeHead(302, { location: new URL(link).pathname + new URL(link).hash }).end(),
        (error: Error) => response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end(error.message),
      );
    } else if (behind.desk && behind.isThere) behind.desk.emit('request', incoming, response);
    else response.writeHead(503, { 'retry-after': '1' }).end('Still starting.');
  };
  const gateway = await modules
    .createGateway({
      cloud: local.cloud, clock: local.clock, certificate: local.certificate, port,
      phonePage: await modules.buildPhonePage(product),
      rest: {
        request,
        upgrade: (incoming, socket, head) => {
          if (!behind.desk || !behind.isThere) return void socket.destroy();
          channels.add(socket.once('close', () => channels.delete(socket)));
          behind.desk.emit('upgrade', incoming, socket, head);
        },
      },
      faultList: options.faults,
      ...(mediaHost === undefined ? {} : { mediaHost }),
      onForeignMedia: (address) => note(
        `Sound from ${address} is dropped: only browsers of this machine are heard. To let others in: npm start -- --media-host ADDRESS, an address of this machine that they reach.`,
      ),
    })
    .catch((error: unknown) => {
      throw explainPort(error, port);
    });
  return {
    url: gateway.url,
    phoneUrl: gateway.phoneUrl,
    cut: (userName) => gateway.cut(userName),
    close: () => gateway.close(),
    openDesk: async ({ written, pageFolder, databaseFolder, env, ...account }) => {
      const desk = await modules.startDesk({
        config: written, environment: 'local', env, port: 0, pageFolder, ...(databaseFolder == null ? {} : { databaseFolder }), logLevel: 'error', sample: true,
        local: { serverIp: gateway.host, accountName: local.rows.accountName, connectSources: [`wss://${gateway.host}`] },
        desk: { ...account, serverFactory: (handler) => (behind.desk = createServer(handler)) },
      });
      behind.signIn = (operator) => desk.signInLink(operator);
      return localDesk(desk, (isThere) => {
        behind.isThere = isThere;
        if (!isThere) for (const channel of channels) channel.destroy();
      });
    },
  };
}

function tellOfMedia(modules: LocalPagesModules, mediaHost: string | undefined, note: (text: string) => void): void {
  const wrong = mediaHost === undefined ? undefined : modules.whyNoMediaHost(mediaHost);
  if (wrong !== undefined) throw new UserError(`--media-host: ${wrong}`);
  const remark = modules.remarkOnMedia(mediaHost);
  if (remark !== undefined) note(remark);
}

type RunningDesk = Awaited<ReturnType<LocalPagesModules['startDesk']>>;

function localDesk(running: RunningDesk, reach: LocalDesk['reach']): LocalDesk {
  return {
    url: running.url,
    save: (operator, callId, comment) => saveCall(running, operator, { callId, comment }),
    takeOut: (supervisor, callId) => postAs(running, supervisor, { url: '/api/supervisor/take-out', payload: { callId, commandId: `out-${callId}` } }),
    callFrom: async (number) => {
      const [row] = await running.database.query('select call_id from calls where from_number = $1 order by started_at desc limit 1', [`+${number}`]);
      return row ? String(row['call_id']) : null;
    },
    calls: async () => Number((await running.database.query('select count(*) as calls from calls'))[0]?.['calls']),
    reach,
    close: () => running.close(),
  };
}

async function saveCall(running: RunningDesk, operator: string, call: { callId: string; comment: string }): Promise<void> {
  const { callId, comment } = call;
  const saved = { saveId: `first-${callId}`, comment, customerId: null, savedAt: new Date().toISOString() };
  await postAs(running, operator, { url: `/api/calls/${callId}/wrap-up/save`, payload: saved });
}

/** As the page of somebody who has just signed in. */
async function postAs(running: RunningDesk, operator: string, request: { url: string; payload: object }): Promise<void> {
  const { desk } = running;
  const token = (await running.signInLink(operator)).replace(/^.*#token=/, '');
  const post = async (url: string, payload: object, headers: Record<string, string> = {}) => {
    const answer = await desk.app.inject({ method: 'POST', url, payload, headers });
    if (answer.statusCode >= 300) throw new Error(`The desk answered ${answer.statusCode} to ${url}: ${answer.body}`);
    return answer.json<{ session?: string }>();
  };
  const { session = '' } = await post('/api/session', { token, cookie: false });
  await post(request.url, request.payload, { authorization: `Bearer ${session}` });
}
