import { expect, test } from 'vitest';
import { namesOfBundle } from '../../scripts/build/free-names';
import { hasRequireLine, missingRequires } from '../../scripts/build/inspect';

const map = { version: 3 as const, sources: ['scenarios/a.ts'], names: [], mappings: 'AAAA' };

const free = (code: string) => [...new Set(namesOfBundle(code).free.map(({ name }) => name))];

test.each([
  ['let a=1;a', []],
  ['x.y;({z:1})', ['x']],
  ['function f(a,{b:c=d},[e,...g]){return a+c+e+g}', ['d']],
  ['try{}catch(e){e}', []],
  ['class A{m(){return n}}', ['n']],
  ['for(const k of l)k', ['l']],
  ['(a=>b=>a+b)(1)', []],
])('free names of %s', (code, names) => {
  expect(free(code)).toEqual(names);
});

test('a module\'s name without its require line is a problem at its place', () => {
  const script = 'VoxEngine.enqueueTask({});';
  const problems = missingRequires(namesOfBundle(script), { code: script, map, file: 'scenarios/a.ts', script });
  expect(problems).toEqual([expect.objectContaining({ file: 'scenarios/a.ts', line: 1, remedy: 'add the line `require(Modules.SmartQueue);` to the scenario' })]);
});

test('only a line of its own counts as required', () => {
  expect(['require(Modules.ACD);', 'if(a)require(Modules.ACD);'].map((script) => hasRequireLine(script, 'ACD'))).toEqual([true, false]);
});
