import { afterEach, beforeEach, expect, test } from 'vitest';
import { deploy } from '../../scripts/commands/deploy';
import { plan } from '../../scripts/commands/plan';
import { rollback } from '../../scripts/commands/rollback';
import { everythingOf, startTwo } from './two-applications';

let two: Awaited<ReturnType<typeof startTwo>>;
beforeEach(async () => { two = await startTwo(); });
afterEach(() => two.close());

const skillNames = (): string[] => [...two.account.skills.values()].map(({ name }) => name);

test('C1 a rollback leaves another application with equal names as it is: its numbers, and a skill of the account that it uses since', async () => {
  const { account, a, b } = two;
  expect((await a.run(deploy)).code).toBe(0);
  expect((await b.run(deploy)).code).toBe(0);
  const before = everythingOf(account, 'other-app');
  expect(before).toMatchObject({ numbers: [{ number: '78121234567' }, { number: '78127654321' }], skills: [{ name: 'sales' }] });
  const { code, stdout } = await a.run(rollback, { yes: true });
  expect([code, stdout]).toEqual([0, expect.stringContaining('skill (ACD v1) "sales" is not listed any more, but other applications use it')]);
  expect(everythingOf(account, 'other-app')).toEqual(before);
  expect((await b.run(plan, { json: true })).json).toMatchObject({ drift: [], steps: [] });
  expect(everythingOf(account, 'calls')).toMatchObject({ rules: [], scenarios: [], users: [], numbers: [], sqQueues: [], acdQueues: [] });
});

test('C1 a skill of the account goes with the rollback where nobody else has it', async () => {
  await two.a.run(deploy);
  expect((await two.a.run(rollback, { yes: true })).code).toBe(0);
  expect(skillNames()).toEqual([]);
});

test('C1 a number that others have by now is not taken back by a rollback', async () => {
  const { account, a, b } = two;
  await a.run(deploy);
  const [number] = account.phoneNumbers.values();
  await b.run(deploy);
  const rule = [...account.rules.values()].at(-1);
  Object.assign(number ?? {}, { applicationId: rule?.applicationId, ruleId: rule?.id });
  expect((await a.run(rollback, { yes: true })).code).toBe(0);
  expect(number).toMatchObject({ applicationId: rule?.applicationId, ruleId: rule?.id });
});

test('C1 a number of another application is refused before the first write, and taken where numbers are managed', async () => {
  const { account, a, b } = two;
  await a.run(deploy);
  const [center] = Object.values(b.config.franchises);
  const [rule] = b.config.rules;
  Object.assign(center ?? {}, { numbers: ['74951234567'] });
  Object.assign(rule ?? {}, { pattern: '74951234567' });
  b.save();
  const { code, stderr } = await b.run(deploy, { yes: true });
  expect([code, stderr]).toEqual([1, expect.stringContaining('number "74951234567": it leads to another application of the account, "calls"')]);
  expect(b.server.log.writes()).toEqual([]);
  b.config.ownership = { numbers: 'manage' };
  b.save();
  expect((await b.run(deploy, { yes: true })).code).toBe(0);
  expect([...account.phoneNumbers.values()][0]?.applicationId).toBe([...account.applications.values()].at(-1)?.id);
});
