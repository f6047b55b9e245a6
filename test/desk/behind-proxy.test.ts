import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { LIVE_PATH } from '../../contracts/desk-live';
import { localCertificate } from '../../emulator/management/certificate';
import { ROOT } from '../architecture/sources';
import { freePort } from '../support/free-port';
import { onPglite } from './support/databases';
import { listen } from './support/live-page';
import { createWorld } from './support/world';

const SIGN_INS_A_MINUTE = 300;

interface Proxy { port: number; ca: string }

/** nginx with the lines of the document; only addresses and files are this machine's. */
async function startNginx(desk: string): Promise<Proxy> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vox-nginx-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { key, cert } = await localCertificate();
  writeFileSync(path.join(folder, 'key.pem'), key);
  writeFileSync(path.join(folder, 'cert.pem'), cert);
  mkdirSync(path.join(folder, 'temp'));
  const port = await freePort();
  const [, sample = ''] = /```nginx\n([^]*?)```/.exec(readFileSync(path.join(ROOT, 'docs/behind-a-proxy.md'), 'utf8')) ?? [];
  const here = sample.replace('127.0.0.1:8080', desk).replace('443', `127.0.0.1:${port}`).replace('desk.example.ru;', 'localhost;')
    .replace(/\S+fullchain\.pem/, `${folder}/cert.pem`).replace(/\S+privkey\.pem/, `${folder}/key.pem`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/temp/${name};`).join(' ');
  writeFileSync(path.join(folder, 'nginx.conf'), `daemon off; pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${temporary}\n${here}\n}`);
  const child = spawn('nginx', ['-c', path.join(folder, 'nginx.conf'), '-p', folder], {
    stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` },
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => { said += data.toString(); });
  const ended = new Promise((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const proxy = { port, ca: cert };
  await expect.poll(() => ask(proxy, { path: '/api/me' }).then(({ status }) => status, () => said), { timeout: 10_000 }).toBe(401);
  return proxy;
}

interface Answer { status: number; headers: NodeJS.Dict<string | string[]>; body: string }

function ask({ port, ca }: Proxy, { body, ...options }: RequestOptions & { body?: object }): Promise<Answer> {
  const text = body && JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', servername: 'localhost', port, ca, ...options, headers: { host: `localhost:${port}`, ...(text ? { 'content-type': 'application/json' } : {}), ...options.headers } }, (response) => {
      let got = '';
      response.on('data', (data: Buffer) => { got += data.toString(); });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: got }));
    });
    asked.once('error', reject);
    asked.end(text);
  });
}

onPglite(({ open }) => {
  test('the nginx of the document: sign-in by cookie, the live channel, limits by person', async () => {
    const world = await createWorld(await open(), { proxies: 1 });
    const proxy = await startNginx(await listen(world));
    const origin = `https://localhost:${proxy.port}`;
    const signedIn = await ask(proxy, { method: 'POST', path: '/api/session', headers: { origin }, body: { token: await world.token('op1'), cookie: true } });
    const [cookie = ''] = signedIn.headers['set-cookie'] ?? [];
    expect([signedIn.status, cookie]).toEqual([200, expect.stringMatching(/HttpOnly; Secure; SameSite=Strict/)]);
    const session = cookie.split(';')[0] ?? '';
    const own = { headers: { origin, cookie: session } };
    expect(JSON.parse((await ask(proxy, { path: '/api/me', ...own })).body)).toMatchObject({ operator: 'op1' });

    const socket = new WebSocket(`wss://127.0.0.1:${proxy.port}${LIVE_PATH}`, {
      ca: proxy.ca, headers: { ...own.headers, host: `localhost:${proxy.port}` },
    });
    onTestFinished(() => socket.terminate());
    const heard: string[] = [];
    socket.on('message', (data: Buffer) => heard.push(data.toString()));
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    socket.send(JSON.stringify({ type: 'hello', session: null, pageId: 'page-1' }));
    socket.send(JSON.stringify({ type: 'ping' }));
    await expect.poll(() => heard.join()).toContain('"pong"');

    // What somebody writes into the header himself is no address; his neighbour is not held up.
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    onTestFinished(() => agent.destroy());
    const guess = (localAddress: string, at: number) => ask(proxy, {
      method: 'POST', path: '/api/session', localAddress, agent, headers: { 'x-forwarded-for': `203.0.113.${at % 250}` }, body: { token: 'wrong', cookie: false },
    });
    const guesses = await Promise.all(Array.from({ length: SIGN_INS_A_MINUTE + 10 }, (_, at) => guess('127.0.0.2', at)));
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(10);
    expect((await guess('127.0.0.3', 0)).status).toBe(401);
  });
});
