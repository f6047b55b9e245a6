import os from 'node:os';
import type { Clock, Stopwatch } from './clock';
import { one, type Queryable } from './database/port';

const ASK_EVERY_MS = 1_000;
/** Less than this the two clocks drift apart, or the network is slow; more, and the database's was set. */
const SLACK_MS = 1_000;
const LOOKS_MOST = 3;

export interface DatabaseClock extends Clock {
  readonly stop: () => void;
}

export interface FollowOptions {
  /**
   * The database's clock was set ahead by so much: what lasts is moved on, before anybody goes by the new time.
   * `movedMs`: by how much it was moved till then. False: not now.
   */
  onSetAhead?: (byMs: number, movedMs: number) => Promise<boolean>;
  /** Since this machine was started, its sleep included, which its stopwatches leave out. */
  sinceBoot?: () => number;
}

/** Desks that share a database go by its time; one of this process has no other than the machine's. */
export async function clockOver(
  db: Queryable, { isShared, machine, ...options }: FollowOptions & { isShared: boolean; machine: Clock },
): Promise<{ clock: Clock; stop: () => void }> {
  if (!isShared) return { clock: machine, stop: () => undefined };
  const clock = await databaseClock(db, machine, options);
  return { clock, stop: clock.stop };
}

/**
 * Where several desks share a database, its time is the time of all of them: asked every second, and told on in between
 * by a clock of this machine that nobody sets. Small steps back are left out.
 */
export async function databaseClock(
  db: Queryable, machine: Clock,
  { onSetAhead = async () => true, sinceBoot = () => os.uptime() * 1_000 }: FollowOptions = {},
): Promise<DatabaseClock> {
  let told = await ask(db, machine, sinceBoot);
  let timer: { cancel(): void } | undefined;
  let isStopped = false;
  const now = (): number => Math.floor(told.atMs + told.ago());

  const askAgain = async (): Promise<void> => {
    for (let looks = 0; looks < LOOKS_MOST; looks++) {
      const read = await ask(db, machine, sinceBoot).catch(() => null);
      const next = read && await follow(read).catch(() => null);
      told = next ?? told;
      // A database that is away says nothing; meanwhile time goes on by this machine.
      if (next || !read) break;
    }
    if (!isStopped) arm();
  };
  /** What is gone by from now on; null: nothing was moved on, or another desk did so: it is to be asked anew. */
  const follow = async (read: Told): Promise<Told | null> => {
    const aheadMs = read.atMs + read.ago() - now();
    if (aheadMs <= SLACK_MS) return aheadMs >= 0 || aheadMs < -SLACK_MS ? read : told;
    // An answer that was long on its way tells too little of when it was given.
    if (read.tookMs > SLACK_MS) return told;
    const sleptMs = read.bootMs - told.bootMs - (told.ago() - read.ago());
    const setMs = Math.round(aheadMs - Math.max(0, sleptMs) - (read.movedMs - told.movedMs));
    if (setMs <= SLACK_MS) return read;
    return await onSetAhead(setMs, read.movedMs) ? { ...read, movedMs: read.movedMs + setMs } : null;
  };
  const arm = (): void => { timer = machine.after(ASK_EVERY_MS, () => void askAgain()); };
  arm();
  return {
    ...machine,
    now,
    stop() {
      isStopped = true;
      timer?.cancel();
    },
  };
}

interface Told { atMs: number; ago: Stopwatch; tookMs: number; bootMs: number; movedMs: number }

/** What the database's clock showed halfway between question and answer, and by how much what lasts was moved on. */
async function ask(db: Queryable, machine: Clock, sinceBoot: () => number): Promise<Told> {
  const ago = machine.stopwatch();
  const bootMs = sinceBoot();
  const { at, moved } = await one(db.query<{ at: number; moved: number | null }>(
    `select (extract(epoch from clock_timestamp()) * 1000)::bigint as at,
       (select moved_ms from shared_clock) as moved`));
  return { atMs: at - ago() / 2, ago, tookMs: ago(), bootMs, movedMs: moved ?? 0 };
}
