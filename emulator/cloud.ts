import type { AccountRows, UserRow } from './account/objects';
import type { Clock } from './clock/clock';
import type { PlatformView } from './management/platform-view';
import type { SessionRecord } from './platform/history';
import type { SessionReply, SessionRequest } from './platform/http/session-request';
import type { MailWire } from './platform/http/session-mail';
import type { Wire } from './platform/http/wire';
import type { Device, DeviceListener, DialOptions, Line } from './platform/lines';
import type { Records } from './platform/media/records';
import type { MediaLength } from './platform/media/playback';
import type { SocketClient } from './platform/http/incoming-sockets';
import type { SocketPeer, SocketWire } from './platform/realm/api/web-socket';
import type { RealmKind } from './platform/realm/realm';
import type { RealmPool } from './platform/realm/realm-pool';
import type { ConnectOptions, Queues } from './platform/seams';
import type { FarEndHandler, FarTarget, FaultPlan } from './platform/session/core';
import type { Trace } from './platform/trace';
import type { InputSink } from './platform/inputs';
import type { Switches } from './switches';

export interface CloudOptions {
  rows: AccountRows;
  clock: Clock;
  /** Changes of the defaults. */
  switches?: Partial<Switches>;
  seed?: number | string;
  /** Carries the scenarios' HTTP requests; without it nothing answers. */
  wire?: Wire;
  /** Answers for the mail servers that scenarios write to; without it all is taken. */
  mailWire?: MailWire;
  /** Carries the scenarios' web sockets; without it nothing answers. */
  socketWire?: SocketWire;
  /**
   * `context`: a vm context for every session. `unwatched`: the same, but a callback that runs over its time or heap is
   * not stopped, since a watching thread for each takes most of the time; for thousands of calls of a scenario that is
   * known to end. `shared`: one for all, for millions.
   */
  realm?: RealmKind;
  /** For `context`: an endless callback is stopped after so long, default ten seconds; one that ends has its second of computing. */
  endlessMs?: number;
  /** For `shared`: what earlier clouds of this process compiled is used again. */
  realmPool?: RealmPool;
  /** A breach of the platform's contract is thrown at the scenario, not only logged. */
  strict?: boolean;
  /** Where the access URLs of sessions lead, e.g. `http://127.0.0.1:4711`; see access-server.ts. */
  accessBase?: string;
  accessSecureBase?: string;
  httpLatencyMs?: number;
  storageLatencyMs?: number;
  /** An account that goes on: ids of sessions, legs and sounds come after so many that it had before. */
  idsBefore?: number;
  mediaLength?: MediaLength;
  faults?: FaultPlan;
  /** Writes down what comes in; see recorder/recorder.ts. */
  recorder?: InputSink;
  /** Sessions that have ended are kept for GetCallHistory; off for millions of calls. */
  keepHistory?: boolean;
  /** Source maps by the sha256 of the scenario's text. */
  sourceMaps?: Map<string, string | object>;
}

/** A Voximplant cloud on this machine. */
export interface Cloud {
  readonly rows: AccountRows;
  readonly clock: Clock;
  readonly switches: Switches;
  readonly trace: Trace;
  readonly queues: Queues;
  readonly sourceMaps: Map<string, string | object>;
  /** The storage of recordings. */
  readonly records: Records;
  /** Sessions that have ended, oldest first. */
  readonly history: readonly SessionRecord[];
  /** A call from outside. Listen to the line at once: nothing happens during the call. */
  dial(options: DialOptions): Line;
  /** A page of an operator signs in. */
  connect(user: UserRow, options: ConnectOptions, listener?: DeviceListener): Device;
  /** The same by name: `name`, or `name@application` where several applications have one. */
  connectOperator(name: string, options?: Partial<ConnectOptions>, listener?: DeviceListener): Device;
  startScenarios(start: { ruleId: number; userId?: number; customData?: string }): ReturnType<PlatformView['startSession']>;
  /** A request to the access URL of a session; `path` as in the URL. */
  httpToSession(path: string, request: SessionRequest): SessionReply;
  /** A web socket to the access URL of a session; null: refused. The result is what the client tells the session. */
  socketToSession(path: string, request: SessionRequest, client: SocketClient): SocketPeer | null;
  /** Plays a telephone or SIP server outside that scenarios may call. */
  answerAt(kind: FarTarget['kind'], address: string | RegExp, handler: FarEndHandler): void;
  setAccessBase(base: string, secureBase?: string): void;
  /** Kills a session at once, without Terminating. */
  crash(sessionId: string): void;
  /** Breaks the sockets of all pages of a user. */
  cut(userName: string): void;
  /** What is alive now; all zero when every call is over. */
  live(): LiveCounts;
  /** What the Management API asks for. */
  platformView(): PlatformView;
  close(): void;
}

export interface LiveCounts {
  sessions: number;
  legs: number;
  /** Queue requests and tasks. */
  requests: number;
  /** Timers of scenarios. */
  timers: number;
  http: number;
}
