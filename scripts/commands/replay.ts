import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext, ExitCode } from '../command';
import { bundlesToExplore } from '../explore/bundles';
import { loadExplorer } from '../targets';
import { UserError } from '../user-error';

/** `vox replay FILE`: plays a history that `vox explore` has written; 3 where an invariant is violated. */
export async function replay(file: string, options: { json?: boolean }, context: CommandContext): Promise<ExitCode> {
  const history = await readHistory(path.resolve(context.root, file));
  const explorer = await loadExplorer();
  const bundles = await bundlesToExplore(context.root, history.engine);
  const { options: world, actions } = explorer.readReplay(history, bundles);
  const { notes, violations } = await explorer.runHistory(world, actions);
  if (options.json) context.out.json({ notes, violations });
  else {
    for (const line of explorer.timeline(notes)) context.out.line(line);
    for (const { invariant, detail } of violations) context.out.line(context.out.colors.red(`${invariant}: ${detail}`));
    if (violations.length === 0) context.out.line(context.out.colors.green('no violation'));
  }
  return violations.length > 0 ? 3 : 0;
}

async function readHistory(file: string) {
  const explorer = await loadExplorer();
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`Cannot read ${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`);
  });
  const history = explorer.parseReplay(text);
  if (!history) throw new UserError(`${file} is not a history that \`vox explore\` has written.`);
  return history;
}
