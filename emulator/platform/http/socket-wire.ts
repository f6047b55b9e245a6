import WebSocket, { type RawData } from 'ws';
import type { Clock } from '../../clock/clock';
import type { SocketWire } from '../realm/api/web-socket';

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\]|.*\.localhost)$/;
const ABNORMAL = 1006;

/** Web sockets to servers on this machine; virtual time waits while one is being opened. */
export function loopbackSockets(clock: Clock): SocketWire {
  return (url, options, peer) => {
    if (!URL.canParse(url) || !LOOPBACK.test(new URL(url).hostname)) {
      clock.after(0, () => {
        peer.failed();
        peer.closed(ABNORMAL, `The emulator reaches this machine only, not ${url}`);
      });
      return { send: () => undefined, close: () => undefined };
    }
    const socket = new WebSocket(url, options.protocols, { headers: Object.fromEntries(options.headers) });
    const release = clock.hold();
    const later = (fn: () => void) => void clock.after(0, fn);
    socket.on('open', () => {
      later(() => peer.opened());
      release();
    });
    socket.on('message', (data) => later(() => peer.message(textOf(data))));
    socket.on('error', () => later(() => peer.failed()));
    socket.on('close', (code, reason) => {
      later(() => peer.closed(code, reason.toString()));
      release();
    });
    return { send: (text) => socket.send(text), close: () => socket.close() };
  };
}

function textOf(data: RawData): string {
  return (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString('utf8');
}

/** Where nobody said what is out there. */
export function deadSockets(clock: Clock): SocketWire {
  return (_url, _options, peer) => {
    clock.after(0, () => {
      peer.failed();
      peer.closed(ABNORMAL, 'Nothing answers');
    });
    return { send: () => undefined, close: () => undefined };
  };
}
