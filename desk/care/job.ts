import type { JobView } from '../../contracts/desk-journal';
import type { Clock, Stopwatch } from '../clock';
import { describeError, type Log } from '../http/log';
import { repeat, type Repeated } from './repeat';

/** How often it is looked whether a job is due. */
const LOOK_MS = 1_000;

export interface JobOptions {
  /** Kebab-case, as it stands in the log and in the list of jobs. */
  name: string;
  everyMs: number;
  work: () => Promise<unknown>;
}

/** Something that the desk does again and again, by itself: what it throws stops no other job, and is told once. */
export class Job implements Repeated {
  private sinceLast: Stopwatch | undefined;
  private failedInRow = 0;
  private failures = 0;
  private stopped = false;
  private readonly repeated: Repeated;

  constructor(private readonly options: JobOptions, private readonly parts: { clock: Clock; log: Log }) {
    this.repeated = repeat({ clock: parts.clock, everyMs: Math.min(LOOK_MS, options.everyMs), work: () => this.runIfDue(), fail: () => undefined });
  }

  async runIfDue(): Promise<void> {
    if (this.options.everyMs <= LOOK_MS || this.nextInMs() === 0) await this.run();
  }

  /** Never rejects. */
  async run(): Promise<void> {
    this.sinceLast = this.parts.clock.stopwatch();
    await this.options.work().then(() => this.succeed(), (error: unknown) => this.fail(error));
  }

  view(): JobView {
    return {
      name: this.options.name,
      lastRunAgoMs: this.sinceLast ? Math.round(this.sinceLast()) : null,
      nextRunInMs: Math.round(this.nextInMs()),
      failures: this.failures,
      failedInRow: this.failedInRow,
    };
  }

  start(): void {
    this.repeated.start();
  }

  stop(): Promise<void> {
    this.stopped = true;
    return this.repeated.stop();
  }

  private nextInMs(): number {
    return this.sinceLast ? Math.max(0, this.options.everyMs - this.sinceLast()) : 0;
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

/** All of `items`, though some fail; then the first failure. */
export async function eachByItself<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) await work(item).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
