import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext, ExitCode } from '../command';
import { bundlesToExplore } from '../explore/bundles';
import { readText } from '../read-text';
import { playRecording } from '../replay/play-recording';
import { loadExplorer, loadRecorder } from '../targets';
import { UserError } from '../user-error';

export interface ReplayFlags {
  json?: boolean;
  /** A history of the explorer at the real pages. */
  browser?: boolean;
}

/** `vox replay FILE`: plays a history of `vox explore`, or a run that was recorded; 3 where something is not as it should be. */
export async function replay(file: string, { json = false, browser = false }: ReplayFlags, context: CommandContext): Promise<ExitCode> {
  const there = await fileOf(path.resolve(context.root, file));
  const text = contentOf(there);
  if (!/^[^\n]*"cloud-recording"/.test(text)) return playHistory(text, { file: there, json, browser }, context);
  if (browser) throw new UserError(`${there} is a recording of what came into the cloud; --browser plays histories of \`vox explore\`.`);
  return playRecording(text, { file: there, json }, context);
}

async function playHistory(text: string, { file, json, browser }: { file: string; json: boolean; browser: boolean }, context: CommandContext): Promise<ExitCode> {
  const { root, out } = context;
  const explorer = await loadExplorer();
  const history = explorer.parseReplay(text);
  if (!history) {
    throw new UserError(`${file} is neither a history that \`vox explore\` has written nor a recording of \`npm start\` or \`vox dial\`.`);
  }
  if (browser) return (await import('../replay/in-browser')).replayInBrowser(history, { json }, context);
  const bundles = await bundlesToExplore(root, history.engine);
  const { options: world, actions } = explorer.readReplay(history, bundles);
  const { notes, violations } = await explorer.runHistory(world, actions);
  if (json) out.json({ notes, violations });
  else {
    for (const line of explorer.timeline(notes)) out.line(line);
    for (const { invariant, detail } of violations) out.line(out.colors.red(`${invariant}: ${detail}`));
    if (violations.length === 0) out.line(out.colors.green('no violation'));
  }
  return violations.length > 0 ? 3 : 0;
}

/** The folder of a recorded run stands for the recording in it. */
async function fileOf(given: string): Promise<string> {
  const isFolder = await stat(given).then((found) => found.isDirectory(), () => false);
  return isFolder ? path.join(given, (await loadRecorder()).RECORDING_FILE) : given;
}

function contentOf(file: string): string {
  try {
    return readText(file);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new UserError(`Cannot read ${file}: ${code === 'ENOENT' ? 'there is no such file' : message}.`, { cause });
  }
}
