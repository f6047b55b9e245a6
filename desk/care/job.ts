import type { JobView } from '../../contracts/desk-journal';
import { maskNumbers } from '../../contracts/mask-number';
import type { Clock, Stopwatch } from '../clock';
import { describeError, type Log } from '../http/log';
import { RUN_LONGEST_MS, type JobBook, type KeptJob } from './job-book';
import { repeat, type Repeated } from './repeat';

/** How often it is looked whether a job is due. */
const LOOK_MS = 1_000;
/** A desk that stops waits no longer for a run that hangs. */
const STOP_MS = 5_000;

export interface JobOptions {
  /** Kebab-case, as it stands in the log and in the list of jobs. */
  name: string;
  everyMs: number;
  work: () => Promise<unknown>;
  /**
   * Of several desks one does it. Left out: each desk for itself, since it is about this process, or its statements lock
   * what they change.
   */
  book?: JobBook;
}

/**
 * Something that the desk does again and again, by itself: one run at a time; what it throws stops no other job, and is
 * told once; a run that hangs is given up.
 */
export class Job implements Repeated {
  private running: Promise<void> = Promise.resolve();
  private runningFor: Stopwatch | undefined;
  private sinceLast: Stopwatch | undefined;
  /** When to look again, beginning with the last look. */
  private waitMs = 0;
  private sinceLook: Stopwatch | undefined;
  private failedInRow = 0;
  private failures = 0;
  private stopped = false;
  private readonly repeated: Repeated;

  constructor(private readonly options: JobOptions, private readonly parts: { clock: Clock; log: Log }) {
    this.repeated = repeat({ clock: parts.clock, everyMs: Math.min(LOOK_MS, options.everyMs), work: () => this.runIfDue(), fail: () => undefined });
  }

  get name(): string {
    return this.options.name;
  }

  async runIfDue(): Promise<void> {
    if (this.options.everyMs <= LOOK_MS || this.nextInMs() === 0) await this.inTurn(false);
  }

  /** Due or not, unless another desk runs it now. Never rejects. */
  run(): Promise<void> {
    return this.inTurn(true);
  }

  /** `kept`: what the database tells of it, where the desks share it. */
  view(kept?: KeptJob): JobView {
    const { name, book } = this.options;
    if (book) {
      return {
        name,
        lastRunAgoMs: kept?.lastRunAgoMs ?? null,
        nextRunInMs: kept?.nextRunInMs ?? 0,
        runningForMs: kept?.runningForMs ?? null,
        failures: kept?.failures ?? 0,
        failedInRow: kept?.failedInRow ?? 0,
      };
    }
    return {
      name,
      lastRunAgoMs: this.sinceLast ? Math.round(this.sinceLast()) : null,
      nextRunInMs: Math.round(this.nextInMs()),
      runningForMs: this.runningFor ? Math.round(this.runningFor()) : null,
      failures: this.failures,
      failedInRow: this.failedInRow,
    };
  }

  start(): void {
    this.repeated.start();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    let timer: { cancel(): void } | undefined;
    const late = new Promise<void>((resolve) => { timer = this.parts.clock.after(STOP_MS, resolve); });
    await Promise.race([Promise.all([this.repeated.stop(), this.running]), late]);
    timer?.cancel();
  }

  private nextInMs(): number {
    return this.sinceLook ? Math.max(0, this.waitMs - this.sinceLook()) : 0;
  }

  private inTurn(anyway: boolean): Promise<void> {
    this.running = this.running.then(() => this.once(anyway));
    return this.running;
  }

  private async once(anyway: boolean): Promise<void> {
    const { name, everyMs, book } = this.options;
    try {
      this.lookAgainIn(everyMs);
      const laterMs = await book?.claim(this.options, anyway);
      if (laterMs != null) return this.lookAgainIn(Math.min(everyMs, Math.max(LOOK_MS, laterMs)));
      this.sinceLast = this.runningFor = this.parts.clock.stopwatch();
      const failure = await within({ clock: this.parts.clock, ms: RUN_LONGEST_MS }, this.options.work).then(() => null, (error: unknown) => ({ error }));
      if (book) this.lookAgainIn(await book.settle(name, failure && reasonOf(failure.error)));
      if (failure) throw failure.error;
      this.succeed();
    } catch (error) {
      this.fail(error);
    } finally {
      this.runningFor = undefined;
    }
  }

  private lookAgainIn(ms: number): void {
    this.waitMs = ms;
    this.sinceLook = this.parts.clock.stopwatch();
  }

  private succeed(): void {
    if (this.failedInRow > 0) this.parts.log.info({ job: this.options.name, failures: this.failedInRow }, 'a job of the desk works again');
    this.failedInRow = 0;
  }

  private fail(error: unknown): void {
    if (this.stopped) return;
    this.failures++;
    // A database that is gone for an hour fails a job each second: one line tells it.
    if (this.failedInRow++ > 0) return;
    this.parts.log.error({ job: this.options.name, err: describeError(error) }, 'a job of the desk failed; it is tried again');
  }
}

/** What takes longer fails, though it may go on. */
export function within<T>({ clock, ms }: { clock: Pick<Clock, 'after'>; ms: number }, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = clock.after(ms, () => reject(new Error(`It did not end within ${ms / 60_000} minutes.`)));
    void work().then(resolve, reject).finally(() => timer.cancel());
  });
}

/** Without numbers of persons. */
export function reasonOf(error: unknown): string {
  return maskNumbers(error instanceof Error ? error.message : String(error));
}

/** All of `items`, though some fail; then the first failure. */
export async function eachByItself<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) await work(item).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
