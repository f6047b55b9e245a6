import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deploy } from '../../scripts/commands/deploy';
import { rollback } from '../../scripts/commands/rollback';
import { startProject, type Project } from '../apply/project';

let project: Project;
beforeEach(async () => { project = await startProject(); });
afterEach(() => project.server.close());

const records = (): string[] => readdirSync(path.join(project.root, '.vox/local/releases')).sort();
const spoil = (record: string, text: (before: string) => string): void => {
  const file = path.join(project.root, '.vox/local/releases', record);
  writeFileSync(file, text(readFileSync(file, 'utf8')));
};
const deployTwice = async (): Promise<void> => {
  await project.run(deploy);
  Object.assign(project.config.operators['op1'] ?? {}, { displayName: 'Anna B.' });
  project.save();
  await project.run(deploy);
  project.server.log.clear();
};

test.each([
  ['cut in half', (text: string) => text.slice(0, text.length / 2)],
  ['empty', () => ''],
  ['null', () => 'null'],
  ['of another version', (text: string) => text.replace('"version": 1', '"version": 99')],
  ['of another release', (text: string) => text.replace(/"id": "\d+/, '"id": "1')],
])('C19 a newest record that is %s is named, and nothing is rolled back', async (_name, text) => {
  await deployTwice();
  const newest = records().at(-1) ?? '';
  spoil(newest, text);
  const { code, stderr } = await project.run(rollback, { yes: true });
  expect([code, stderr]).toEqual([1, expect.stringContaining(`.vox/local/releases/${newest}, is cut off or of another version`)]);
  expect(project.server.log.writes()).toEqual([]);
  const [first = ''] = records();
  expect((await project.run(rollback, { yes: true, to: path.basename(first, '.json') })).stderr).toContain(newest);
});

test('C19 an old broken record is no hindrance to undoing a newer one', async () => {
  await deployTwice();
  spoil(records()[0] ?? '', () => '{');
  expect((await project.run(rollback, { yes: true })).code).toBe(0);
  expect([...project.account.users.values()][0]?.displayName).toBe('Anna');
});
