import type { ClockTimer } from './clock';

/** Below this many timers the heap is never tidied; tidying would cost more than it saves. */
const TIDY_FROM = 64;

export class QueuedTimer implements ClockTimer {
  queue: TimerQueue | null = null;

  constructor(
    readonly dueMs: number,
    readonly order: number,
    public fn: (() => void) | null,
  ) {}

  cancel(): void {
    if (this.fn === null) return;
    this.fn = null;
    this.queue?.forget();
  }
}

/**
 * Timers by due time, equal times in the order they were set. Those due at once go through a
 * plain list, as most do; the others through a binary heap. Cancelled ones stay until they come
 * up or outnumber the living.
 */
export class TimerQueue {
  /** Timers that will still fire. */
  size = 0;
  private heap: QueuedTimer[] = [];
  /** Those due at once are from `soonHead` on and before `soonTail`; the places are used again. */
  private readonly soon: (QueuedTimer | null)[] = [];
  private soonHead = 0;
  private soonTail = 0;
  private order = 0;
  private cancelled = 0;

  add(nowMs: number, dueMs: number, fn: () => void): QueuedTimer {
    const timer = new QueuedTimer(dueMs, this.order++, fn);
    timer.queue = this;
    this.size++;
    const last = this.soonTail > 0 ? this.soon[this.soonTail - 1] : null;
    // The plain list stays in order: a clock that is behind is asked for earlier times than it was told before.
    if (dueMs <= nowMs && !(last && last.dueMs > dueMs)) this.soon[this.soonTail++] = timer;
    else this.push(timer);
    return timer;
  }

  /** Due time of the next timer, or undefined. */
  nextDueMs(): number | undefined {
    return this.next()?.dueMs;
  }

  /** Takes out the next timer. */
  take(): QueuedTimer | undefined {
    const timer = this.next();
    if (!timer) return undefined;
    if (timer === this.soon[this.soonHead]) this.dropSoon();
    else this.pop();
    this.size--;
    return timer;
  }

  /** All that will still fire, in that order. */
  inOrder(): QueuedTimer[] {
    const living = [...this.soon.slice(this.soonHead, this.soonTail), ...this.heap].filter((timer) => timer !== null && timer.fn !== null) as QueuedTimer[];
    return living.sort((left, right) => (isBefore(left, right) ? -1 : 1));
  }

  /** A timer was cancelled. */
  forget(): void {
    this.size--;
    this.cancelled++;
    if (this.cancelled > TIDY_FROM && this.cancelled > this.heap.length / 2) this.tidy();
  }

  private next(): QueuedTimer | undefined {
    let early = this.soon[this.soonHead];
    while (early?.fn === null) {
      this.dropSoon();
      early = this.soon[this.soonHead];
    }
    let late = this.heap[0];
    while (late && late.fn === null) {
      this.pop();
      late = this.heap[0];
    }
    if (!early) return late;
    return late && isBefore(late, early) ? late : early;
  }

  private dropSoon(): void {
    this.soon[this.soonHead++] = null;
    if (this.soonHead < this.soonTail) return;
    this.soonHead = 0;
    this.soonTail = 0;
  }

  private push(timer: QueuedTimer): void {
    const heap = this.heap;
    let at = heap.length;
    heap.push(timer);
    while (at > 0) {
      const parentAt = (at - 1) >> 1;
      const parent = heap[parentAt] as QueuedTimer;
      if (!isBefore(timer, parent)) break;
      heap[at] = parent;
      at = parentAt;
    }
    heap[at] = timer;
  }

  private pop(): void {
    const last = this.heap.pop() as QueuedTimer;
    if (this.heap.length > 0) this.sink(last, 0);
  }

  private sink(timer: QueuedTimer, from: number): void {
    const heap = this.heap;
    const length = heap.length;
    let at = from;
    for (;;) {
      let childAt = 2 * at + 1;
      if (childAt >= length) break;
      let child = heap[childAt] as QueuedTimer;
      const right = heap[childAt + 1];
      if (right && isBefore(right, child)) {
        child = right;
        childAt++;
      }
      if (!isBefore(child, timer)) break;
      heap[at] = child;
      at = childAt;
    }
    heap[at] = timer;
  }

  private tidy(): void {
    this.heap = this.heap.filter((timer) => timer.fn !== null);
    for (let at = (this.heap.length >> 1) - 1; at >= 0; at--) this.sink(this.heap[at] as QueuedTimer, at);
    this.cancelled = 0;
  }
}

function isBefore(left: QueuedTimer, right: QueuedTimer): boolean {
  return left.dueMs < right.dueMs || (left.dueMs === right.dueMs && left.order < right.order);
}
