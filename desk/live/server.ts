import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { LIVE_PATH } from '../../contracts/desk-live';
import type { DeskConfig } from '../config';
import { networkOf, peerAddress } from '../http/address';
import { isOwnOrigin } from '../http/session-token';
import { NetworkCaps } from './caps';
import { talkTo, type TalkParts } from './talk';

export interface LiveServerOptions {
  config: DeskConfig;
  /** `close`: upgrades of other paths are refused. `leave`: somebody else on this server takes them. */
  otherPaths: 'close' | 'leave';
  /** How many proxies of ours stand before it. */
  proxies: number;
}

const MESSAGE_LIMIT = 16 * 1024;

/** The live channel on a web server: upgrades of `/api/live` from allowed origins. */
export function serveLive(server: Server, parts: Omit<TalkParts, 'onHello'>, options: LiveServerOptions): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_LIMIT, clientTracking: true });
  const caps = new NetworkCaps();
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if ((request.url ?? '').split('?')[0] !== LIVE_PATH) {
      if (options.otherPaths === 'close') refuse(socket, 404);
      return;
    }
    if (!isAllowedOrigin(request, options.config)) return refuse(socket, 403);
    const admitted = caps.admit(networkOf(peerAddress(request, options.proxies)));
    if (!admitted) return refuse(socket, 429);
    socket.once('close', admitted.left);
    sockets.handleUpgrade(request, socket, head, (live: WebSocket) => talkTo(live, request, { ...parts, onHello: admitted.known }));
  };
  server.on('upgrade', onUpgrade);
  return {
    close: () => {
      server.off('upgrade', onUpgrade);
      for (const live of sockets.clients) live.terminate();
      sockets.close();
    },
  };
}

/** Browsers always say where a socket comes from; the franchise's own list is checked once it signed in. */
function isAllowedOrigin({ headers }: IncomingMessage, config: DeskConfig): boolean {
  if (isOwnOrigin(headers)) return true;
  return Object.values(config.franchises).some(({ origins }) => origins.includes(headers.origin ?? ''));
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
