import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EVENTS_PATH } from '../config/call-settings';
import type { CallDesk } from './call-desk';

export interface DeskServer {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  close(): Promise<void>;
}

/** The small desk's side of the real channel: signed POSTs over loopback. */
export async function openDeskServer(desk: () => CallDesk): Promise<DeskServer> {
  const server = createServer((request, response) => {
    answer(desk(), request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(desk: CallDesk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readText(request);
  if (request.method !== 'POST' || request.url !== EVENTS_PATH) {
    response.writeHead(404).end();
    return;
  }
  const header = (name: string) => {
    const value = request.headers[name.toLowerCase()];
    return Array.isArray(value) ? value[0] : value;
  };
  const reply = desk.take(header, body);
  response.writeHead(reply.status, { 'Content-Type': 'application/json' }).end(reply.body);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
