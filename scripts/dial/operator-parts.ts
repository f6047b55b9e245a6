import type { Clock, Device, OperatorStatus } from '../targets';
import type { Behaviour } from './behaviour';

/** What an operator did or met; the timeline and the offers' outcomes are made of these. */
export type OperatorNote =
  | { kind: 'status'; status: OperatorStatus }
  | { kind: 'rings' | 'answers' | 'rejects' | 'drops' | 'misses' | 'vanishes' | 'hangs-up' | 'wrap-up' | 'wrap-up-over'; callId: string }
  /** Rejected without ringing: held out, in wrap-up or busy. */
  | { kind: 'unseen'; callId: string; why: 'holdout' | 'wrap-up' | 'busy' }
  | { kind: 'drop-failed'; callId: string }
  | { kind: 'ring-stopped'; callId: string; code: number }
  | { kind: 'hears-caller'; callId: string }
  | { kind: 'talk-over'; callId: string };

/** The desk as an operator's page knows it. */
export interface OperatorDesk {
  drop(about: { callId: string; offerId: string | null; operator: string }, done: (applied: boolean) => void): void;
  /** Calls back when a rejected call no longer holds this operator out; time is the page's own affair. */
  holdOut(about: { callId: string; operator: string }, over: () => void): void;
}

export interface OperatorTimes {
  /** From the bridge; then the operator hangs up. null: only the caller does. */
  talkMs: number | null;
  wrapUpMs: number;
  ringMs: number;
  holdoutMs: number;
}

export interface OperatorParts {
  name: string;
  behaviour: Behaviour;
  device: Device;
  clock: Clock;
  desk: OperatorDesk;
  times: OperatorTimes;
  note: (note: OperatorNote) => void;
}
