import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { takeLock } from '../../scripts/releases/lock';
import { lockFile } from '../../scripts/releases/lock-file';
import { thisHolder, type Holder } from '../../scripts/releases/lock-holder';

const root = mkdtempSync(path.join(tmpdir(), 'vox-lock-'));
const folder = path.join(root, '.vox/local');
const file = path.join(folder, 'lock');
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});

/** What a deploy of another process has left. */
const left = (holder: Partial<Holder>) => writeFileSync(file, JSON.stringify({ ...thisHolder(0), ...holder }));
/** A process that lives as long as the test. */
function living(script = 'setInterval(() => {}, 1000)'): { pid: number } {
  const child = spawn(process.execPath, ['-e', script]);
  onTestFinished(() => void child.kill('SIGKILL'));
  return { pid: child.pid ?? 0 };
}
function dead(): { pid: number } {
  return { pid: spawnSync(process.execPath, ['-e', '']).pid };
}
const startOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ')[19];
const isTaken = (watchMs = 50): boolean => {
  const { release } = lockFile(file, { nowMs: 0, watchMs });
  release?.();
  return release !== undefined;
};

describe('C14 a lock of one who is gone counts no more', () => {
  test.each<[string, () => Partial<Holder>]>([
    ['one with the number of this very process', () => ({ started: '1' })],
    ['one as it was written before, with the number of this very process', () => ({ boot: undefined, space: undefined, started: undefined })],
    ['one whose process ended', dead],
    ['one whose number another process has by now', () => ({ ...living(), started: '1' })],
    ['one of before the machine was started again, though its number is in use', () => ({ ...living(), boot: 'another' })],
    ['one of a container that has equal numbers, and nobody touches it', () => ({ space: 'pid:[1]' })],
    ['one of another machine, and nobody touches it', () => ({ host: 'elsewhere', boot: 'another', pid: 1 })],
  ])('C14 %s', (_, holder) => {
    left(holder());
    expect(isTaken()).toBe(true);
  });

  test('C14 half of one, as a full disk leaves it', () => {
    writeFileSync(file, '{"pid": 1');
    expect(isTaken()).toBe(true);
  });

  test('C14 at once where it is certain: nobody is watched', () => {
    left({ started: '1' });
    expect(isTaken(600_000)).toBe(true);
  });
});

describe('C14 a lock of one who lives counts', () => {
  test('C14 of another process here', () => {
    const { pid } = living();
    left({ pid, started: startOf(pid) });
    expect(() => takeLock(root, 'local', 0)).toThrow(`Another deploy of "local" has been running since 1970-01-01T00:00:00.000Z (process ${pid} on ${hostname()}). Wait for it`);
  });

  test('C14 of this process, until it is given back', () => {
    const release = takeLock(root, 'local', 0);
    expect(() => takeLock(root, 'local', 0)).toThrow(`(process ${process.pid} on `);
    release();
    expect(existsSync(file)).toBe(false);
    takeLock(root, 'local', 0)();
  });

  test('C14 of a container or a machine that touches it', () => {
    left({ host: 'elsewhere', boot: 'another', pid: 1 });
    living(`setInterval(() => require('node:fs').utimesSync(${JSON.stringify(file)}, new Date(), new Date()), 20)`);
    expect(lockFile(file, { nowMs: 0, watchMs: 20_000 }).holder?.host).toBe('elsewhere');
  });

  test('C14 it says that it lives', () => {
    const release = takeLock(root, 'local', 0);
    onTestFinished(release);
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder;
    expect(holder).toMatchObject({ pid: process.pid, host: hostname(), started: startOf(process.pid) });
  });

  test('C14 giving back leaves what another has put there since', () => {
    const release = takeLock(root, 'local', 0);
    left({ host: 'elsewhere' });
    release();
    expect([JSON.parse(readFileSync(file, 'utf8')), readdirSync(folder)]).toEqual([expect.objectContaining({ host: 'elsewhere' }), ['lock']]);
  });
});
