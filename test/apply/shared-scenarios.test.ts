import { afterEach, beforeEach, expect, test } from 'vitest';
import { deploy } from '../../scripts/commands/deploy';
import { destroy } from '../../scripts/commands/destroy';
import { plan } from '../../scripts/commands/plan';
import { rollback } from '../../scripts/commands/rollback';
import { writeScenarios } from './killed-process';
import { startProject, type Project } from './project';

let project: Project;
beforeEach(async () => {
  project = await startProject();
  await project.client.Applications.addApplication({ applicationName: 'calls' });
});
afterEach(() => project.server.close());

const scenariosOf = (rule: string): string[] => {
  const { rules, scenarios } = project.account;
  return [...rules.values()].filter(({ name }) => name === rule).flatMap(({ scenarioIds }) => scenarioIds.map((id) => scenarios.get(id)?.name ?? 'gone'));
};

test.each([['rollback', rollback], ['destroy', destroy]] as const)('R48 R81 a %s leaves the scenario that a rule of others has, and says so', async (_name, command) => {
  await project.run(deploy);
  await project.client.Rules.addRule({ applicationName: 'calls', ruleName: 'extra', rulePattern: '7812.*', scenarioName: 'inbound-center' });
  const { code, stdout } = await project.run(command, { yes: true });
  expect([code, stdout]).toEqual([0, expect.stringContaining('scenario "inbound-center" is not listed any more, but a rule that stays has it')]);
  expect([scenariosOf('extra'), [...project.account.rules.values()].map(({ name }) => name)]).toEqual([['inbound-center'], ['extra']]);
  // Once the rule is gone the scenario is ours to remove, as ever.
  project.account.rules.clear();
  expect((await project.run(destroy, { yes: true })).code).toBe(0);
  expect([...project.account.scenarios.values()]).toEqual([]);
});

test('R48 a scenario that two rules share is not renamed under one of them', async () => {
  const [center, north] = project.config.rules;
  if (!center || !north) throw new Error('the sample has two rules');
  const spare = { ...center, name: 'spare', pattern: '7495000' };
  project.config.scenarios = { inbound: { file: 'scenarios/inbound.ts' }, other: { file: 'scenarios/other.ts' }, third: { file: 'scenarios/third.ts' } };
  writeScenarios(project.root, ['inbound', 'other', 'third']);
  const deployWith = async (rules: typeof project.config.rules): Promise<string[]> => {
    project.config.rules = rules;
    project.save();
    const { json } = await project.run(plan, { json: true });
    expect((await project.run(deploy, { yes: true })).code).toBe(0);
    return (json['steps'] as { id: string; kind: string; action: string }[]).filter(({ kind, action }) => kind === 'scenario' && action === 'rename').map(({ id }) => id);
  };
  await deployWith([center, spare, north]);
  expect(await deployWith([{ ...center, scenario: 'other' }, { ...spare, scenario: 'third' }, north])).toEqual([]);
  expect([scenariosOf('center'), scenariosOf('spare')]).toEqual([['other-center'], ['third-center']]);
  expect((await project.run(rollback, { yes: true })).code).toBe(0);
  expect([scenariosOf('center'), scenariosOf('spare')]).toEqual([['inbound-center'], ['inbound-center']]);
});
