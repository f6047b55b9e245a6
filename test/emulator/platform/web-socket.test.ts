import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { openAccessServer } from '../../../emulator/platform/access-server';
import { loopbackSockets } from '../../../emulator/platform/http/socket-wire';
import { createCloud } from '../../../emulator/create-cloud';
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

describe('web sockets to a session', () => {
  const SERVING = `VoxEngine.allowWebSocketConnections();
    VoxEngine.addEventListener(AppEvents.Started, function (e) { Logger.write(e.accessURL); });
    VoxEngine.addEventListener(AppEvents.WebSocket, function (e) {
      e.websocket.onmessage = function (m) { e.websocket.send('heard ' + m.text + ' ' + e.headers[0].value); };
      e.websocket.onclose = function () { Logger.write('closed'); };
    });`;

  async function serve(script: string) {
    const w = world(script);
    const access = await openAccessServer({ cloud: w.cloud });
    w.cloud.startScenarios({ ruleId: w.rule.id });
    await w.clock.runFor(1);
    const url = (w.said[0] ?? `${access.url}/request/none`).replace('http:', 'ws:');
    return { w, access, url };
  }

  it('opens at the access URL, talks and closes', async () => {
    const { w, access, url } = await serve(SERVING);
    const client = new WebSocket(url, { headers: { 'X-Who': 'me' } });
    const heard: string[] = [];
    client.on('open', () => client.send('hello')).on('message', (data: Buffer) => heard.push(data.toString()));
    try {
      await expect.poll(async () => (await w.clock.runFor(1), heard), { timeout: 5000 }).toEqual(['heard hello me']);
      client.close();
      await expect.poll(async () => (await w.clock.runFor(1), w.said.at(-1)), { timeout: 5000 }).toBe('closed');
    } finally {
      client.terminate();
      await access.close();
    }
  });

  it.each([['does not allow it', `VoxEngine.addEventListener(AppEvents.Started, function (e) { Logger.write(e.accessURL); });`], ['is not there', '']])(
    'a session that %s refuses', async (_what, script) => {
      const { access, url } = await serve(script);
      const client = new WebSocket(url);
      const failed = new Promise<string>((resolve) => client.on('error', (error) => resolve(error.message)));
      expect(await failed).toBe('Unexpected server response: 403');
      await access.close();
    });
});
