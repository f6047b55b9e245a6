import type { CallSettings } from '../../contracts/call-settings';
import type { CallEffect } from '../call/effect';
import type { CallInput } from '../call/input';
import type { Arrival } from '../call/start';
import type { CallState } from '../call/state';
import type { QueueRequest } from '../queue/port';
import type { CallSession } from './call-session';
import type { Legs } from './legs';
import type { SessionContext } from './session';
import type { Sound } from './sound';

export interface LiveCallOptions extends SessionContext {
  readonly settings: CallSettings;
  readonly caller: Call;
  readonly arrival: Arrival;
}

/** What the effects of one call work on. */
export interface Hands {
  readonly wiring: LiveCallOptions;
  readonly session: CallSession<CallState, CallInput, CallEffect>;
  readonly post: Hands['session']['post'];
  readonly legs: Legs;
  readonly sound: Sound;
  request: QueueRequest | null;
  stopMessage: () => void;
  callerGone: boolean;
}
