import { createInterface } from 'node:readline/promises';
import type { CommandContext } from '../command';
import type { Plan, Step } from '../plan/plan';
import { stepWords } from '../plan/step-words';
import { UserError } from '../user-error';

/** Destructive steps are asked for on a terminal; without one they need `--yes`. */
export async function confirmDestructive(plan: Plan, yes: boolean, context: CommandContext): Promise<void> {
  const { out } = context;
  const destructive = plan.steps.filter((step) => step.destructive);
  if (destructive.length === 0 || yes) return;
  if (!out.isTerminal || process.stdin.isTTY !== true) {
    const names = destructive.map(removal).join(', ');
    throw new UserError(`The plan removes something: ${names}. Nothing was written. Give --yes if that is meant.`);
  }
  out.note(`\n${out.colors.red('This removes:')}\n${destructive.map((step) => `  ${removal(step)}`).join('\n')}`);
  if ((await answerTo('Type "yes" to go on: ', context)) !== 'yes') throw new UserError('Nothing was written.');
}

/** With the names that leave a list: `remove operators of queue "center": op2`. */
function removal(step: Step): string {
  const gone = step.action === 'remove' ? Object.values(step.before ?? {}).find(Array.isArray) : undefined;
  return gone === undefined ? stepWords(step) : `${stepWords(step)}: ${gone.join(', ')}`;
}

/** In lower case; Ctrl-C and the end of the input are no answer. */
async function answerTo(question: string, { out, interrupted }: CommandContext): Promise<string> {
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  interrupted().addEventListener('abort', () => ask.close(), { once: true });
  const closed = new Promise<undefined>((resolve) => ask.once('close', () => resolve(undefined)));
  try {
    const answer = await Promise.race([ask.question(question).catch(() => undefined), closed]);
    if (answer === undefined) out.note('');
    return answer?.trim().toLowerCase() ?? '';
  } finally {
    ask.close();
  }
}
