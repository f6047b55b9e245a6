import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { GatewayFaults } from '../faults';
import type { Wire, WireEnd } from '../wire/connection';

/** Takes over a socket that has just opened. */
export type Attach = (wire: Wire, query: URLSearchParams) => WireEnd;

export interface SdkSockets {
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  close(): void;
}

/** The longest frame a page may send; a description has a few thousand characters. */
const maxFrameBytes = 1_000_000;

/**
 * Sockets of Web SDKs. One that has opened always gets an answer: the SDK does
 * not recover from a socket that is dropped before `id` (section 7).
 */
export function createSdkSockets(faults: GatewayFaults, attach: Attach): SdkSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes });
  return {
    upgrade(request, socket, head) {
      if (faults.refuseSockets === 'http') {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (opened) => {
        if (faults.refuseSockets === 'error') refuse(opened);
        else join(opened, faults, { attach, query: queryOf(request) });
      });
    },
    close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

function refuse(socket: WebSocket): void {
  socket.send(JSON.stringify({ type: 'error' }));
  socket.close(1000);
}

function join(socket: WebSocket, faults: GatewayFaults, to: { attach: Attach; query: URLSearchParams }): void {
  const end = to.attach(
    {
      send(text) {
        if (!faults.silent && socket.readyState === socket.OPEN) socket.send(text);
      },
      ping() {
        if (!faults.silent && socket.readyState === socket.OPEN) socket.ping();
      },
      close: (code) => socket.close(code),
      cut: () => socket.terminate(),
    },
    to.query,
  );
  socket.on('message', (data, isBinary) => {
    if (!faults.silent && !isBinary) end.received((data as Buffer).toString('utf8'));
  });
  socket.on('pong', () => {
    if (!faults.silent) end.pong();
  });
  socket.on('close', (code) => end.closed(code));
  // 'close' follows and says all there is to say.
  socket.on('error', () => {});
}

export function queryOf(request: IncomingMessage): URLSearchParams {
  return new URL(request.url ?? '/', 'https://localhost').searchParams;
}

export function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'https://localhost').pathname;
}
