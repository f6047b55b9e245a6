import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { fateOf, thisHolder, type Holder } from './lock-holder';

/** A holder says so often that it is there. */
const BEAT_MS = 1000;
/** So long it may say nothing before it counts as gone, where nobody can be asked. */
const WATCH_MS = 5 * BEAT_MS;

export interface LockAnswer {
  /** Gives the lock back; missing: somebody else has it. */
  release?: () => void;
  /** Who has it; missing: whoever was faster a moment ago. */
  holder?: Holder;
}

const held = new Set<string>();

/** Takes the lock if nobody has it, or nobody who still lives. */
export function lockFile(file: string, { nowMs, watchMs = WATCH_MS }: { nowMs: number; watchMs?: number }): LockAnswer {
  const mine = JSON.stringify(thisHolder(nowMs));
  const answer = (): LockAnswer => ({ release: keep(file, mine) });
  if (write(file, mine)) return answer();
  const found = contentOf(file);
  const holder = read(found);
  if (isAlive(holder, { file, watchMs })) return holder ? { holder } : {};
  if (found !== undefined) removeIf(file, found);
  return write(file, mine) ? answer() : {};
}

function isAlive(holder: Holder | undefined, { file, watchMs }: { file: string; watchMs: number }): boolean {
  if (held.has(file)) return true;
  const fate = holder ? fateOf(holder, thisHolder(0)) : 'unknown';
  return fate === 'alive' || (fate === 'unknown' && isTouched(file, watchMs));
}

/** Whether the file is touched meanwhile tells it of any machine. Nothing runs yet that could not wait. */
function isTouched(file: string, watchMs: number): boolean {
  const before = touchedAt(file);
  const cell = new Int32Array(new SharedArrayBuffer(4));
  for (let waitedMs = 0; waitedMs < watchMs; waitedMs += BEAT_MS / 10) {
    Atomics.wait(cell, 0, 0, Math.min(BEAT_MS / 10, watchMs));
    if (touchedAt(file) !== before) return true;
  }
  return false;
}

function keep(file: string, mine: string): () => void {
  held.add(file);
  const beat = setInterval(() => touch(file), BEAT_MS);
  beat.unref();
  return () => {
    clearInterval(beat);
    held.delete(file);
    removeIf(file, mine);
  };
}

function write(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Somebody may have put another lock there since it was read: that one stays. */
function removeIf(file: string, content: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  try {
    if (readFileSync(aside, 'utf8') !== content) linkSync(aside, file);
  } catch {
    // A third one was faster.
  }
  rmSync(aside, { force: true });
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function read(content: string | undefined): Holder | undefined {
  try {
    return JSON.parse(content ?? '') as Holder;
  } catch {
    return undefined;
  }
}

function touchedAt(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Somebody removed it by hand.
  }
}
