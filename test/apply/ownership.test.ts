import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VoxConfig } from '../../contracts/config';
import { METHODS } from '../../emulator/management/methods';
import { deploy } from '../../scripts/commands/deploy';
import { destroy } from '../../scripts/commands/destroy';
import { importAccount } from '../../scripts/commands/import';
import { plan } from '../../scripts/commands/plan';
import { rollback } from '../../scripts/commands/rollback';
import type { State } from '../../scripts/plan/state';
import { everythingOf, startTwo } from '../cases/two-applications';
import { clearAccount, idsOf } from './account-rows';
import { anyRecipe, COMMON_NUMBER, configOf, SCRIPTS, SECRETS, type AppIdentity, type Recipe } from './any-config';
import type { Outcome, Project } from './project';

/** `npm run long -- ownership` draws more. */
const RUNS = Number(process.env['VOX_OWNERSHIP_RUNS'] ?? 20);
const SEED = Number(process.env['VOX_SEED'] ?? 20260115);

let two: Awaited<ReturnType<typeof startTwo>>;
let sides: Side[];
interface Side extends AppIdentity { project: Project }

beforeAll(async () => {
  two = await startTwo({ phoneNumbers: ['74951234567', '74957654321', '78121234567', '78127654321', COMMON_NUMBER] });
  const account = two.account.accountId;
  // One name begins with the other: a list that the API filters by a part of a name gives both.
  sides = [
    { application: 'calls', account, numbers: ['74951234567', '74957654321'], project: two.a },
    { application: 'calls-2', account, numbers: ['78121234567', '78127654321'], project: two.b },
  ];
  for (const { project } of sides) {
    Object.assign(project.env, SECRETS);
    for (const [file, text] of Object.entries(SCRIPTS)) writeFileSync(path.join(project.root, 'scenarios', file), text);
  }
});
afterAll(() => two.close());

type Move = { what: 'deploy'; recipe: Recipe } | { what: 'again' | 'rollback' | 'destroy' | 'import' | 'adopt' | 'lose state' | 'plan' } | { what: 'rollback to'; which: number };
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: anyRecipe.map((recipe): Move => ({ what: 'deploy', recipe })) },
  { weight: 3, arbitrary: fc.constant<Move>({ what: 'rollback' }) },
  { weight: 1, arbitrary: fc.nat(3).map((which): Move => ({ what: 'rollback to', which })) },
  { weight: 3, arbitrary: fc.constant<Move>({ what: 'destroy' }) },
  { weight: 3, arbitrary: fc.constantFrom<Move>({ what: 'again' }, { what: 'import' }, { what: 'adopt' }, { what: 'plan' }, { what: 'lose state' }) },
);
const order = fc.tuple(anyRecipe, anyRecipe, fc.array(fc.record({ side: fc.constantFrom(0, 1), move }), { minLength: 2, maxLength: 6 }))
  .map(([first, second, moves]): { side: number; move: Move }[] => [
    { side: 0, move: { what: 'deploy', recipe: first } }, { side: 1, move: { what: 'deploy', recipe: second } }, ...moves,
  ]);

test('R81 whatever one application deploys, rolls back, imports or destroys, the other one is as it was', async () => {
  const done = new Map<string, number>();
  await fc.assert(fc.asyncProperty(order, async (moves) => {
    startAnew();
    for (const { side, move: made } of moves) {
      const [acting, other] = side === 0 ? [sides[0], sides[1]] : [sides[1], sides[0]];
      if (!acting || !other) throw new Error('there are two');
      const before = allOf(other);
      const ids = idsOf(two.account, other.application);
      acting.project.server.log.clear();
      const { code, stderr } = await makeMove(acting, made);
      expect(allOf(other)).toEqual(before);
      expect(writesTo(acting, { ids, application: other.application })).toEqual([]);
      expect(stderr).not.toMatch(/fault of vox|no id is known/);
      if (code !== 1) done.set(made.what, (done.get(made.what) ?? 0) + 1);
    }
    // To shrink a history takes minutes, and the first is short enough to be read.
  }), { numRuns: RUNS, seed: SEED, endOnFailure: true });
  // A property of commands that are all refused would say nothing.
  expect([...done.keys()]).toEqual(expect.arrayContaining(['deploy', 'rollback', 'destroy', 'import']));
}, 3_600_000);

function startAnew(): void {
  clearAccount(two.account);
  for (const { project } of sides) forget(project, ['state.json', 'releases']);
}

function forget({ root }: Project, names: readonly string[]): void {
  for (const name of names) rmSync(path.join(root, '.vox/local', name), { recursive: true, force: true });
}

/** What the account has of it, and the skills that it made for the account. */
function allOf({ project: { root }, application }: Side): unknown {
  const file = path.join(root, '.vox/local/state.json');
  const { made = [] } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as State : {};
  const skills = [...two.account.skills.values()].filter(({ id }) => made.includes(`acd-skill/${id}`));
  return { ...everythingOf(two.account, application) as object, made: structuredClone(skills) };
}

/** Of all writes that were asked for, also those without effect, the ones that name the other application or something of it. */
function writesTo({ project }: Side, { ids, application }: { ids: readonly number[]; application: string }): unknown[] {
  const names = (value: string): boolean => value === application || value.split(';').some((part) => ids.includes(Number(part)));
  return project.server.log.entries.filter(({ method, parameters }) => METHODS[method]?.writes
    && Object.entries(parameters).some(([name, value]) => /_id$|^application_name$/.test(name) && names(value)));
}

async function makeMove({ project, ...identity }: Side, made: Move): Promise<Outcome> {
  switch (made.what) {
    case 'deploy':
      Object.assign(project.config, configOf(made.recipe, identity));
      project.save();
      return project.run(deploy, { yes: true });
    case 'again': return project.run(deploy, { yes: true });
    case 'plan': return project.run(plan);
    case 'destroy': return project.run(destroy, { yes: true });
    case 'rollback': return project.run(rollback, { yes: true });
    case 'rollback to': return project.run(rollback, { yes: true, to: releaseAt(project, made.which) });
    case 'import': return project.run(importAccount, { json: true, application: identity.application });
    case 'adopt': return adopt(project, identity.application);
    case 'lose state':
      forget(project, ['state.json']);
      return project.run(plan);
  }
}

function releaseAt({ root }: Project, which: number): string {
  const folder = path.join(root, '.vox/local/releases');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')).sort() : [];
  return path.parse(names[which % Math.max(1, names.length)] ?? 'none').name;
}

/** Goes on with what an import says. */
async function adopt(project: Project, application: string): Promise<Outcome> {
  const imported = await project.run(importAccount, { json: true, application });
  if (imported.code !== 0) return imported;
  const { config } = imported.json as { config: VoxConfig };
  for (const [name, scenario] of Object.entries(config.scenarios)) {
    const { script = '' } = [...project.account.scenarios.values()].find((row) => row.name === name) ?? {};
    scenario.file = `scenarios/${Buffer.from(name).toString('hex')}.js`;
    writeFileSync(path.join(project.root, scenario.file), script);
  }
  Object.assign(project.config, { skills: undefined }, config, { environments: project.config.environments });
  project.save();
  return project.run(deploy, { yes: true });
}
