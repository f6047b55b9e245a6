import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { loopbackSockets } from '../../../emulator/platform/http/socket-wire';
import { createCloud } from '../../../emulator/cloud';
import { world } from './world';

const script = (url: string) => `var socket = VoxEngine.createWebSocket('${url}', { headers: [{ name: 'X-A', value: '1' }] });
  socket.onopen = function () { Logger.write('open ' + socket.readyState); socket.send('hello'); };
  socket.addEventListener(WebSocketEvents.MESSAGE, function (e) { Logger.write(e.text); socket.close(); });
  socket.onclose = function (e) { Logger.write('closed ' + e.code + ' ' + e.wasClean); };`;

it('a web socket to a server here opens, talks and closes', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket, request) => socket.on('message', (data: Buffer) => socket.send(`${data.toString()} ${request.headers['x-a'] as string}`)));
  await once(server, 'listening');
  const w = world(script(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`));
  const said: string[] = [];
  const cloud = createCloud({ rows: w.rows, clock: w.clock, socketWire: loopbackSockets(w.clock) });
  cloud.trace.subscribe((event) => event.kind === 'log' && said.push(String(event['text'])));
  cloud.startScenarios({ ruleId: w.rule.id });
  try {
    await expect.poll(async () => (await w.clock.runFor(1), said.length), { timeout: 5000 }).toBe(3);
    expect(said).toEqual(['open open', 'hello 1', 'closed 1005 false']);
  } finally {
    cloud.close();
    server.close();
  }
});

it.each(['wss://example.org/', 'ws://127.0.0.1:1/'])('%s cannot be reached', async (url) => {
  const w = world(script(url));
  w.dial();
  await w.clock.runUntilIdle();
  expect(w.said).toEqual(['closed 1006 false']);
});
