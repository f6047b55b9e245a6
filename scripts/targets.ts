/**
 * The only file that knows the emulator, the desk, the simulation and the
 * explorer. Types cost nothing; the rest is loaded when a command needs it.
 */
export type { Clock, ClockTimer } from '../emulator/clock/clock';
export type {
  Device, DeviceListener, DialOptions, Heard, Line, LineEnd, OperatorStatus, RingingLine,
} from '../emulator/platform/lines';
