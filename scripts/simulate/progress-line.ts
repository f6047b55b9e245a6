/** One line on stderr that is written over, and only where somebody looks at it. */
export interface ProgressLine {
  show(text: string): void;
  /** Leaves an empty line for what comes next. */
  clear(): void;
}

type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

export function progressLine(stream: Stream): ProgressLine {
  const write = (text: string) => void (stream.isTTY && stream.write(`\r${text}\u001b[K`));
  return { show: write, clear: () => write('') };
}

/** A bar, the count, the speed and what is left: at most 79 columns up to ten million calls. */
export function callsSoFar({ done, calls, elapsedMs }: { done: number; calls: number; elapsedMs: number }): string {
  const filled = Math.min(WIDTH, Math.round((done / calls) * WIDTH));
  const perSecond = done / Math.max(0.001, elapsedMs / 1000);
  const left = done === 0 || done >= calls ? '' : `, ${duration((calls - done) / perSecond)} left`;
  return `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done} of ${calls} calls, ${Math.round(perSecond)}/s${left}`;
}

const WIDTH = 30;

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
