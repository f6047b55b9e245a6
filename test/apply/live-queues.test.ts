import { afterEach, beforeEach, expect, test } from 'vitest';
import { idlePlatform, type PlatformView } from '../../emulator/management/platform-view';
import { waitUntilDrained } from '../../scripts/apply/drain';
import { deploy } from '../../scripts/commands/deploy';
import { plan } from '../../scripts/commands/plan';
import { status } from '../../scripts/commands/status';
import { takeLock } from '../../scripts/releases/lock';
import { startProject, type Project } from './project';

let project: Project;
let tasks: ReturnType<PlatformView['sqTasks']> = [];
beforeEach(async () => {
  tasks = [];
  const platform: PlatformView = { ...idlePlatform(), sqTasks: () => tasks };
  project = await startProject({ platform });
});
afterEach(() => project.server.close());

const task = (state: 'IN_QUEUE' | 'IN_PROCESSING') =>
  ({ type: 'CALL' as const, status: state, userId: null, skills: [], waitingMs: 0, processingMs: 0, customData: '' });

test('the plan says who waits and who talks', async () => {
  await project.run(deploy);
  tasks = [task('IN_QUEUE'), task('IN_QUEUE'), task('IN_PROCESSING')];
  Object.assign(project.config.operators['op1'] ?? {}, { displayName: 'Anna B.' });
  project.save();
  expect((await project.run(plan)).stdout).toContain('Live calls: 2 waiting, 1 talking. They keep what they have; the change is for new calls only.');
  expect((await project.run(plan, { json: true })).json['live']).toEqual({ waiting: 2, talking: 1 });
});

test('a queue is waited for until it is empty, and given up after a while', async () => {
  const seen: string[] = [];
  const management = { live: () => Promise.resolve([{ queueId: 1, waiting: 3 - seen.length, talking: 0 }]) };
  const context = { management, application: 'calls', ids: { get: () => 1 } } as never;
  const queue = { kind: 'sq-queue' as const, id: 1, name: 'old' };
  const sleep = () => Promise.resolve(void seen.push('slept'));
  await waitUntilDrained(context, [queue], { everyMs: 5000, mostMs: 60_000, sleep });
  expect(seen).toEqual(['slept', 'slept', 'slept']);
  seen.length = 0;
  await expect(waitUntilDrained(context, [queue], { everyMs: 5000, mostMs: 5000, sleep })).rejects.toThrow('there are still 2 waiting and 0 talking in "old"');
});

test('a second deploy at the same time is refused by name of the first', async () => {
  const unlock = takeLock(project.root, 'local', Date.now());
  const { code, stderr } = await project.run(deploy);
  expect([code, stderr]).toEqual([1, expect.stringContaining(`(process ${process.pid} on `)]);
  unlock();
  expect((await project.run(deploy)).code).toBe(0);
});

test('status shows the way from number to operator', async () => {
  const before = await project.run(status);
  expect(before.stdout).toContain('The account has no such application');
  await project.run(deploy);
  tasks = [task('IN_PROCESSING')];
  const { json } = await project.run(status, { json: true });
  expect(json).toMatchObject({
    application: 'calls',
    numbers: [
      { number: '74951234567', rule: 'center', scenario: 'inbound-center', code: 'as deployed' },
      { number: '74957654321', rule: 'north', scenario: 'inbound-north', code: 'as deployed' },
    ],
    queues: [
      { name: 'center', engine: 'smartqueue', waiting: 0, talking: 1, operators: [{ name: 'op1', status: 'OFFLINE' }, { name: 'op2', status: 'OFFLINE' }] },
      { name: 'north', engine: 'acd', operators: [{ name: 'op3', status: 'OFFLINE' }] },
    ],
  });
});
