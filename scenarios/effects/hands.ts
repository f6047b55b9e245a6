import type { CallSettings } from '../../contracts/call-settings';
import type { Arrival } from '../call/start';
import type { Guard, QueueRequest } from '../queue/port';
import type { CallRunner } from './call-runner';
import type { DeskChannel } from './desk-channel';
import type { Legs } from './legs';
import type { Log } from './log';
import type { Sound } from './sound';

export interface LiveCallOptions {
  readonly settings: CallSettings;
  readonly caller: Call;
  readonly accessUrl: string;
  readonly arrival: Arrival;
  readonly log: Log;
  readonly guard: Guard;
}

/** What the effects of one call work on. */
export interface Hands {
  readonly wiring: LiveCallOptions;
  readonly post: CallRunner['post'];
  readonly legs: Legs;
  readonly sound: Sound;
  readonly channel: DeskChannel;
  request: QueueRequest | null;
  stopMessage: () => void;
  callerGone: boolean;
  endTold: boolean;
}
