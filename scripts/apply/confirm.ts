import { createInterface } from 'node:readline/promises';
import type { CommandContext } from '../command';
import type { Plan } from '../plan/plan';
import { UserError } from '../user-error';

/** Destructive steps are asked for on a terminal; without one they need `--yes`. */
export async function confirmDestructive(plan: Plan, yes: boolean, context: CommandContext): Promise<void> {
  const { out } = context;
  const destructive = plan.steps.filter((step) => step.destructive);
  if (destructive.length === 0 || yes) return;
  const names = destructive.map(({ action, kind, object }) => `${action} ${kind} "${object}"`).join(', ');
  if (!out.isTerminal || process.stdin.isTTY !== true) {
    throw new UserError(`The plan removes something: ${names}. Nothing was written. Give --yes if that is meant.`);
  }
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await ask.question(`This removes: ${names}.\nType "yes" to go on: `, { signal: context.interrupted() });
    if (answer.trim().toLowerCase() !== 'yes') throw new UserError('Nothing was written.');
  } finally {
    ask.close();
  }
}
