import type { AccountRows, UserRow } from '../account/objects';
import type { Clock } from '../clock/clock';
import type { DeviceListener, Device, DialOptions, Line, RingingLine } from '../platform/lines';
import type { Records } from '../platform/media/records';
import type { ConnectOptions, Presence } from '../platform/seams';
import type { Switches } from '../switches';
import type { GatewayFaults } from './faults';
import type { MediaHub } from './media/hub';
import type { Session } from './session';
import type { SignIn } from './sign-in/sign-in';
import type { StatusEchoes } from './statuses/echo';

/** What the gateway needs of the cloud behind it. */
export interface GatewayCloud {
  readonly rows: AccountRows;
  readonly switches: Pick<Switches, 'offlineGraceSeconds'>;
  /** The storage of recordings; sound is where the gateway is. */
  readonly records: Pick<Records, 'writeBy'>;
  readonly queues: { readonly presence: Pick<Presence, 'setSystemStatus'> };
  /** A call from the public network. */
  dial(options: DialOptions): Line;
  /** Plays telephones that scenarios call. */
  answerAt(kind: 'pstn', address: RegExp, handler: (line: RingingLine) => void): void;
  /** A page signs in. */
  connect(user: UserRow, options: ConnectOptions, listener: DeviceListener): Device;
}

/** Callers' numbers never get here; what is refused is said by name. */
export type GatewayLog = (line: string) => void;

/** What every page's session shares. */
export interface Services {
  cloud: GatewayCloud;
  clock: Clock;
  faults: GatewayFaults;
  media: MediaHub;
  signIn: SignIn;
  log: GatewayLog;
  /** All living sessions. */
  sessions: Set<Session>;
  /** What one tab tells the others. */
  echoes: StatusEchoes;
}
