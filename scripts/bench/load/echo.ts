import { fork } from 'node:child_process';
import path from 'node:path';
import { WebSocket } from 'ws';

/** Messages to a bare `ws` server and back, beside whatever else this machine does. */
export interface Echo {
  pid: number;
  /** Round trips so far, milliseconds. */
  readonly tripsMs: readonly number[];
  close(): void;
}

/** As long as an offer of the gateway is. */
const MESSAGE = 'x'.repeat(1_500);
const SOCKETS = 50;

export async function startEcho(root: string, messagesPerSecond: number): Promise<Echo> {
  const child = fork(path.join(root, 'scripts/bench/load/echo.mjs'), { stdio: ['ignore', 2, 2, 'ipc'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (said) => resolve(said as number));
    child.once('exit', (code) => reject(new Error(`The echo ended with ${code}`)));
  });
  const tripsMs: number[] = [];
  const sockets = await Promise.all(Array.from({ length: SOCKETS }, () => openSocket(port)));
  const sentMs = new Map<WebSocket, number>();
  for (const socket of sockets) {
    socket.on('message', () => {
      tripsMs.push(performance.now() - (sentMs.get(socket) ?? 0));
      sentMs.delete(socket);
    });
  }
  let turn = 0;
  const timer = setInterval(() => {
    const socket = sockets[turn++ % sockets.length];
    if (!socket || sentMs.has(socket)) return;
    sentMs.set(socket, performance.now());
    socket.send(MESSAGE);
  }, 1_000 / messagesPerSecond);
  return {
    pid: child.pid ?? 0,
    tripsMs,
    close() {
      clearInterval(timer);
      for (const socket of sockets) socket.terminate();
      child.disconnect();
    },
  };
}

function openSocket(port: number): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}
