import path from 'node:path';
import { rmSync, symlinkSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openDatabase } from '../../desk/database/open';
import { idlePlatform, type EndedSession } from '../../emulator/management/platform-view';
import { startProject, type Project } from '../apply/project';
import { newCall, queued } from '../desk/support/calls';
import { startErp } from '../desk/support/fake-erp';
import { ROOT, run } from './command-context';

const KEYS = {
  VOX_DESK_KEY_1: 'k'.repeat(32), OPERATOR_KEY: 'o'.repeat(32),
  ERP_SIGN_IN_SECRET_CENTER: 'c'.repeat(32), ERP_SIGN_IN_SECRET_NORTH: 'n'.repeat(32),
};
/** Whole seconds, as the history tells them; tokens are checked by this machine's clock, so it is near. */
const STARTED_MS = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;

const ENDED: EndedSession = {
  sessionId: 60, applicationId: 0, userId: null, ruleName: 'center', startMs: STARTED_MS, durationMs: 90_000,
  finishReason: 'Normal', customData: '', initiatorAddress: '127.0.0.1', logUrl: null, calls: [],
};

/** A project whose account has the application, and a history with one session in it. */
async function projectWithHistory(): Promise<Project> {
  const ended: EndedSession[] = [];
  const project = await startProject({ platform: { ...idlePlatform(), endedSessions: () => ended } });
  onTestFinished(async () => {
    await project.server.close();
    rmSync(project.root, { recursive: true, force: true });
  });
  const { applicationId } = await project.client.Applications.addApplication({ applicationName: 'calls' });
  ended.push({ ...ENDED, applicationId });
  return project;
}

/** As sessions leave them in ApplicationStorage. */
function leaveBatches(project: Project, callIds: readonly string[]): void {
  const [application] = project.account.applications.values();
  for (const callId of callIds) {
    const key = `out:${callId}:1`;
    const value = JSON.stringify(queued(newCall({ callId, startedAtMs: STARTED_MS })).batch());
    const applicationId = application?.id ?? 0;
    project.account.keyValues.set(`${applicationId}/${key}`, { applicationId, key, value, expiresMs: Infinity });
  }
}

async function inDatabase<Row>(project: Project, sql: string): Promise<Row[]> {
  const database = await openDatabase({ folder: path.join(project.root, '.vox/desk') });
  return (await database.query(sql).finally(() => database.close())) as Row[];
}

test('vox outbox drain takes more items than a page has, once; vox calls reconcile then closes what the history knows as ended', async () => {
  const project = await projectWithHistory();
  leaveBatches(project, Array.from({ length: 61 }, (_, at) => String(at)));
  const there = { root: project.root };
  const drained = await run(['outbox', 'drain', '--json'], there);
  expect([drained.code, JSON.parse(drained.stdout)]).toEqual([0, { drained: 61, kept: [] }]);
  expect(project.account.keyValues.size).toBe(0);
  expect((await run(['outbox', 'drain'], there)).stdout).toBe('0 taken into the journal, 0 left in the storage\n');
  // All others were heard of a moment ago, and are not asked about.
  await inDatabase(project, "update calls set last_heard_at = 0 where call_id in ('59', '60')");
  const closed = await run(['calls', 'reconcile', '--json'], there);
  expect(closed.stderr).toBe('');
  expect(JSON.parse(closed.stdout)).toEqual({ asked: 2, closed: ['60'], stillRunning: ['59'], failed: [] });
  expect(await inDatabase(project, 'select call_id, detail from calls where reason is not null')).toEqual([{ call_id: '60', detail: 'session-lost' }]);
}, 180_000);

test('vox customers erase deletes one person\'s calls, only where it is meant, and says how many', async () => {
  const project = await projectWithHistory();
  leaveBatches(project, ['1', '2']);
  const there = { root: project.root };
  await run(['outbox', 'drain'], there);
  const erase = (...flags: string[]) => run(['customers', 'erase', '--franchise', 'center', ...flags], there);
  expect(await erase('--number', '8 916 123-45-67')).toMatchObject({ code: 1, stderr: expect.stringContaining('add --yes') as string });
  expect(await erase('--yes')).toMatchObject({ code: 1, stderr: expect.stringContaining('Say whose traces') as string });
  expect(await inDatabase(project, 'select call_id from calls order by 1')).toEqual([{ call_id: '1' }, { call_id: '2' }]);
  expect(JSON.parse((await erase('--number', '8 916 123-45-67', '--yes', '--json')).stdout)).toMatchObject({ customers: 0, calls: 2 });
  expect(await inDatabase(project, 'select 1 from call_events')).toEqual([]);
}, 180_000);

test('vox erp check: 0 where the contract holds, 1 where it does not, and a lacking bearer is named', async () => {
  const erp = await startErp();
  const check = (env: Record<string, string>) => run(['erp', 'check', erp.url, '--franchise', 'center'], { env });
  expect(await check({ ERP_BEARER: 'erp-bearer' })).toMatchObject({ code: 0, stderr: '' });
  erp.mood = 'nonsense';
  expect(await check({ ERP_BEARER: 'erp-bearer' })).toMatchObject({ code: 1, stdout: expect.stringContaining('FAIL  an unknown number') as string });
  expect((await check({})).stderr).toContain('Set ERP_BEARER');
});

test('vox desk serves until Ctrl-C and says where', async () => {
  const project = await projectWithHistory();
  const [local] = Object.values(project.config.environments);
  if (local) local.accountName = 'academy';
  project.save();
  const stop = new AbortController();
  const said: string[] = [];
  // The page is built from its sources.
  for (const folder of ['operator', 'node_modules']) symlinkSync(path.join(ROOT, folder), path.join(project.root, folder));
  const { desk } = await import('../../scripts/commands/desk');
  const out = { line: (text = '') => void said.push(text), note: () => undefined, json: () => undefined, colors: { cyan: String } as never, isTerminal: false, isClosed: () => false };
  const context = { root: project.root, env: KEYS, out, now: () => Date.now(), interrupted: () => stop.signal };
  const ended = desk({ env: 'local', port: 0, host: '127.0.0.1' }, context);
  await Promise.race([ended, vi.waitFor(() => expect(said).toHaveLength(1), { timeout: 120_000 })]);
  const url = /http:\/\/localhost:\d+/.exec(said[0] ?? '')?.[0] ?? '';
  expect((await fetch(`${url}/`)).status).toBe(200);
  stop.abort();
  expect(await ended).toBe(0);
}, 180_000);
