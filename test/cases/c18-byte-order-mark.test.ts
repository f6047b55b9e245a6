import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFaultFile } from '../../emulator/faults/fault-file';
import { readSwitchFile } from '../../emulator/switches';
import { deploy } from '../../scripts/commands/deploy';
import { plan } from '../../scripts/commands/plan';
import { simulateOptions } from '../../scripts/simulate/options';
import { startProject, type Project } from '../apply/project';
import { run } from '../cli/command-context';
import { projectWith } from '../support/project';

/** As editors and shells of other machines write it. */
const utf8 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`);
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const utf16BigEnd = (text: string): Buffer => utf16(text).swap16();

let project: Project;
beforeAll(async () => { project = await startProject(); });
afterAll(() => project.server.close());
const inProject = (file: string): string => path.join(project.root, file);
const reencode = (file: string, encode: (text: string) => Buffer): void => writeFileSync(inProject(file), encode(readFileSync(inProject(file), 'utf8').replace('\uFEFF', '')));

test('C18 the key file, the plan file, the state, and the address of the emulator may begin with a mark', async () => {
  writeFileSync(inProject('key.json'), utf8(readFileSync(project.keyFile, 'utf8')));
  const address = '.vox/local/emulator.json';
  const { host, ca } = JSON.parse(readFileSync(inProject(address), 'utf8')) as { host: string; ca: string };
  writeFileSync(inProject(address), utf16(JSON.stringify({ host, ca, credentials: inProject('key.json') })));
  expect(await project.run(plan, { out: 'plan.json' })).toMatchObject({ code: 2 });
  reencode('plan.json', utf16);
  expect(await project.run(deploy, { plan: 'plan.json' })).toMatchObject({ code: 0 });
  reencode('.vox/local/state.json', utf16BigEnd);
  reencode('key.json', utf16);
  const again = await project.run(plan);
  expect([again.code, again.stderr]).toEqual([0, '']);
});

test.each([['UTF-8', utf8], ['UTF-16', utf16]])('C18 the file of a day and a recorded call history may begin with a mark of %s', async (_, encode) => {
  writeFileSync(inProject('history.csv'), encode('start_date,duration\n2026-01-15 09:00:00,60\n'));
  writeFileSync(inProject('day.json'), encode('{"history": "history.csv", "operators": [{"count": 2, "from": "09:00", "to": "18:00"}]}'));
  const { traffic } = await simulateOptions(project.root, {
    day: 'day.json', calls: 1, rate: 1, operators: 1, talk: 1, wrapUp: 1, service: 'fixed', patience: 1, answerDelay: 1, seed: 1, target: { share: 1, seconds: 1 },
  });
  expect(traffic).toEqual({ kind: 'history', recorded: [{ startMs: Date.UTC(2026, 0, 15, 9), durationSeconds: 60 }] });
});

test('C18 the config, the switches and the faults may begin with a mark', async () => {
  const { root } = projectWith({
    'voxfiles.config.ts': '\uFEFFexport default { here: __dirname };',
    'switches.json': '\uFEFF{"declineBans": "no"}', 'faults.json': '\uFEFF{"faults": []}',
  });
  const { stderr } = await run(['build'], { root });
  expect(stderr).toMatch(/here: there is no such setting/);
  expect([readSwitchFile(path.join(root, 'switches.json')), readFaultFile(path.join(root, 'faults.json')).faults]).toEqual([{ declineBans: 'no' }, []]);
});
