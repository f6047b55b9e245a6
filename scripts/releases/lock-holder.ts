import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who has a lock. What only Linux tells is undefined elsewhere. */
export interface Holder {
  pid: number;
  host: string;
  at: string;
  /** This run of the machine: after a restart the same number is another process. */
  boot: string | undefined;
  /** The namespace in which `pid` counts: each container has its own. */
  space: string | undefined;
  /** When the process began, in the kernel's ticks: numbers are given again. */
  started: string | undefined;
}

export function thisHolder(nowMs: number): Holder {
  return {
    pid: process.pid, host: hostname(), at: new Date(nowMs).toISOString(),
    boot: orUndefined(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    space: orUndefined(() => readlinkSync('/proc/self/ns/pid')),
    started: startOf(process.pid),
  };
}

/** What is certain of a holder that is not this process at work. Unknown: its process cannot be seen from here, or it says too little. */
export function fateOf(holder: Holder, me: Holder): 'alive' | 'gone' | 'unknown' {
  const isHere = holder.boot === undefined ? holder.host === me.host : holder.boot === me.boot && holder.space === me.space;
  if (!isHere) return 'unknown';
  if (holder.pid === me.pid || !isRunning(holder.pid)) return 'gone';
  const started = startOf(holder.pid);
  if (holder.started === undefined || started === undefined) return 'unknown';
  return holder.started === started ? 'alive' : 'gone';
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The 22nd field of its status; the second, its name in brackets, may hold spaces. */
function startOf(pid: number): string | undefined {
  return orUndefined(() => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ')[19]);
}

function orUndefined<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
