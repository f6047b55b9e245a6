import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Cloud } from '../cloud';
import { answerRecord } from './record-answer';

export interface AccessServerOptions {
  cloud: Cloud;
  /** 0: the system chooses. */
  port?: number;
  /** With a certificate there is an https listener too, for accessSecureURL. */
  certificate?: { key: string; cert: string };
}

export interface AccessServer {
  url: string;
  secureUrl: string | null;
  close(): Promise<void>;
}

/** Opens the sessions' access URLs and the storage of recordings to programs on this machine, loopback only (row 8). */
export async function openAccessServer(options: AccessServerOptions): Promise<AccessServer> {
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    answer(options.cloud, request, response).catch((error: unknown) => response.destroy(error as Error));
  };
  const plain = createServer(handle);
  const secure = options.certificate ? createSecureServer(options.certificate, handle) : null;
  const sockets = new WebSocketServer({ noServer: true });
  for (const server of [plain, secure]) server?.on('upgrade', (...upgrade) => takeSocket(options.cloud, sockets, upgrade));
  const url = `http://127.0.0.1:${await listen(plain, options.port ?? 0)}`;
  const secureUrl = secure && `https://127.0.0.1:${await listen(secure, 0)}`;
  options.cloud.setAccessBase(url, secureUrl ?? url);
  return {
    url,
    secureUrl,
    async close() {
      for (const client of sockets.clients) client.terminate();
      await closed(plain);
      if (secure) await closed(secure);
    },
  };
}

type Listener = ReturnType<typeof createServer> | ReturnType<typeof createSecureServer>;

async function answer(cloud: Cloud, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (answerRecord(cloud.records, { request, response, path }) || answerLog(cloud, response, path)) return;
  const reply = cloud.httpToSession(path, {
    method: request.method ?? 'GET',
    body: Buffer.concat(chunks),
    headers: headersAsSent(request),
  });
  if (reply.status === null) request.socket.destroy();
  else response.writeHead(reply.status).end(reply.body);
}

/** The log of a session that has ended. False: the path is no log's. */
function answerLog({ history }: Cloud, response: ServerResponse, path: string): boolean {
  const id = /^\/log\/(\d+)$/.exec(path)?.[1];
  if (id === undefined) return false;
  const ended = history.find(({ sessionId }) => String(sessionId) === id);
  response.writeHead(ended ? 200 : 404, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(ended ? ended.log.map((line) => `${line}\n`).join('') : 'There is no such log, or the session has not ended.');
  return true;
}

/** A client's web socket; it is opened for those only whom the session takes. */
function takeSocket(cloud: Cloud, sockets: WebSocketServer, [request, socket, head]: [IncomingMessage, Duplex, Buffer]): void {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  let client: WebSocket | null = null;
  const peer = cloud.socketToSession(path, { method: 'GET', body: '', headers: headersAsSent(request) }, {
    send: (text) => client?.send(text),
    close: () => client?.close(),
  });
  if (!peer) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  sockets.handleUpgrade(request, socket, head, (opened) => {
    client = opened;
    opened.on('message', (data: Buffer) => cloud.clock.after(0, () => peer.message(data.toString('utf8'))));
    opened.on('close', (code, reason) => cloud.clock.after(0, () => peer.closed(code, reason.toString())));
    opened.on('error', () => cloud.clock.after(0, () => peer.failed()));
  });
}

/** With the names as the client wrote them; Node's own record lowers them. */
function headersAsSent(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  const raw = request.rawHeaders;
  for (let at = 0; at + 1 < raw.length; at += 2) headers[raw[at] ?? ''] = raw[at + 1] ?? '';
  return headers;
}

function listen(server: Listener, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function closed(server: Listener): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
