import { afterEach, expect, test } from 'vitest';
import { deploy } from '../../scripts/commands/deploy';
import { plan } from '../../scripts/commands/plan';
import { changeEverything } from './change-everything';
import { breachesOfLog, liveRulesOf, type LiveRules } from './live-rules-of-log';
import { startKillable, writeScenarios, type Ended, type Killable } from './killed-process';
import type { Project } from './project';

/**
 * A SIGKILL of a real `vox deploy` at its writes: of the first before it is
 * executed, of the second after, and so on. Each point takes two processes, so
 * only each fifth is tried (an odd share, so that both kinds are in it); all of
 * them by `KILL_POINTS=all npx vitest run test/apply/kill-process.test.ts`.
 */
const EACH = process.env['KILL_POINTS'] === 'all' ? 1 : 5;

let project: Project;
let before: LiveRules;
let killable: Killable;
afterEach(() => project.server.close());

/** Deployed once, then changed in everything; the log begins here. */
async function prepare(): Promise<void> {
  killable = await startKillable();
  ({ project } = killable);
  expect(await project.run(deploy, { yes: true })).toMatchObject({ code: 0 });
  changeEverything(project.config);
  project.save();
  writeScenarios(project.root, ['inbound', 'other']);
  before = liveRulesOf(project.account);
  project.server.log.clear();
}

const deployInProcess = (begun?: (kill: () => void) => void): Promise<Ended> => killable.vox(['deploy', '--yes', '--json'], begun);

/** R48 over all that was written since the change; the replay must end where the account stands. */
function expectLiveRulesHeld(): void {
  const live = before;
  expect(breachesOfLog(live, project.server.log.entries)).toEqual([]);
  expect(live).toEqual(liveRulesOf(project.account));
}

test('R47 R48 kill -9 of the process at a write: the next deploy finishes, and every live rule is served throughout', async () => {
  await prepare();
  const undisturbed = await deployInProcess();
  expect(undisturbed).toMatchObject({ code: 0 });
  const total = project.server.log.writes().length;
  expect(total).toBeGreaterThanOrEqual(30);
  expect((JSON.parse(undisturbed.stdout) as { steps: unknown[] }).steps.length).toBeGreaterThanOrEqual(30);
  expectLiveRulesHeld();
  await project.server.close();
  for (let n = 1; n <= total; n += EACH) {
    await prepare();
    const { signal } = await deployInProcess(killable.killAt(n));
    const { code, stderr } = await deployInProcess();
    const { code: left, stdout } = await project.run(plan);
    expect({ n, signal, code, stderr: code === 0 ? '' : stderr, left, stdout: left === 0 ? '' : stdout })
      .toEqual({ n, signal: 'SIGKILL', code: 0, stderr: '', left: 0, stdout: '' });
    expectLiveRulesHeld();
    await project.server.close();
  }
}, 1_800_000);
