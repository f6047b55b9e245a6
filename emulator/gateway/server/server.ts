import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { pathOf } from './sockets';

export interface Certificate {
  /** PEM. */
  key: string;
  cert: string;
}

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Answers of one https server: exact paths, and what takes all the rest. */
export interface Routes {
  requests: Map<string, RequestListener>;
  upgrades: Map<string, Upgrade>;
  /** Other pages on the same host and port, which then need one exception for the certificate. */
  rest?: { request?: RequestListener; upgrade?: Upgrade };
}

export interface GatewayServer {
  port: number;
  close(): Promise<void>;
}

export async function serve(certificate: Certificate, routes: Routes, port: number): Promise<GatewayServer> {
  const server = createServer(certificate, (request, response) => {
    const answer = routes.requests.get(pathOf(request)) ?? routes.rest?.request ?? notFound;
    answer(request, response);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A page that goes away in the middle is no failure of ours.
    socket.on('error', () => {});
    const upgrade = routes.upgrades.get(pathOf(request)) ?? routes.rest?.upgrade;
    if (upgrade) upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
  await listen(server, port);
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

/** What the SDK asks before it connects: hosts, separated by semicolons. */
export function balancer(hosts: () => string): RequestListener {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain', 'access-control-allow-origin': '*' });
    response.end(hosts());
  };
}

function notFound(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
