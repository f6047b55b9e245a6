import type { QueueEngineName } from '../contracts/call-events';
import type { Switches } from '../emulator/switches';
import type { ServiceShape } from './behaviour/distribution';
import type { RecordedCall } from './traffic/history-csv';

/** What is simulated. Seconds and hours as people say them; inside everything is milliseconds. */
export interface SimulateOptions {
  engine: QueueEngineName;
  /** The built scenario, as it would be uploaded. */
  bundle: { name: string; code: string };
  /** What the bundle expects to find in its application. */
  ground: {
    queueName: string;
    /** Digits without plus. */
    number: string;
    /** By name; the scenario signs its events with them. */
    secrets: Readonly<Record<string, string>>;
    /** Limits of the queue itself; null: none. */
    maxWaitSeconds: number | null;
    maxSize: number | null;
  };
  calls: number;
  traffic: Traffic;
  operators: OperatorOptions;
  /** Mean of an exponential patience; null: endless. */
  patienceSeconds: number | null;
  /** Share of calls to be answered within so many seconds, e.g. 0.8 within 20. */
  target: { share: number; seconds: number };
  /** How far the local day is ahead of UTC; shifts, profile and report speak of the local day. Left out: 0. */
  utcOffsetMinutes?: number;
  seed: number;
  switches?: Partial<Switches>;
  /** Called now and then with the number of calls that are over. */
  progress?: (done: number) => void;
  /** Ends the run early, with the figures so far. */
  signal?: AbortSignal;
}

export type Traffic =
  | { kind: 'constant'; ratePerHour: number }
  /** 24 rates, from midnight of the local day. */
  | { kind: 'profile'; ratesPerHour: readonly number[] }
  /** The very arrivals of a recorded history, repeated as often as `calls` needs. */
  | { kind: 'history'; recorded: readonly RecordedCall[] };

export interface OperatorOptions {
  count: number;
  talkSeconds: number;
  wrapUpSeconds: number;
  service: ServiceShape;
  answerDelaySeconds: number;
  /** Shares of offers that an operator rejects, or lets ring. */
  rejectShare?: number;
  silentShare?: number;
  /** When the n-th operator works, by `n % shifts.length`; left out: always. */
  shifts?: readonly Shift[];
}

/** Hours of the local day, 9.5 for half past nine; a shift may go past midnight. */
export interface Shift {
  fromHour: number;
  /** 24 hours after `fromHour`: all day. */
  toHour: number;
  breaks?: readonly { fromHour: number; minutes: number }[];
}

/** The document of `vox simulate --json`. */
export interface SimulateResult {
  calls: number;
  answered: number;
  abandoned: number;
  /** From the queue's acceptance to the operator's answer, or to the caller's leaving; over all calls. */
  meanWaitSeconds: number;
  /** null where there were too few calls for an interval. */
  meanWaitCi99Seconds: [number, number] | null;
  p95WaitSeconds: number;
  /** Share of all calls that were answered within the target's seconds. */
  serviceLevel: number;
  /** Share of the time on shift that operators rang, talked or wrapped up. */
  occupancy: number;
  wallSeconds: number;
  /** Of the process while the calls were played, all threads. */
  cpuSeconds: number;
  callsPerSecond: number;
  peakMemoryMb: number;
}
