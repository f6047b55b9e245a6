import type { CommandContext, ExitCode } from '../command';
import { loadRecorder, type TimelineLine } from '../targets';
import { UserError } from '../user-error';

/** Plays a run that `npm start` or `vox dial` has recorded, and says where it is another story now; 3 where it is. */
export async function playRecording(text: string, { file, json }: { file: string; json: boolean }, { out }: CommandContext): Promise<ExitCode> {
  const { parseRecording, replayRecording, traceTimeline } = await loadRecorder();
  const recording = readable(() => parseRecording(text), file);
  const { trace, difference } = replayRecording(recording);
  const timeline = traceTimeline(trace);
  if (json) out.json({ timeline, difference });
  else {
    for (const line of timeline) out.line(lineOf(line, out.colors));
    if (difference === null) out.line(out.colors.green(`as recorded: ${trace.length} events`));
    else {
      const shown = (event: (typeof trace)[number] | null) => (event ? traceTimeline([event])[0]?.text : 'nothing more');
      out.line(out.colors.red(`another story from event ${difference.at + 1} on`));
      out.line(`  recorded: ${shown(difference.recorded)}`);
      out.line(`  now:      ${shown(difference.replayed)}`);
    }
  }
  return difference === null ? 0 : 3;
}

function readable<T>(read: () => T, file: string): T {
  try {
    return read();
  } catch (cause) {
    throw new UserError(`${file} cannot be played: ${(cause as Error).message}.`, { cause });
  }
}

function lineOf({ atMs, session, text }: TimelineLine, colors: CommandContext['out']['colors']): string {
  return `${colors.dim(`${(atMs / 1000).toFixed(3).padStart(8)} s`)}  ${colors.cyan(session.padEnd(10))}  ${text}`;
}
