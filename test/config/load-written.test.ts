import { expect, test } from 'vitest';
import { loadWritten } from '../../scripts/config/load-written';
import { projectWith } from '../support/project';

const CONFIG = 'voxfiles.config.ts';
const load = (root: string) => loadWritten(`${root}/${CONFIG}`, root);

test('the config may import its data', async () => {
  const project = projectWith({ [CONFIG]: `import { a } from './a'; export default { a };`, 'a.ts': 'export const a: number = 1;' });
  expect(await load(project.root)).toEqual({ a: 1 });
});

test('what is no JSON is not there: the checks must see what the scenarios would get', async () => {
  const project = projectWith({ [CONFIG]: `export default { a: undefined, b: () => 1, c: new Date(0) };` });
  expect(await load(project.root)).toEqual({ c: '1970-01-01T00:00:00.000Z' });
});

test.each([
  ['a syntax error', 'export default {\n  a: ,\n};', /^voxfiles\.config\.ts:2:6: Unexpected ","$/],
  ['a syntax error of a file that knows its place', 'export default {\n  a: __dirname,\n  b: ,\n};', /^voxfiles\.config\.ts:3:6: Unexpected ","$/],
  ['an import of what is not there', `import './nothing';\nexport default {};`, /^voxfiles\.config\.ts:1:8: Could not resolve "\.\/nothing"$/],
  ['an import of a package that is not installed', `import 'nothing-here';\nexport default {};`, /^voxfiles\.config\.ts:1:8: Could not resolve "nothing-here"$/],
  ['a throw', 'throw new Error("no such file");', /^voxfiles\.config\.ts could not be read: no such file$/],
  ['a throw of no error', 'throw "no such file";', /^voxfiles\.config\.ts could not be read: no such file$/],
  ['a throw of what a terminal obeys', 'throw "\\u001b[2Jno such file";', /^voxfiles\.config\.ts could not be read: \\u001b\[2Jno such file$/],
  ['no default export', 'export const a = 1;', /^voxfiles\.config\.ts exports nothing by default/],
  ['a function', 'export default () => ({});', /^voxfiles\.config\.ts exports nothing by default, or what is no data/],
])('%s is one clear line', async (_, text, message) => {
  const project = projectWith({ [CONFIG]: text });
  await expect(load(project.root)).rejects.toThrow(message);
});
