import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { CloudOptions } from '../../../emulator/cloud';
import { loopbackWire } from '../../../emulator/platform/http/loopback-wire';
import type { WireAnswer, WireRequest } from '../../../emulator/platform/http/wire';
import { world, type World } from './world';

/** Sends one request and gives back what the scenario got. */
async function ask(url: string, options: string, cloud: Partial<CloudOptions>): Promise<Record<string, unknown>> {
  const w = world(
    `Net.httpRequestAsync('${url}', ${options}).then(function (answer) {
       if (answer.text && answer.text.length > 1000) answer.text = String(answer.text.length);
       Logger.write(JSON.stringify(answer)); }, function (error) { Logger.write('rejected'); });`,
    cloud,
  );
  w.dial();
  await w.clock.runUntilIdle();
  return JSON.parse(w.said[0] ?? '""') as Record<string, unknown>;
}

const HOST = 'http://127.0.0.1:9';
const answering = (answer: WireAnswer) => ({ wire: () => answer });

describe('[9.32] every outcome resolves', () => {
  it.each([200, 204, 302, 404, 503])('[9.32] status %i is the code', async (status) => {
    expect(await ask(HOST, '{}', answering({ status, body: 'text' }))).toMatchObject({ code: status, text: 'text' });
  });

  it.each([0, -1, -3, -4, -5, -6, -7, -8, -9] as const)('[9.32] so is the failure %i', async (failure) => {
    expect(await ask(HOST, '{}', answering({ failure, error: 'why' }))).toEqual({ code: failure, error: 'why' });
  });

  it.each(['not an address', 'ftp://x/', '/relative'])('[9.32] %s is -2', async (url) => {
    expect(await ask(url, '{}', answering({ status: 200 }))).toMatchObject({ code: -2 });
  });

  it('[9.32] a wire that throws is -8', async () => {
    const wire = () => Promise.reject(new Error('broken'));
    expect(await ask(HOST, '{}', { wire })).toEqual({ code: -8, error: 'Error: broken' });
  });
});

describe('[9.33] how many at a time', () => {
  const burst = (count: number) => `for (var i = 0; i < ${count}; i++) (function (i) {
    Net.httpRequest('${HOST}/' + i, function (answer) { Logger.write(String(i)); }); })(i);`;

  async function send(count: number): Promise<{ w: World; mostActive: number }> {
    let active = 0;
    let mostActive = 0;
    const wire = (): Promise<WireAnswer> => {
      mostActive = Math.max(mostActive, ++active);
      return new Promise((resolve) => setImmediate(() => resolve((active--, { status: 200 }))));
    };
    const w = world(burst(count), { wire });
    w.dial();
    await w.clock.runUntilIdle();
    return { w, mostActive };
  }

  it('[9.33] three are active, the fourth waits its turn', async () => {
    const { w, mostActive } = await send(7);
    expect(mostActive).toBe(3);
    expect(w.said).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  });

  it('[9.33] the 35th is taken', async () => {
    expect((await send(35)).w.said).toHaveLength(35);
  });

  it('[9.33] the 36th throws the documented message', async () => {
    const { w } = await send(36);
    expect(w.events.find((event) => event.kind === 'error')?.['message']).toBe('Exceeded the HTTP connection count limit!');
  });
});

describe('[9.34] defaults and limits', () => {
  const seen: WireRequest[] = [];
  const wire = (request: WireRequest): WireAnswer => (seen.push(request), { status: 200 });

  it.each([
    ['{}', { method: 'GET', timeoutMs: 90_000, connectTimeoutMs: 6_000 }],
    ['{ timeout: 5, connectionTimeout: 2, method: "post" }', { method: 'POST', timeoutMs: 5_000, connectTimeoutMs: 2_000 }],
    ['{ timeout: 500, connectionTimeout: 60 }', { method: 'GET', timeoutMs: 90_000, connectTimeoutMs: 6_000 }],
  ])('[9.34] %s', async (options, expected) => {
    await ask(HOST, options, { wire });
    expect(seen.pop()).toMatchObject(expected);
  });

  it('[9.34] an answer after the time-out is -7, at the time-out', async () => {
    const w = world(`var at = Date.now(); Net.httpRequest('${HOST}', function (answer) { Logger.write(answer.code + ' ' + (Date.now() - at)); }, { timeout: 4 });`,
      { wire: () => ({ status: 200, delayMs: 4001 }) });
    w.dial();
    await w.clock.runUntilIdle();
    expect(w.said).toEqual(['-7 4000']);
  });

  it('[9.37] the User-Agent is VoxEngine/1.0, unless the scenario says otherwise', async () => {
    await ask(HOST, '{ headers: { "X-A": "1" }, params: { q: "a b" } }', { wire });
    expect(seen.pop()).toMatchObject({ url: `${HOST}/?q=a+b`, headers: [['X-A', '1'], ['User-Agent', 'VoxEngine/1.0']] });
    await ask(HOST, '{ headers: ["user-agent: mine"], postData: "x" }', { wire });
    expect(seen.pop()?.headers).toEqual([['user-agent', 'mine'], ['Content-Type', 'application/x-www-form-urlencoded']]);
  });
});

describe('bodies', () => {
  it.each([[2 * 1024 * 1024, 200], [2 * 1024 * 1024 + 1, -9]])('[9.35] %i bytes: %i', async (length, code) => {
    expect(await ask(HOST, '{}', answering({ status: 200, body: 'x'.repeat(length) }))).toMatchObject({ code });
  });

  it.each([
    ['text/html', '{}', { text: 'ab' }],
    ['application/json', '{ rawOutput: true }', { text: 'ab', data: [97, 98] }],
    ['image/png', '{ rawOutput: true }', { data: [97, 98] }],
    ['image/png', '{}', {}],
  ])('[9.36] %s with %s', async (type, options, expected) => {
    const answer = await ask(HOST, options, answering({ status: 200, headers: [['Content-Type', type]], body: 'ab' }));
    expect({ text: answer['text'], data: answer['data'] }).toEqual({ text: undefined, data: undefined, ...expected });
    expect(answer).toMatchObject({ headers: [{ key: 'Content-Type', value: type }], raw_headers: `Content-Type: ${type}\r\n` });
  });
});

describe('over loopback', () => {
  it('reaches a server here, follows its redirect, while virtual time stands still', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/old') response.writeHead(302, { Location: '/new' }).end();
      else response.writeHead(200, { 'Content-Type': 'text/plain' }).end(`${request.method} ${request.url}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/old`;
    try {
      expect(await ask(url, '{ method: "POST", postData: "x" }', { wire: loopbackWire() })).toMatchObject({ code: 200, text: 'GET /new' });
    } finally {
      server.close();
    }
  });

  it('refuses every other host by its name', async () => {
    const answer = await ask('http://example.org/', '{}', { wire: loopbackWire() });
    expect(answer).toEqual({ code: -3, error: 'The emulator reaches this machine only, not example.org' });
  });

  it('nothing listening is -4', async () => {
    expect(await ask('http://127.0.0.1:1/', '{}', { wire: loopbackWire() })).toMatchObject({ code: -4 });
  });
});
