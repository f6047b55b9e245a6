import type { ClockTimer } from '../../emulator/clock/clock';
import {
  desiredStatusOf, initialState, reduce, type Clocks, type Effect, type PageEvent, type PageState,
} from '../../operator/state';
import { pageWakeMs } from './page-wake';
import type { Schedule } from './schedule';

/** An event without its time; the page stamps it. */
export type PageHappening = Unstamped<PageEvent>;
type Unstamped<Event> = Event extends PageEvent ? Omit<Event, 'atMs'> : never;

export interface PageParts {
  pageId: string;
  clocks: Clocks;
  schedule: Schedule;
  perform(effect: Effect): void;
  /** After every event, before its effects. */
  changed(before: PageState, after: PageState, event: PageHappening): void;
}

/** The page's reducer with its mailbox and its clock; the real one has a ticker of a second instead. */
export class ExploredPage {
  state: PageState;
  private readonly mailbox: PageHappening[] = [];
  private working = false;
  private closed = false;
  private asleep = false;
  private wake: ClockTimer | null = null;

  /** `state`: of a page that has been open for a while. */
  constructor(private readonly parts: PageParts, state?: PageState) {
    this.state = state ?? initialState(parts.pageId, parts.clocks.nowMs());
    if (state) this.arm();
  }

  get isReadyWanted(): boolean {
    return desiredStatusOf(this.state) === 'READY';
  }

  get isAsleep(): boolean {
    return this.asleep;
  }

  /** What it has not heard of yet, as plain data. */
  get unheard(): readonly PageHappening[] {
    return this.mailbox;
  }

  send(happening: PageHappening): void {
    if (this.closed) return;
    this.mailbox.push(happening);
    if (!this.working && !this.asleep) this.work();
  }

  /** The browser lets nothing of it run: it hears, says and does nothing until it wakes. */
  sleep(): void {
    this.asleep = true;
    this.wake?.cancel();
  }

  wakeUp(): void {
    this.asleep = false;
    this.work();
  }

  /** Nothing is heard of it any more. */
  close(): void {
    this.closed = true;
    this.mailbox.length = 0;
    this.wake?.cancel();
  }

  private work(): void {
    this.working = true;
    for (let next = this.mailbox.shift(); next !== undefined; next = this.mailbox.shift()) this.handle(next);
    this.working = false;
    this.arm();
  }

  private handle(happening: PageHappening): void {
    const before = this.state;
    const { state, effects } = reduce(before, { ...happening, atMs: this.parts.clocks.nowMs() });
    this.state = state;
    this.parts.changed(before, state, happening);
    for (const effect of effects) if (!this.closed) this.parts.perform(effect);
  }

  private arm(): void {
    this.wake?.cancel();
    const wakeMs = this.closed ? null : pageWakeMs(this.state);
    if (wakeMs === null) return;
    const delayMs = Math.max(1, wakeMs - this.parts.clocks.nowMs());
    this.wake = this.parts.schedule.after(delayMs, this.parts.pageId, () => this.send({ type: 'tick' }));
  }
}
