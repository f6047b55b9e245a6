/** What the live load tells its cloud, and what it hears of it. */
export type ToLoadCloud =
  | { kind: 'open'; ground: LoadGround }
  /** Calls come at this rate from now on, spread evenly over the franchises. */
  | { kind: 'dial'; callsPerSecond: number; calls: number }
  | { kind: 'look' };

export type FromLoadCloud =
  | { kind: 'ready'; host: string; certificate: string; domain: string }
  | { kind: 'offers'; offers: readonly Offered[] }
  /** Every call is over. */
  | { kind: 'over' }
  | ({ kind: 'looked' } & CloudNow);

/** An offer of the queue: `atMs` is when it left the engine, on this machine's monotonic clock. */
export interface Offered {
  callId: string;
  atMs: number;
}

export interface CloudNow {
  heapMb: number;
  residentMb: number;
  cpuSeconds: number;
  /** Sessions that are alive now. */
  sessions: number;
  /** Sessions that died of an error, with its words. */
  errors: readonly string[];
  /** Posts of sessions that the desk did not take, with what came of each. */
  failedPosts: readonly string[];
}

/** The account as a deploy would leave it. */
export interface LoadGround {
  application: string;
  franchises: readonly { name: string; number: string; queueName: string; script: string }[];
  operators: readonly { name: string; password: string; franchise: string }[];
  secrets: Readonly<Record<string, string>>;
  /** Where scenarios find the desk: the origin they know, and the one that it has here. */
  desk: { origin: string; there: string };
}

/** Milliseconds of a clock that all processes of this machine share. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
