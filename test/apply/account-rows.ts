import type { AccountRows } from '../../emulator/account/objects';

/** Takes everything out of the account but its numbers, which lead nowhere afterwards. */
export function clearAccount(account: AccountRows): void {
  const { applications, scenarios, rules, users, acdQueues, sqQueues, skills, sqSkills, secrets, ruleOrder } = account;
  for (const table of [applications, scenarios, rules, users, acdQueues, sqQueues, skills, sqSkills, secrets, ruleOrder]) table.clear();
  for (const number of account.phoneNumbers.values()) Object.assign(number, { applicationId: null, ruleId: null });
}

/** Of an application and of all that is in it, with the numbers that lead to it. */
export function idsOf(account: AccountRows, application: string): number[] {
  const id = [...account.applications.values()].find(({ name }) => name === application)?.id;
  if (id === undefined) return [];
  const { scenarios, rules, users, acdQueues, sqQueues, sqSkills, secrets, phoneNumbers } = account;
  const rows: { id: number; applicationId: number | null }[] = [scenarios, rules, users, acdQueues, sqQueues, sqSkills, secrets, phoneNumbers].flatMap((table) => [...table.values()]);
  return [id, ...rows.filter(({ applicationId }) => applicationId === id).map((row) => row.id)];
}
