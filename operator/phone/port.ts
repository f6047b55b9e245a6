import type { Me } from '../../contracts/desk-api';
import type { PhoneEvent, SettableStatus } from '../state';

/** How the page reaches Voximplant. What happens comes back as events of the reducer, without their time. */
export interface Phone {
  /** Loads the SDK, connects and signs in; ends in `phone.up` or `phone.lost`. Never rejects. */
  connect(account: Me['voximplant']): Promise<void>;
  disconnect(): Promise<void>;
  /** One at a time; the answer comes as `phone.statusAnswer` with the same id. */
  setStatus(id: string, status: SettableStatus): void;
  /** Calls out; the leg's events carry `legId`, which is the page's own. */
  call(legId: string, line: { readonly destination: string; readonly headers: Readonly<Record<string, string>> }): void;
  answer(legId: string): void;
  /** Only this device: the call goes on to the next operator. */
  reject(legId: string): void;
  hangUp(legId: string): void;
  send(legId: string, text: string): void;
  mute(legId: string, on: boolean): void;
  hold(legId: string, on: boolean): void;
  useDevices(devices: AudioDevices): void;
}

/** Device ids of the browser; null: the system's choice. */
export interface AudioDevices {
  readonly microphone: string | null;
  readonly speaker: string | null;
  readonly ring: string | null;
}

export interface PhoneOptions {
  emit: (event: PhoneEvent) => void;
  /** The answer to the one-time key: only the desk knows the password. */
  signKey: (key: string) => Promise<string>;
  /** Address of the unmodified SDK file beside this page's script. */
  sdkUrl: string;
}
