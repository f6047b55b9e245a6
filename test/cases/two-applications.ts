import { createAccount } from '../../emulator/account/account';
import type { AccountRows } from '../../emulator/account/objects';
import { startProject, type Project } from '../apply/project';

/** Two projects, each with an emulator's API of its own, over one account: each has its own log of requests. */
export async function startTwo(
  { phoneNumbers = ['74951234567', '74957654321', '78121234567', '78127654321'] }: { phoneNumbers?: readonly string[] } = {},
): Promise<{ account: AccountRows; a: Project; b: Project; close: () => Promise<unknown> }> {
  const account = createAccount({ phoneNumbers });
  const a = await startProject({ account });
  const b = await startProject({ account });
  b.config.application.name = 'other-app';
  renumber(b, { 74951234567: '78121234567', 74957654321: '78127654321' });
  // Names of scenarios and of ACD v1 queues are unique in the account; all others are equal.
  renameFranchises(b, { center: 'center2', north: 'north2' });
  b.save();
  return { account, a, b, close: () => Promise.all([a.server.close(), b.server.close()]) };
}

function renumber({ config }: Project, numbers: Readonly<Record<string, string>>): void {
  const now = (text: string): string => Object.entries(numbers).reduce((all, [from, to]) => all.replace(from, to), text);
  config.rules = config.rules.map((rule) => ({ ...rule, pattern: now(rule.pattern) }));
  for (const franchise of Object.values(config.franchises)) franchise.numbers = franchise.numbers.map(now);
}

function renameFranchises({ config }: Project, names: Readonly<Record<string, string>>): void {
  const now = (name: string): string => names[name] ?? name;
  config.rules = config.rules.map((rule) => ({ ...rule, franchise: now(rule.franchise) }));
  config.franchises = Object.fromEntries(Object.entries(config.franchises).map(([name, franchise]) => [
    now(name), franchise.queue.engine === 'acd' ? { ...franchise, queue: { ...franchise.queue, name: now(franchise.queue.name) } } : franchise,
  ]));
  for (const operator of Object.values(config.operators)) operator.franchise = now(operator.franchise);
}

/** All that an application has, and the account's numbers and skills of ACD v1 that lead to it or that its people have. */
export function everythingOf(account: AccountRows, application: string): unknown {
  const id = [...account.applications.values()].find(({ name }) => name === application)?.id;
  const own = <Row extends { applicationId: number | null }>(rows: Map<unknown, Row>): Row[] => [...rows.values()].filter(({ applicationId }) => applicationId === id);
  const users = own(account.users);
  const acdQueues = own(account.acdQueues);
  const skills = new Set([...users.flatMap(({ acdSkillIds }) => acdSkillIds), ...acdQueues.flatMap(({ skillIds }) => skillIds)]);
  return structuredClone({
    application: account.applications.get(id ?? 0), scenarios: own(account.scenarios), rules: own(account.rules), users, acdQueues,
    sqQueues: own(account.sqQueues), sqSkills: own(account.sqSkills), secrets: own(account.secrets), order: account.ruleOrder.get(id ?? 0),
    numbers: own(account.phoneNumbers), skills: [...account.skills.values()].filter((row) => skills.has(row.id)),
  });
}
