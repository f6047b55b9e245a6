import picocolors from 'picocolors';

export interface Output {
  /** Results: to stdout. */
  line: (text?: string) => void;
  /** Progress and remarks: to stderr, so that `--json` stays one document. */
  note: (text: string) => void;
  json: (document: unknown) => void;
  /** Do nothing where stdout is no terminal or NO_COLOR is set. */
  colors: ReturnType<typeof picocolors.createColors>;
  isTerminal: boolean;
  /** Nobody reads stdout any more: a command that only shows things may end. */
  isClosed: () => boolean;
}

/** A reader that went away (`vox plan | head -1`), or a terminal that did: nobody's failure. */
const READER_IS_GONE = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']);

/** stdout and stderr of this process; a command goes on to its end whoever stops reading. */
export function processOutput(): Output {
  const { stdout, stderr, env } = process;
  const state = { closed: false };
  watch(stdout, () => (state.closed = true));
  watch(stderr, () => undefined);
  const isTerminal = stdout.isTTY === true;
  return {
    line: (text = '') => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    json: (document) => void stdout.write(`${JSON.stringify(document, null, 2)}\n`),
    colors: picocolors.createColors(wantsColors(env, isTerminal)),
    isTerminal,
    isClosed: () => state.closed,
  };
}

/** NO_COLOR and FORCE_COLOR as their own pages define them: NO_COLOR counts when it is not empty, and goes first. */
export function wantsColors(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced === undefined) return isTerminal && env['TERM'] !== 'dumb';
  return forced !== '0' && forced !== 'false';
}

function watch(stream: NodeJS.WriteStream, gone: () => void): void {
  let told = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    gone();
    if (told || READER_IS_GONE.has(error.code ?? '')) return;
    told = true;
    // A full disk behind `vox plan > file`: the work is finished, but the result was lost.
    process.stderr.write(`error: the output could not be written (${error.code ?? error.message}).\n`);
    process.exitCode = 1;
  });
}
