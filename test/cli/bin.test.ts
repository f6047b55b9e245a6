import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ROOT, run } from './command-context';

const BIN = path.join(ROOT, 'bin', 'vox.mjs');
const TS_NODE = path.join(ROOT, 'node_modules', '.bin', 'ts-node');

function freePort(): Promise<{ port: number; release: () => Promise<void> }> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({ port, release: () => new Promise((done) => void server.close(() => done())) });
    });
  });
}

const keptAt = (port: number): string => path.join(ROOT, '.vox/desks', String(port));

/** How many ids the emulated account of this start had before, by its recording. */
function idsBefore(pid: number | undefined): number {
  const recorded = readdirSync(path.join(ROOT, '.vox/recordings')).find((name) => name.endsWith(`-start-${pid}`)) ?? '';
  const [head = ''] = readFileSync(path.join(ROOT, '.vox/recordings', recorded, 'run.jsonl'), 'utf8').split('\n');
  return (JSON.parse(head) as { idsBefore?: number }).idsBefore ?? 0;
}

/** `npm start` on a port, its output as it comes. */
function start(port: number, ...flags: string[]) {
  const child = spawn(process.execPath, [BIN, 'dev', '--port', String(port), '--no-open', ...flags], { cwd: ROOT });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void (said.text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, said, ended };
}

describe('bin/vox.mjs', () => {
  test('runs at once from its sources', () => {
    const { status, stdout } = spawnSync(process.execPath, [BIN, '--help'], { cwd: ROOT, encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, expect.stringContaining('Usage: vox')]);
  });

  test('ts-node runs it too', () => {
    const { status, stdout } = spawnSync(TS_NODE, ['scripts/vox.ts', '--help'], { cwd: ROOT, encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, expect.stringContaining('Usage: vox')]);
  });

  test('an old Node gets one clear line', () => {
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.0' } }); await import(${JSON.stringify(BIN)});`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', old], { cwd: ROOT, encoding: 'utf8' });
    expect([status, stderr.trim()]).toEqual([1, 'vox needs Node 20.19 or newer; this is Node 18.19.0.']);
  });
});

describe('npm start', () => {
  test('a taken port is one clear line', async () => {
    const { port, release } = await freePort();
    onTestFinished(release);
    const { said, ended } = start(port, '--once');
    expect(await ended).toBe(1);
    expect(said.text).toContain(`Port ${port} is taken. Choose another: npm start -- --port ${port + 1}`);
  });

  test('--once shows the call down to its end, and exits 0', async () => {
    const { port, release } = await freePort();
    await release();
    const { child, said, ended } = start(port, '--once');
    expect([await ended, said.text]).toEqual([0, expect.stringMatching(/calls 74951234567[^]*ended: completed[^]*\ncompleted \(talk\)/)]);
    // What it leaves is played again, though it ran in real time and over sockets.
    const recorded = readdirSync(path.join(ROOT, '.vox/recordings')).find((name) => name.endsWith(`-start-${child.pid}`));
    const { code, stdout } = await run(['replay', path.join('.vox/recordings', recorded ?? '')]);
    expect(existsSync(keptAt(port))).toBe(false);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/Logger\.write call \d+: ends: completed[^]*as recorded: \d+ events/)]);
  }, 240_000);

  test('tells its addresses first, stays until Ctrl-C, frees its port; R56 a start after it has what was entered', async () => {
    const { port, release } = await freePort();
    await release();
    onTestFinished(() => { for (const kept of [keptAt(port), `${keptAt(port)}.starts`]) rmSync(kept, { recursive: true, force: true }); });
    const first = start(port);
    await expect.poll(() => first.said.text, { timeout: 200_000, interval: 200 }).toMatch(/Ctrl-C ends it\.[^]*\ncompleted \(talk\)/);
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);

    const second = start(port);
    await expect.poll(() => second.said.text, { timeout: 60_000, interval: 200 }).toContain('Kept from before: 1 call,');
    expect(second.said.text).toContain('Ctrl-C ends it.');
    // A call of this start is not taken for one of the first.
    expect(idsBefore(second.child.pid)).toBeGreaterThan(idsBefore(first.child.pid));
    // Even one that is not ended in peace loses nothing.
    second.child.kill('SIGKILL');
    await second.ended;

    const fresh = start(port, '--fresh');
    await expect.poll(() => fresh.said.text, { timeout: 60_000, interval: 200 }).toContain('One call, as it happens');
    expect(idsBefore(fresh.child.pid)).toBe(0);
    fresh.child.kill('SIGINT');
    expect(await fresh.ended).toBe(0);
  }, 240_000);
});
