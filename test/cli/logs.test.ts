import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAccount } from '../../emulator/account/account';
import { RealClock } from '../../emulator/clock/real-clock';
import type { Cloud } from '../../emulator/cloud';
import { createCloud } from '../../emulator/create-cloud';
import { localCertificate } from '../../emulator/management/certificate';
import { openAccessServer, type AccessServer } from '../../emulator/platform/access-server';
import { logs } from '../../scripts/commands/logs';
import { followSessions } from '../../scripts/logs/follow';
import { startProject, type Project } from '../apply/project';

const SCRIPT = `VoxEngine.addEventListener(AppEvents.Started, (e) => {
  Logger.write('hello ' + VoxEngine.customData() + ' \\u001b[31mred');
  VoxEngine.terminate();
});`;

let project: Project;
let cloud: Cloud;
let access: AccessServer;
let ruleId = 0;
beforeEach(async () => {
  const certificate = await localCertificate();
  cloud = createCloud({ rows: createAccount({ phoneNumbers: ['74951234567', '74957654321'] }), clock: new RealClock() });
  access = await openAccessServer({ cloud, certificate });
  project = await startProject({ account: cloud.rows, clock: cloud.clock, platform: cloud.platformView(), certificate });
  const { Applications, Scenarios, Rules } = project.client;
  await Applications.addApplication({ applicationName: 'calls' });
  const { scenarioId } = await Scenarios.addScenario({ applicationName: 'calls', scenarioName: 'hello', scenarioScript: SCRIPT });
  ruleId = (await Rules.addRule({ applicationName: 'calls', ruleName: 'hello', rulePattern: 'x', scenarioId })).ruleId;
});
afterEach(async () => {
  cloud.close();
  await Promise.all([access.close(), project.server.close()]);
});

/** A session from its start to its end. */
async function play(customData: string): Promise<string> {
  const ended = cloud.history.length;
  const { sessionId } = cloud.startScenarios({ ruleId, customData });
  await expect.poll(() => cloud.history.length).toBe(ended + 1);
  return String(sessionId);
}

describe('vox logs', () => {
  test('shows sessions that have ended with their logs, oldest first, as plain text', async () => {
    const ids = [await play('one'), await play('two')];
    const { code, stdout } = await project.run(logs, { since: 3600, once: true });
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`session ${ids[0]}, rule "hello", 0 s: Normal termination[^]*hello one red[^]*session ${ids[1]},[^]*hello two red`));
    expect(stdout).not.toContain('\u001b');
  });

  test('--session shows one alone, as a document with --json, and says where there is none', async () => {
    await play('one');
    const id = await play('two');
    const { json } = await project.run(logs, { since: 3600, session: id, json: true });
    expect(json).toEqual({ sessions: [expect.objectContaining({ id, rule: 'hello', log: expect.arrayContaining([expect.stringContaining('hello two red')]) as unknown })] });
    expect(await project.run(logs, { since: 3600, session: '1' })).toMatchObject({ code: 1, stderr: expect.stringContaining('No session 1 of "calls" has ended since then') as string });
  });

  test('a log that cannot be read is said, and the others are shown', async () => {
    await play('one');
    cloud.setAccessBase(access.url, 'https://127.0.0.1:9');
    await play('two');
    const { code, stdout } = await project.run(logs, { since: 3600, once: true });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/hello one[^]*the log cannot be read: .*ECONNREFUSED/)]);
  });

  test('ends with Ctrl-C', async () => {
    await play('one');
    project.interruption.abort();
    expect(await project.run(logs, { since: 3600 })).toMatchObject({ code: 0, stdout: expect.stringContaining('hello one') as string });
  });
});

test('followed, each session is shown once, as it ends, until nobody reads', async () => {
  const sessions = ['1', '2', '3'].map((id) => ({ id, rule: 'r', startMs: 0, durationSeconds: 0, finishReason: '', logUrl: null }));
  const shown: string[] = [];
  const asked: [number, number][] = [];
  let nowMs = 30 * 3_600_000;
  await followSessions({
    sessions: (fromMs, toMs) => { asked.push([fromMs, toMs]); return Promise.resolve(sessions.slice(0, asked.length)); },
    show: ({ id }) => { shown.push(id); return Promise.resolve(); },
    now: () => nowMs,
    pause: () => { nowMs += 5000; return Promise.resolve(); },
    goesOn: () => shown.length < 3,
    sinceMs: 0,
  });
  expect(shown).toEqual(['1', '2', '3']);
  // A session that began long ago is still waited for, a day at the most.
  expect(asked.map(([fromMs]) => fromMs / 3_600_000)).toEqual([6, 6 + 5 / 3600, 6 + 10 / 3600]);
});
