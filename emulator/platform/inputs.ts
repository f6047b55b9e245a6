import type { AccountSnapshot } from '../account/snapshot';
import type { SessionRequest } from './http/session-request';
import type { WireAnswer } from './http/wire';
import type { Device, DialOptions } from './lines';
import type { SocketPeer } from './realm/api/web-socket';
import type { ConnectOptions } from './seams';
import type { FarTarget } from './session/core';

/** Something that came from outside of the cloud. */
export type Input =
  | { kind: 'dial'; options: DialOptions }
  | { kind: 'connect'; userId: number; options: ConnectOptions }
  | { kind: 'device'; device: number; method: string; args: unknown[] }
  | { kind: 'line'; line: string; method: string; args: unknown[] }
  | { kind: 'start'; ruleId: number; userId: number | null; customData: string }
  | { kind: 'http'; path: string; request: SessionRequest }
  /** A web socket to a session's access URL. */
  | { kind: 'socket-in'; path: string; request: SessionRequest }
  /** What the far end of a web socket does; both directions count together, from 0. */
  | { kind: 'socket'; socket: number; method: string; args: unknown[] }
  | { kind: 'crash'; sessionId: string }
  | { kind: 'access'; base: string; secureBase: string }
  /** The account as it is now; before the first input, and again when somebody changed it. */
  | { kind: 'account'; account: AccountSnapshot };

/** Whoever writes down what comes into a cloud; the cloud tells it. */
export interface InputSink {
  note(input: Input): void;
  device(device: Device): void;
  line(key: string, line: object): void;
  socket(peer: SocketPeer): void;
  /** A request goes out; gives its number. */
  request(): number;
  answer(request: number, answer: WireAnswer): void;
  outside(target: FarTarget): void;
}
