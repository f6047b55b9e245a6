import type { AudioDevices } from '../phone/port';

const KEY = 'vox-incoming:devices';
const SYSTEM: AudioDevices = { microphone: null, speaker: null, ring: null };

export interface DeviceList { microphones: Device[]; speakers: Device[] }
export interface Device { id: string; label: string }
export interface DeviceChoice {
  chosen: () => AudioDevices;
  choose: (changed: Partial<AudioDevices>) => void;
  list: () => Promise<DeviceList>;
}

/** Kept per browser: a headset belongs to the machine, not to the operator. */
export function createDeviceChoice(apply: (devices: AudioDevices) => void): DeviceChoice {
  let chosen = read();
  apply(chosen);
  return {
    chosen: () => chosen,
    choose(changed) {
      chosen = { ...chosen, ...changed };
      write(chosen);
      apply(chosen);
    },
    async list() {
      const all = await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [];
      const of = (kind: MediaDeviceKind) => all
        .filter((device) => device.kind === kind && device.deviceId !== '' && device.deviceId !== 'default')
        .map(({ deviceId, label }) => ({ id: deviceId, label: label === '' ? deviceId.slice(0, 8) : label }));
      return { microphones: of('audioinput'), speakers: of('audiooutput') };
    },
  };
}

function read(): AudioDevices {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<AudioDevices>;
    return { ...SYSTEM, ...stored };
  } catch {
    return SYSTEM;
  }
}

function write(devices: AudioDevices): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(devices));
  } catch {
    // A private window keeps nothing; the choice holds as long as the page.
  }
}
