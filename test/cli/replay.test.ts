import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshRecordingFolder } from '../../scripts/recordings/folder';
import { ROOT, run } from './command-context';

const NUMBER = '9161234567';

describe('vox replay of a recorded run', () => {
  let folder: string;
  let told: string;
  beforeAll(async () => {
    const { code, stdout } = await run(['dial', '--from', `+7${NUMBER}`, '--operators', 'op1:reject,op2:drop']);
    expect(code).toBe(0);
    told = /npx vox replay (\S+)/.exec(stdout)?.[1] ?? '';
    folder = mkdtempSync(path.join(tmpdir(), 'vox-replay-'));
    cpSync(path.join(ROOT, told), folder, { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('dial says where it was recorded, and it plays again, event by event', async () => {
    const { code, stdout } = await run(['replay', told]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('as recorded: ')]);
    expect(stdout).toMatch(/5\.810 s {2}3000000001 {2}SmartQueue\.DistributeTask task=sq-1 operatorId=\d+ operatorName=op1/);
  });

  test('every session leaves a log, as VoxEngine does', () => {
    const [log] = readdirSync(folder).filter((name) => name.endsWith('.log'));
    expect(log).toBe('3000000001.log');
    expect(readFileSync(path.join(folder, log ?? ''), 'utf8')).toMatch(/Application\.Started\n(.*\n)*.*Application\.Terminated\n$/);
  });

  test('the file is its owner’s alone, and holds no password, no key of the account, no access URL', () => {
    for (const name of readdirSync(folder)) expect(statSync(path.join(ROOT, told, name)).mode & 0o077).toBe(0);
    const text = readFileSync(path.join(folder, 'run.jsonl'), 'utf8');
    expect(text).not.toMatch(/PRIVATE KEY|PUBLIC KEY|"password":"[^"]/);
    expect(text).not.toMatch(/"accessURL"|"accessSecureURL"/);
  });

  test('what is printed masks the numbers of people', async () => {
    const { stdout } = await run(['replay', folder]);
    expect(stdout).toContain('+7916•••4567');
    expect(stdout).not.toContain(NUMBER);
  });

  test('where the story is another one now it says so, and ends with 3', async () => {
    const file = path.join(folder, 'other.jsonl');
    const text = readFileSync(path.join(folder, 'run.jsonl'), 'utf8');
    writeFileSync(file, text.replace('"name":"SmartQueue.EnqueueSuccess"', '"name":"SmartQueue.Error"'));
    const { code, stdout } = await run(['replay', file]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/another story from event \d+ on\n {2}recorded: SmartQueue\.Error task=sq-1\n {2}now: {6}SmartQueue\.EnqueueSuccess task=sq-1/);
  });

  test('a recording that was broken off plays to its last whole line', async () => {
    const file = path.join(folder, 'broken.jsonl');
    const lines = readFileSync(path.join(folder, 'run.jsonl'), 'utf8').trim().split('\n');
    writeFileSync(file, lines.slice(0, 30).join('\n'));
    appendFileSync(file, '\n{"entry":"event","ev');
    const { code, stdout } = await run(['replay', file]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('as recorded: ')]);
  });

  test.each([
    ['nothing.jsonl', null, /Cannot read .*nothing\.jsonl: there is no such file\./],
    ['words.txt', 'hello', /words\.txt is neither a history that `vox explore` has written nor a recording of `npm start` or `vox dial`\./],
    ['old.jsonl', '{"kind":"cloud-recording","version":1}', /old\.jsonl cannot be played: Expected a recording of version 3, got kind "cloud-recording" version 1\./],
  ])('%s is refused by name', async (...[name, content, said]) => {
    const file = path.join(folder, name);
    if (content !== null) writeFileSync(file, content);
    const { code, stderr } = await run(['replay', file]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(said)]);
  });
});

test('the newest twenty runs are kept', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'vox-kept-'));
  try {
    const folders = Array.from({ length: 25 }, (_, at) => freshRecordingFolder(root, { command: 'dial', nowMs: at * 1000 }));
    expect(new Set(folders).size).toBe(25);
    const kept = readdirSync(path.join(root, '.vox/recordings')).sort();
    expect(kept).toEqual(folders.slice(-20).map((one) => path.basename(one)));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
