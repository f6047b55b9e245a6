/**
 * The only file that knows the emulator, the desk, the simulation and the
 * explorer. Types cost nothing; the rest is loaded when a command needs it.
 */
export type { Clock, ClockTimer } from '../emulator/clock/clock';
export type { VirtualClock } from '../emulator/clock/virtual-clock';
export type { Cloud, LiveCounts } from '../emulator/cloud';
export type { AccountRows, UserRow } from '../emulator/account/objects';
export type { Wire, WireAnswer, WireRequest } from '../emulator/platform/http/wire';
export type {
  Device, DeviceListener, DialOptions, Heard, Line, LineEnd, OperatorStatus, RingingLine,
} from '../emulator/platform/lines';
export type { Switches } from '../emulator/switches';
