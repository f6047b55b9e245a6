import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { VoxConfig } from '../../contracts/config';
import { buildScenarios } from '../../scripts/build/build-scenarios';
import type { BuiltScenario } from '../../scripts/build/built-scenario';
import { checkConfig } from '../../scripts/config/check-config';
import { environmentOf } from '../../scripts/config/read-config';
import { sample } from '../config/sample';
import { projectWith, type Project } from '../support/project';

const FILES = {
  'lib/effect.js': `Logger.write('effect');`,
  'lib/package.json': '{"sideEffects": true}',
  'scenarios/inbound.ts': `import '../lib/effect';\nimport settings from 'vox:settings';\nimport { word, unused } from './words';\nLogger.write(word + settings.queue.name);\nif (word === '') unused();`,
  'scenarios/words.js': `export { unused } from './unused';\nexport const word = 'one';`,
  'scenarios/unused.ts': `export const unused = () => Logger.write('unused');`,
};

async function build(project: Project, { tool = 'vox 1', change = (_: VoxConfig): void => undefined } = {}): Promise<BuiltScenario> {
  const config = checkConfig(sample(change), 'voxfiles.config.ts');
  const [built] = await buildScenarios({ root: project.root, config, environment: environmentOf(config, 'local'), tool });
  if (!built) throw new Error('the sample has one scenario');
  return built;
}

/** What is kept gets a mark, so that it shows in what is built from it. */
function mark({ root }: Project): void {
  const folder = path.join(root, '.vox/cache/builds');
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), settingsBytes: -1 }));
  }
}

const isKept = ({ settingsBytes }: BuiltScenario): boolean => settingsBytes === -1;

describe('a build that nothing has changed since', () => {
  test('is taken as it was kept, with its source map', async () => {
    const project = projectWith(FILES);
    const fresh = await build(project);
    mark(project);
    const kept = await build(project);
    expect([isKept(kept), kept.code, kept.sha256, kept.map, kept.bytes]).toEqual([true, fresh.code, fresh.sha256, fresh.map, fresh.bytes]);
  });

  test.each<[string, (project: Project) => void]>([
    ['the entry', (project) => project.write('scenarios/inbound.ts', `Logger.write('other');`)],
    ['an imported file', (project) => project.write('scenarios/words.js', `export const word = 'two';\nexport const unused = () => 1;`)],
    ['a file of which nothing is in the bundle', (project) => project.write('scenarios/unused.ts', `export const unused = () => 1;`)],
    ['a new file that an import finds first', (project) => project.write('scenarios/words.ts', `export const word = 'three';\nexport const unused = () => 1;`)],
    ['what a folder says of its files', (project) => project.write('lib/package.json', '{"sideEffects": false}')],
    ['the kept script', (project) => {
      for (const name of readdirSync(path.join(project.root, '.vox/bundles'))) project.write(`.vox/bundles/${name}`, 'Logger.write("planted")');
    }],
  ])('is made anew after a change of %s', async (_, change) => {
    const project = projectWith(FILES);
    await build(project);
    mark(project);
    change(project);
    expect(isKept(await build(project))).toBe(false);
  });

  test('is made anew for other settings and by another version of vox', async () => {
    const project = projectWith(FILES);
    await build(project);
    mark(project);
    const other = await build(project, { change: (config) => Object.assign(config.franchises['center']?.queue ?? {}, { name: 'side' }) });
    expect([isKept(other), other.code.includes('side'), isKept(await build(project, { tool: 'vox 2' }))]).toEqual([false, true, false]);
  });

  test('with a fault in it is never kept', async () => {
    const project = projectWith({ 'scenarios/inbound.ts': `fetch('/');` });
    await expect(build(project)).rejects.toThrow('`fetch` is a global of browsers');
    await expect(build(project)).rejects.toThrow('`fetch` is a global of browsers');
  });
});
