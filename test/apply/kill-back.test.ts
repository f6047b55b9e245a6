import { afterEach, expect, test } from 'vitest';
import { deploy } from '../../scripts/commands/deploy';
import { plan } from '../../scripts/commands/plan';
import { changeEverything } from './change-everything';
import { startKillable, writeScenarios, type Killable } from './killed-process';
import { breachesOfLog, liveRulesOf } from './live-rules-of-log';

/** As kill-process.test.ts, for what goes back: each twenty-third write, an odd share, or all with `KILL_POINTS=all`. */
const EACH = process.env['KILL_POINTS'] === 'all' ? 1 : 23;

let killable: Killable;
afterEach(() => killable.project.server.close());

/** Deployed, changed in everything and deployed again; `config` is what the first deploy was of. */
async function deployedTwice(): Promise<{ config: Killable['project']['config'] }> {
  killable = await startKillable();
  const { project } = killable;
  writeScenarios(project.root, ['inbound', 'other']);
  const config = structuredClone(project.config);
  expect(await project.run(deploy, { yes: true })).toMatchObject({ code: 0 });
  changeEverything(project.config);
  project.save();
  expect(await project.run(deploy, { yes: true })).toMatchObject({ code: 0 });
  project.server.log.clear();
  return { config };
}

async function writesOf(args: readonly string[]): Promise<number> {
  await deployedTwice();
  expect(await killable.vox(args)).toMatchObject({ code: 0 });
  const writes = killable.project.server.log.writes().length;
  await killable.project.server.close();
  return writes;
}

test('R47 R48 kill -9 of a rollback at a write: the next one finishes, with every live rule served throughout and nothing left to plan', async () => {
  const args = ['rollback', '--yes', '--json'];
  const total = await writesOf(args);
  for (let n = 1; n <= total; n += EACH) {
    const { config } = await deployedTwice();
    const { project, vox, killAt } = killable;
    const live = liveRulesOf(project.account);
    const { signal } = await vox(args, killAt(n));
    const { code, stderr } = await vox(args);
    Object.assign(project.config, config);
    project.save();
    const { code: left, stdout } = await project.run(plan);
    expect({ n, signal, code, stderr: code === 0 ? '' : stderr, left, stdout: left === 0 ? '' : stdout })
      .toEqual({ n, signal: 'SIGKILL', code: 0, stderr: '', left: 0, stdout: '' });
    expect({ n, breaches: breachesOfLog(live, project.server.log.entries) }).toEqual({ n, breaches: [] });
    await project.server.close();
  }
}, 1_800_000);

test('R81 kill -9 of a destroy at a write: the next one removes the rest', async () => {
  const args = ['destroy', '--yes', '--json'];
  const total = await writesOf(args);
  for (let n = 1; n <= total; n += EACH) {
    await deployedTwice();
    const { project, vox, killAt } = killable;
    const { signal } = await vox(args, killAt(n));
    const { code, stderr } = await vox(args);
    const { applications, scenarios, acdQueues, skills, phoneNumbers } = project.account;
    expect({ n, signal, code, stderr: code === 0 ? '' : stderr, left: [applications, scenarios, acdQueues, skills].map(({ size }) => size) })
      .toEqual({ n, signal: 'SIGKILL', code: 0, stderr: '', left: [0, 0, 0, 0] });
    expect([...phoneNumbers.values()].every(({ applicationId }) => applicationId === null)).toBe(true);
    await project.server.close();
  }
}, 1_800_000);

test('R81 what a deploy made that was killed is ours, a skill of the account too, and is removed by a destroy', async () => {
  killable = await startKillable();
  const { project, vox, killAt } = killable;
  const names = (): string[] => [...project.account.skills.values()].map(({ name }) => name);
  let n = 0;
  // The first write that begins with the skill there, by its own name, its answer read.
  const isNext = (): boolean => names().includes('sales');
  const { signal } = await vox(['deploy', '--yes', '--json'], (kill) => killAt(20)(() => { n += 1; if (isNext()) kill(); }));
  expect({ n, signal, names: names() }).toEqual({ n: 1, signal: 'SIGKILL', names: ['sales'] });
  const { code, stderr } = await vox(['destroy', '--yes', '--json']);
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  expect([names(), project.account.applications.size]).toEqual([[], 0]);
}, 60_000);
