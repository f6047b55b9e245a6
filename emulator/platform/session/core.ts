import type { Records } from '../media/records';
import type { AccountRows } from '../../account/objects';
import type { Clock } from '../../clock/clock';
import type { Random } from '../../clock/random';
import type { InputSink } from '../inputs';
import type { Switches } from '../../switches';
import type { MailWire } from '../http/session-mail';
import type { Wire, WireAnswer, WireRequest } from '../http/wire';
import type { Leg } from '../legs/leg';
import type { RingingLine } from '../lines';
import type { MediaLength } from '../media/playback';
import type { ScenarioScript } from '../realm/realm';
import type { SocketWire } from '../realm/api/web-socket';
import type { Queues } from '../seams';
import type { Trace } from '../trace';
import type { Session } from './session';

/** What all sessions of a cloud stand on. */
export interface Core {
  readonly rows: AccountRows;
  readonly clock: Clock;
  readonly random: Random;
  readonly switches: Switches;
  readonly trace: Trace;
  readonly queues: Queues;
  readonly strict: boolean;
  readonly keepsHistory: boolean;
  readonly sourceMaps: ReadonlyMap<string, string | object>;
  readonly wire: Wire;
  readonly mailWire: MailWire;
  readonly socketWire: SocketWire;
  readonly httpLatencyMs: number;
  readonly storageLatencyMs: number;
  readonly mediaLength: MediaLength;
  readonly faults: FaultPlan | null;
  readonly recorder: InputSink | null;
  readonly accessBase: string;
  readonly accessSecureBase: string;
  /** Telephones and SIP servers outside; undefined: nobody has this number. */
  farEndOf(target: FarTarget): FarEndHandler | undefined;
  nextLegId(): string;
  nextSoundId(): number;
  recordUrl(id: string): string;
  readonly records: Records;
  traceEvent(session: Session, name: string, payload: object): void;
  legEnded(leg: Leg): void;
  sessionGone(session: Session, finishReason: string): void;
  newerSyntax(script: ScenarioScript): string | null;
}

export interface FarTarget {
  kind: 'pstn' | 'sip';
  /** Number or SIP address as the scenario gave it. */
  address: string;
  callerid: string;
}

/** Plays a telephone outside: gets the ringing line and does with it what it likes. */
export type FarEndHandler = (line: RingingLine) => void;

/** What goes wrong on purpose; asked at every event and request. */
export interface FaultPlan {
  sessionOpened(session: Session): void;
  fateOf(session: Session, eventName: string, payload: object): EventFate | null;
  httpAnswer(session: Session, request: WireRequest): { delayMs?: number; instead?: WireAnswer } | null;
}

export interface EventFate {
  lost: boolean;
  twice: boolean;
  delayMs: number;
  /** This event comes in its place. */
  instead?: { name: string; fields: Record<string, unknown> };
}
