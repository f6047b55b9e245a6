import v8 from 'node:v8';
import vm from 'node:vm';
import { LIMITS } from '../limits';

/**
 * Looks after the 16 MB of heap of a session with a context of its own (platform facts 1.6). V8 bounds no single
 * context, so what callbacks allocate is added up, garbage too, and only when that is over the limit is the
 * context measured, after a collection. A callback that allocates is therefore found when it is through, not before.
 */
export class HeapWatch {
  private allocated = 0;
  private measuring = false;

  constructor(
    /** Makes the clock wait; call the result to let it go on. */
    private readonly hold: () => () => void,
    private readonly over: (bytes: number) => void,
  ) {}

  run(fn: () => void): void {
    const before = usedBytes();
    try {
      fn();
    } finally {
      this.allocated += Math.max(0, usedBytes() - before);
      if (this.allocated > LIMITS.heapBytes && !this.measuring) this.measure();
    }
  }

  private measure(): void {
    this.measuring = true;
    const release = this.hold();
    largestContext()
      .then((bytes) => {
        this.allocated = 0;
        if (bytes > LIMITS.heapBytes) this.over(bytes);
      })
      .finally(() => {
        this.measuring = false;
        release();
      })
      .catch(() => undefined);
  }
}

function usedBytes(): number {
  const { used_heap_size: heap, external_memory: outside } = v8.getHeapStatistics();
  return heap + outside;
}

/**
 * Contexts come without names; whoever allocates most asks first, so that the largest is his. The main context,
 * which is the emulator itself, is not among them.
 */
async function largestContext(): Promise<number> {
  const measured = await quietly(() => vm.measureMemory({ mode: 'detailed', execution: 'eager' }));
  const { other = [] } = measured as unknown as { other?: { jsMemoryEstimate: number }[] };
  return Math.max(0, ...other.map(({ jsMemoryEstimate }) => jsMemoryEstimate));
}

/** Node calls it experimental on stderr, in the middle of somebody's timeline; what that costs is a wrong figure here. */
function quietly<T>(fn: () => T): T {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return fn();
  } finally {
    process.emitWarning = emitWarning;
  }
}
