import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Services } from '../gateway/services';
import { createHandset } from './handset';

/** The callers' telephones: one socket a page, any number of calls on it. */
export interface Phone {
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  close(): void;
}

const maxFrameBytes = 200_000;

export function createPhone(services: Services): Phone {
  const server = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes });
  return {
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (opened) => {
        const handset = createHandset(services, (message) => {
          if (opened.readyState === opened.OPEN) opened.send(JSON.stringify(message));
        });
        opened.on('message', (data) => handset.received((data as Buffer).toString('utf8')));
        opened.on('close', () => handset.gone());
        opened.on('error', () => {});
      });
    },
    close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}
