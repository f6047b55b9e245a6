import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts the time of processes in hundredths of a second for whoever asks, whatever its own clock. */
const TICKS_A_SECOND = 100;

/** A process by its id; `family`: with its children, those that live and those that it has waited for. */
export interface Measured { pid: number; family?: boolean }

/** Seconds of processor time that processes took so far, user and system, by name. */
export function processorSeconds<Name extends string>(processes: Readonly<Record<Name, Measured>>): Record<Name, number> {
  const living = readProcesses();
  const seconds = Object.entries<Measured>(processes).map(([name, measured]) => [name, secondsOf(living, measured)] as const);
  return Object.fromEntries(seconds) as Record<Name, number>;
}

interface Process { pid: number; parent: number; ownTicks: number; waitedTicks: number }

function secondsOf(living: readonly Process[], { pid, family = false }: Measured): number {
  const ticks = living.map((one) => {
    if (one.pid === pid) return one.ownTicks + (family ? one.waitedTicks : 0);
    return family && one.parent === pid ? one.ownTicks : 0;
  });
  return ticks.reduce((sum, some) => sum + some, 0) / TICKS_A_SECOND;
}

/** As proc(5) has it: after the name in brackets come state and parent, and later utime, stime, cutime and cstime. */
function readProcesses(): Process[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    const stat = read(`/proc/${name}/stat`);
    if (stat === undefined) return [];
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
    const sum = (from: number): number => (fields[from] ?? 0) + (fields[from + 1] ?? 0);
    return [{ pid: Number(name), parent: fields[1] ?? 0, ownTicks: sum(11), waitedTicks: sum(13) }];
  });
}

/** Undefined where the process has just ended. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
