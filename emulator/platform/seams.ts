import type { AccountRows, UserRow } from '../account/objects';
import type { Clock } from '../clock/clock';
import type { Random } from '../clock/random';
import type { PlatformView } from '../management/platform-view';
import type { Switches } from '../switches';
import type { Device, DeviceListener, DialOptions, Headers, Line, OperatorStatus, RingingLine } from './lines';

/**
 * Where sessions and legs meet queues and operators inside the platform.
 * Sessions implement `SessionSeam`, presence implements `Presence`.
 */

/** A session as a queue engine sees it. */
export interface SessionSeam {
  readonly id: string;
  readonly applicationId: number;
  readonly clock: Clock;
  /** Puts an event of a request or task into the session's mailbox; nothing arrives once it is terminated. */
  dispatch(target: EventTarget, name: string, payload: Record<string, unknown>): void;
  /** Logs a breach of the platform's contract, and in strict mode throws it. */
  violation(what: string): void;
  /** An error of the session's own realm, to be thrown at the scenario. */
  error(message: string): Error;
  /** Keeps the session alive while the request lives; call the result when it is over. Rows 10 and 135. */
  hold(kind: 'acd' | 'smartqueue'): () => void;
  onTerminated(fn: () => void): void;
  /** addEventListener of a request or task; what is no function is taken, and fails when the event comes (row 19). */
  listen(target: EventTarget, name: string, fn: unknown): void;
  /** removeEventListener; without `fn` all of that event go. */
  unlisten(target: EventTarget, name: string, fn?: unknown): void;
  /** Once, when the leg behind a Call object of this session is over; soon, if it is over already. */
  onLegEnded(call: unknown, fn: () => void): () => void;
  /** sendMediaBetween done by the platform (row 139). */
  connectMedia(one: unknown, other: unknown): void;
  /** An object for the scenario that names what it does not have, loudly; `kind` is its class name. */
  guard<T extends object>(kind: string, object: T): T;
  /** Rings one operator on all his devices; the leg belongs to this session and counts as one attempt. */
  ringOperator(ring: OperatorRing): RungLeg;
}

/**
 * What the queues give to sessions. `queues/index.ts` exports
 * `createQueues(ground: QueueGround): Queues`, once per cloud.
 */
export interface Queues {
  readonly presence: Presence;
  /** VoxEngine.enqueueACDRequest: returns the scenario's ACDRequest. */
  enqueueAcdRequest(session: SessionSeam, args: readonly unknown[]): object;
  /** VoxEngine.enqueueTask: returns the scenario's SmartQueueTask. */
  enqueueTask(session: SessionSeam, args: readonly unknown[]): object;
  /** Told of every request's way through the queues, for whoever measures. */
  observe(observer: QueueObserver): void;
  /** After a change of queues, skills, users or bindings in the account's rows. */
  bindingsChanged(): void;
  /** GetACDState, GetSQState, GetACDHistory and acd_status, as `management/platform-view.ts` wants them. */
  readonly view: QueueView;
  /** Requests and tasks that are neither served nor given up. */
  liveRequests(): number;
  /** Cancels every timer of the queues. */
  close(): void;
}

/** Each is called at the instant it happens, before the scenario hears of it. */
export interface QueueObserver {
  accepted(sessionId: string): void;
  offered(sessionId: string, userId: number): void;
  reached(sessionId: string, userId: number): void;
  /** Not served: refused, cancelled, or its session is gone. */
  left(sessionId: string): void;
}

export type QueueView = Pick<PlatformView, 'status' | 'isPresent' | 'acdQueue' | 'sqTasks' | 'acdHistory'>;

export interface QueueGround {
  rows: AccountRows;
  clock: Clock;
  random: Random;
  switches: Switches;
  trace: TraceSink;
  /** Whether ended ACD requests are kept for GetACDHistory; the default is true. */
  keepsHistory?: boolean;
  /** An SDK call of a device into the cloud, routed by rules. */
  dialFromDevice(user: UserRow, options: DialOptions): Line;
}

/** Structured events; `emit` is called only where `on` is true, so that a silent run costs nothing. */
export interface TraceSink {
  readonly on: boolean;
  emit(event: { kind: string; session?: string; [field: string]: unknown }): void;
}

/** What add/removeEventListener and dispatch work on; the session keeps the listeners of each. */
export interface EventTarget {
  readonly targetId: string;
}

export interface OperatorRing {
  user: UserRow;
  callerid: string;
  displayName: string;
  headers: Headers;
  customData: string;
  timeoutMs: number;
  /** Exactly one of `connected` and `failed` comes, later, never during the call. */
  connected(): void;
  failed(end: { code: number; reason: string }): void;
  /** After `connected`: the leg is over. */
  ended(end: { byOperator: boolean }): void;
  /** Row 80: whether the scenario sees CallEvents on the leg before it is reached. */
  eventsBeforeReached: boolean;
}

export interface RungLeg {
  readonly legId: string;
  /** The Call object the scenario gets as operatorCall or agentCall. */
  readonly call: unknown;
  /** Stops the ringing (487) or hangs up. */
  cancel(reason: string): void;
}

/** Who is signed in, with which status. */
export interface Presence {
  connect(user: UserRow, options: ConnectOptions, listener?: DeviceListener): Device;
  /** Devices of a user that take calls now; empty: the user is offline for calls. */
  ringable(userId: number): readonly RingableDevice[];
  /** Signed in or within row 133's grace. */
  isPresent(userId: number): boolean;
  status(userId: number, queueType: 'acd' | 'smartqueue'): OperatorStatus;
  /** The platform's own change; pushed to every device. */
  setSystemStatus(userId: number, queueType: 'acd' | 'smartqueue', status: OperatorStatus): void;
  onChange(fn: (change: StatusChange) => void): void;
  /** Row 85: no queue offers him anything until the result is called. Locks add up. */
  lock(userId: number): () => void;
}

export interface ConnectOptions {
  queueType: 'acd' | 'smartqueue';
  receiveCalls: boolean;
}

export interface RingableDevice {
  readonly id: string;
  ring(line: RingingLine): void;
  /** The device signed out or its socket is gone; its legs end (480 while ringing). Call the result to stop listening. */
  onGone(fn: () => void): () => void;
}

export interface StatusChange {
  userId: number;
  queueType: 'acd' | 'smartqueue';
  before: OperatorStatus;
  after: OperatorStatus;
  by: 'operator' | 'platform';
}
