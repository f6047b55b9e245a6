import { expect, test } from 'vitest';
import { loadWritten } from '../../scripts/config/load-written';
import { projectWith } from '../support/project';

const CONFIG = 'voxfiles.config.ts';
const load = (root: string) => loadWritten(`${root}/${CONFIG}`, root);

test('the config may import its data', async () => {
  const project = projectWith({ [CONFIG]: `import { a } from './a'; export default { a };`, 'a.ts': 'export const a: number = 1;' });
  expect(await load(project.root)).toEqual({ a: 1 });
});

test('a change in an imported file is seen, kept data or not', async () => {
  const project = projectWith({ [CONFIG]: `import { a } from './a'; export default { a };`, 'a.ts': 'export const a = 1;' });
  await load(project.root);
  project.write('a.ts', 'export const a = 2;');
  expect([await load(project.root), await load(project.root)]).toEqual([{ a: 2 }, { a: 2 }]);
});

test('unchanged sources are not evaluated again', async () => {
  const project = projectWith({ [CONFIG]: `export default { at: Math.random() };` });
  expect(await load(project.root)).toEqual(await load(project.root));
});

test.each([
  ['a syntax error', 'export default {\n  a: ,\n};', 'voxfiles.config.ts:2:6: Expression expected.'],
  ['a throw', 'throw new Error("no such file");', 'voxfiles.config.ts could not be read: no such file'],
  ['no default export', 'export const a = 1;', 'exports nothing by default'],
])('%s is one clear line', async (_, text, message) => {
  const project = projectWith({ [CONFIG]: text });
  await expect(load(project.root)).rejects.toThrow(message);
});
