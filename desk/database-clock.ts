import type { Clock } from './clock';
import { one, type Queryable } from './database/port';

const ASK_EVERY_MS = 1_000;
/** Less than this the two clocks drift apart, or the network is slow; more, and the database's was set. */
const SLACK_MS = 1_000;

export interface DatabaseClock extends Clock {
  readonly stop: () => void;
}

/** Desks that share a database go by its time; one of this process has no other than the machine's. */
export async function clockOver(db: Queryable, { isShared, machine }: { isShared: boolean; machine: Clock }): Promise<{ clock: Clock; stop: () => void }> {
  if (!isShared) return { clock: machine, stop: () => undefined };
  const clock = await databaseClock(db, machine);
  return { clock, stop: clock.stop };
}

/**
 * Where several desks share a database, its time is the time of all of them: asked every second, and told on in between
 * by a clock of this machine that nobody sets. Small steps back are left out.
 */
export async function databaseClock(db: Queryable, machine: Clock): Promise<DatabaseClock> {
  let told = await ask(db, machine);
  let timer: { cancel(): void } | undefined;
  let isStopped = false;
  const now = (): number => Math.floor(told.atMs + told.ago());

  const askAgain = async (): Promise<void> => {
    // A database that is away says nothing; meanwhile time goes on by this machine.
    const read = await ask(db, machine).catch(() => undefined);
    const backMs = read ? now() - (read.atMs + read.ago()) : 0;
    if (read && (backMs <= 0 || backMs > SLACK_MS)) told = read;
    if (!isStopped) arm();
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

/** What the database's clock showed halfway between question and answer. */
async function ask(db: Queryable, machine: Clock): Promise<{ atMs: number; ago: () => number }> {
  const ago = machine.stopwatch();
  const { at } = await one(db.query<{ at: number }>('select (extract(epoch from clock_timestamp()) * 1000)::bigint as at'));
  return { atMs: at - ago() / 2, ago };
}
