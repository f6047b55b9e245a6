import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startProject, type Project } from '../apply/project';
import { runVoxProcess } from './vox-process';

let project: Project;
beforeAll(async () => {
  project = await startProject();
  writeFileSync(path.join(project.root, 'key.json'), JSON.stringify(project.credentials));
  const { account: _account, ...local } = project.config.environments['local'] ?? ({} as never);
  project.config.environments = { local, cloud: { ...local, credentials: 'key.json' } };
  project.save();
});
afterAll(() => project.server.close());

/** A proxy as companies run them: CONNECT alone; everything else is noted and refused. */
async function startProxy(answer: (request: IncomingMessage) => number): Promise<{ address: string; seen: string[] }> {
  const seen: string[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.writeHead(405).end();
  });
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    seen.push(`CONNECT ${request.url}`);
    const status = answer(request);
    if (status !== 200) return void client.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const [host, port] = (request.url ?? '').split(':');
    const far = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      far.pipe(client).pipe(far);
    });
    for (const end of [far, client]) end.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function status(env: NodeJS.ProcessEnv) {
  const ca = path.join(project.root, '.vox/local/ca.pem');
  return runVoxProcess(['status', '--env', 'cloud'], {
    cwd: project.root, env: { VOXIMPLANT_API_HOST: project.server.host, NODE_EXTRA_CA_CERTS: ca, no_proxy: '', NO_PROXY: '', ...env },
  });
}

describe('C12 HTTPS_PROXY', () => {
  test('C12 the vendor\'s client and ours tunnel by CONNECT', async () => {
    const proxy = await startProxy(() => 200);
    const before = project.server.log.entries.length;
    const { code, stderr } = await status({ HTTPS_PROXY: `http://${proxy.address}` });
    expect([code, stderr]).toEqual([0, '']);
    expect(project.server.log.entries.length).toBeGreaterThan(before);
    expect(new Set(proxy.seen)).toEqual(new Set([`CONNECT ${project.server.host}`]));
  });

  test('C12 a proxy that wants a password gets it, and one that refuses is named without it', async () => {
    const proxy = await startProxy(({ headers }) => (headers['proxy-authorization'] === `Basic ${btoa('me:s3cret')}` ? 200 : 407));
    // Without a scheme the proxy is spoken to in the clear, as other tools do.
    expect(await status({ HTTPS_PROXY: `me:s3cret@${proxy.address}` })).toMatchObject({ code: 0 });
    const refused = await status({ HTTPS_PROXY: `http://me:wr0ng@${proxy.address}` });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`the proxy ${proxy.address} refused the connection (HTTP 407). Correct HTTPS_PROXY, or name the host of the cloud in NO_PROXY.`);
    expect(refused.stderr).not.toMatch(/wr0ng|cloud itself|\n\s+at /);
  });

  test('C12 a proxy that is not there is named, one of another kind too', async () => {
    expect((await status({ HTTPS_PROXY: 'http://127.0.0.1:9' })).stderr).toContain('the proxy 127.0.0.1:9 cannot be used (ECONNREFUSED)');
    expect((await status({ ALL_PROXY: 'socks5://127.0.0.1:9' })).stderr).toContain('is no address of an HTTP proxy. Expected http://host:port');
  });

  test('C12 NO_PROXY, and an emulator on this machine, are reached straight on', async () => {
    const proxy = await startProxy(() => 200);
    const HTTPS_PROXY = `http://${proxy.address}`;
    expect(await status({ HTTPS_PROXY, NO_PROXY: '127.0.0.1' })).toMatchObject({ code: 0 });
    expect(await runVoxProcess(['status'], { cwd: project.root, env: { HTTPS_PROXY, NO_PROXY: '' } })).toMatchObject({ code: 0 });
    expect(proxy.seen).toEqual([]);
  });
});
