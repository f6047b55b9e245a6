import { existsSync } from 'node:fs';
import path from 'node:path';
import { processOutput, type Output } from './process-output';

/** What a command may touch of the world; a test passes its own. */
export interface CommandContext {
  /** Folder with `voxfiles.config.ts`; everything written goes below its `.vox/`. */
  root: string;
  env: Readonly<Record<string, string | undefined>>;
  out: Output;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Aborted by the first Ctrl-C; asking for it takes over the handling of Ctrl-C. The process ends `withinMs` after it, tidied up or not. */
  interrupted: (limit?: { withinMs: number }) => AbortSignal;
}

/** A command is a plain function of its options; the result is the process's exit code. */
export type Command<Options> = (options: Options, context: CommandContext) => Promise<ExitCode>;

/** 0 done or nothing to do · 1 error · 2 the plan has changes · 3 an invariant was violated. */
export type ExitCode = 0 | 1 | 2 | 3;

export type { Output };

export function processContext(): CommandContext {
  return {
    root: projectRoot(process.cwd(), process.env['VOX_HOME']),
    env: process.env,
    out: processOutput(),
    now: () => Date.now(),
    interrupted: onInterrupt,
  };
}

/** The nearest folder upwards that has a config; else where `vox` itself stands. */
export function projectRoot(from: string, home: string | undefined): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'voxfiles.config.ts'))) return folder;
    if (path.dirname(folder) === folder) return home ?? from;
  }
}

let interruption: AbortController | undefined;

function onInterrupt(limit?: { withinMs: number }): AbortSignal {
  if (interruption) return interruption.signal;
  const controller = (interruption = new AbortController());
  const stop = () => {
    // A second Ctrl-C must end a command that hangs while it tidies up.
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    if (limit) setTimeout(() => process.exit(130), limit.withinMs).unref();
  };
  // A closed terminal is no reason to leave a deploy half done.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return controller.signal;
}
