import { createServer } from 'node:https';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AccountRows } from '../account/objects';
import type { Clock } from '../clock/clock';
import { answer, type Body } from './answer';
import { localCertificate, type Certificate } from './certificate';
import { ManagementFaults, type Fault } from './faults';
import { METHODS } from './methods';
import { idlePlatform, type PlatformView } from './platform-view';
import { readRequest, RequestTooLarge, type ApiRequest } from './read-request';
import { RequestLog, type LoggedRequest } from './request-log';

export interface ManagementOptions {
  account: AccountRows;
  /** Stamps the objects; virtual or real. */
  clock: Clock;
  /** Real milliseconds since the epoch, for tokens. */
  wallNow: () => number;
  platform?: PlatformView;
  faults?: ManagementFaults;
  certificate?: Certificate;
  /** 0, the default: any free one. */
  port?: number;
  /** Before each write; false: it is not done, and its connection breaks. */
  beforeWrite?: (entry: LoggedRequest) => boolean;
  /** After each write that succeeded, before its answer goes out. */
  afterWrite?: (entry: LoggedRequest) => void;
}

export interface ManagementServer {
  /** `127.0.0.1:<port>`, as the vendor's client takes it. */
  host: string;
  port: number;
  /** What a client has to trust, PEM. */
  ca: string;
  log: RequestLog;
  faults: ManagementFaults;
  close(): Promise<void>;
}

/** The Management API of one emulated account over TLS, on the loopback address only. */
export async function startManagementServer(options: ManagementOptions): Promise<ManagementServer> {
  const certificate = options.certificate ?? (await localCertificate());
  const serving = new Serving(options);
  const server = createServer({ cert: certificate.cert, key: certificate.key }, (request, response) => {
    serving.serve(request, response).catch((error: unknown) => serving.fail(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`, port, ca: certificate.cert, log: serving.log, faults: serving.faults, close: () => close(server),
  };
}

class Serving {
  readonly log = new RequestLog();
  readonly faults: ManagementFaults;
  private readonly context;

  constructor(private readonly options: ManagementOptions) {
    this.faults = options.faults ?? new ManagementFaults();
    this.context = {
      account: options.account, clock: options.clock, platform: options.platform ?? idlePlatform(),
    };
  }

  async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    if (!request) return send(response, 404, { error: 'not found' });
    if (this.faults.broken) return void response.destroy();
    const entry = this.log.add(request.method, request.parameters, this.options.wallNow());
    if (METHODS[request.method]?.writes && this.options.beforeWrite?.(entry) === false) return void response.destroy();
    const fault = this.faults.take(request.method);
    if (fault && fault.kind !== 'slow' && !fault.acted) return this.misbehave(response, entry, fault);
    const body = this.act(request, entry, incoming.headers.authorization);
    await pause(this.faults.delayMs + (fault?.kind === 'slow' ? fault.delayMs : 0));
    if (fault && fault.kind !== 'slow') return this.misbehave(response, entry, fault);
    entry.outcome = 'error' in body ? (body.error as { code: number }).code : 0;
    entry.answeredMs = this.options.wallNow();
    send(response, 200, body);
  }

  fail(response: ServerResponse, error: unknown): void {
    const status = error instanceof RequestTooLarge ? 413 : 500;
    // What is left of the body is not read, so the connection is of no further use.
    response.shouldKeepAlive = false;
    if (response.headersSent) response.destroy();
    else send(response, status, { error: error instanceof Error ? error.message : String(error) });
  }

  private act(request: ApiRequest, entry: LoggedRequest, authorization: string | undefined): Body {
    const { body, wrote } = answer(this.context, { request, authorization, wallNowMs: this.options.wallNow() });
    entry.wrote = wrote;
    if (wrote) {
      entry.gave = idsIn(body);
      this.faults.countWrite();
      this.options.afterWrite?.(entry);
    }
    return body;
  }

  private async misbehave(response: ServerResponse, entry: LoggedRequest, fault: Exclude<Fault, { kind: 'slow' }>): Promise<void> {
    await pause(this.faults.delayMs);
    if (fault.kind === 'drop') return void response.destroy();
    // The client's own time-out ends it.
    if (fault.kind === 'hang') return;
    entry.outcome = fault.kind === 'error' ? fault.code : -fault.status;
    if (fault.kind === 'status') return send(response, fault.status, 'Service unavailable');
    send(response, 200, { error: { code: fault.code, msg: 'Injected fault.' } });
  }
}

function idsIn(body: Body): Record<string, number> {
  return Object.fromEntries(Object.entries(body).filter((field): field is [string, number] => field[0].endsWith('_id') && typeof field[1] === 'number'));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/plain' : 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function pause(ms: number): Promise<void> | undefined {
  return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : undefined;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
