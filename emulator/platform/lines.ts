/**
 * The far ends of the cloud: telephones and Web SDK pages. A scripted operator,
 * the gateway, the simulation and the explorer all drive the platform through
 * these, and through nothing else.
 */

/** What a unit of the media graph hears now. Exactly one stream in, see behaviour 52. */
export type Heard =
  | { kind: 'silence' }
  | { kind: 'sound'; url: string; loop: boolean; id: number }
  | { kind: 'speech'; text: string; voice: string; id: number }
  | { kind: 'tone'; name: string; id: number }
  /** The microphone of another leg. */
  | { kind: 'leg'; legId: string }
  /** A mix of several legs. */
  | { kind: 'conference'; id: string };

/** What happens at a far end. Every listener may be missing. Exactly one `ended` a line. */
export interface LineListener {
  ringing?(headers: Headers): void;
  earlyMedia?(headers: Headers): void;
  connected?(headers: Headers): void;
  ended?(end: LineEnd): void;
  message?(text: string): void;
  info?(info: { mimeType: string; body: string; headers: Headers }): void;
  hears?(heard: Heard): void;
  /** Asked to call somebody else (SIP REFER); gives the answer's code, 202 where it does. */
  refer?(to: string, headers: Headers): number;
}

export type Headers = Record<string, string>;

export interface LineEnd {
  /** SIP-like code: 200 normal, 404, 408, 480, 486, 487, 603 … */
  code: number;
  reason: string;
  headers: Headers;
  /** True where another device of the same user answered. */
  answeredElsewhere: boolean;
  /** It was connected before. */
  wasConnected: boolean;
}

/** One leg seen from outside the cloud. */
export interface Line {
  readonly legId: string;
  /** The session that serves it; missing where no rule matched. */
  readonly sessionId?: string;
  readonly state: 'alerting' | 'progressing' | 'connected' | 'ended';
  readonly number: string;
  readonly displayName: string;
  readonly headers: Headers;
  listen(listener: LineListener): void;
  hangup(headers?: Headers): void;
  sendMessage(text: string): void;
  sendInfo(mimeType: string, body: string, headers?: Headers): void;
  sendTone(tone: string): void;
  /** Whether this end speaks; a telephone's mute. */
  setSpeaking(speaking: boolean): void;
  hold(onHold: boolean): void;
}

/** A ringing leg at a device that may take it. */
export interface RingingLine extends Line {
  answer(options?: { headers?: Headers; customData?: string }): void;
  /** A telephone network's news before the answer; a device of a user rings by itself. */
  progress(kind: 'ringing' | 'early-media', headers?: Headers): void;
  /** `busy` true: 486-like, false: 603-like; which code the scenario sees is switch 76. */
  reject(options?: { busy?: boolean; headers?: Headers; code?: number }): void;
}

export interface DialOptions {
  /** Caller id as the network gives it; '' or 'anonymous' happen. */
  from: string;
  displayName?: string;
  /** The dialled number, user name or SIP user part. */
  to: string;
  /** Where it comes from; `VI-Client-Type` tells the scenario. */
  origin: 'pstn' | 'sip' | 'user';
  headers?: Headers;
  customData?: string;
  /** The application of an SDK user; a number finds its own. */
  applicationId?: number;
}

export type OperatorStatus =
  | 'OFFLINE' | 'ONLINE' | 'READY' | 'DIALING' | 'IN_SERVICE' | 'AFTER_SERVICE'
  | 'TIMEOUT' | 'DND' | 'BANNED' | `CUSTOM_${number}`;

/** One signed-in connection (a tab) of a user. */
export interface Device {
  readonly id: string;
  readonly userName: string;
  readonly queueType: 'acd' | 'smartqueue';
  listen(listener: DeviceListener): void;
  /**
   * What the operator asks for; the answer comes as a `status` push to every
   * device of the user, with `requestId` at the one that asked.
   */
  setStatus(status: string, requestId?: string): void;
  getStatus(): OperatorStatus;
  /** `clean`: signed out; else the socket is gone, and row 133's grace runs. */
  disconnect(options: { clean: boolean }): void;
  /** An SDK call into the cloud; routed by rules like any other. */
  call(to: string, options?: { headers?: Headers; customData?: string; displayName?: string }): Line;
}

export interface DeviceListener {
  ring?(line: RingingLine): void;
  status?(push: { status: OperatorStatus; requestId?: string; refused: boolean; description?: string }): void;
}
