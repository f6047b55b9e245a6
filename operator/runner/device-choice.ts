import type { AudioDevices } from '../phone/port';

const KEY = 'vox-incoming:devices';
const SYSTEM: AudioDevices = { microphone: null, speaker: null, ring: null };

export interface DeviceList { microphones: Device[]; speakers: Device[] }
export interface Device { id: string; label: string }
export interface DeviceChoice {
  chosen: () => AudioDevices;
  choose: (changed: Partial<AudioDevices>) => void;
  list: () => Promise<DeviceList>;
  /** Devices came or went: what was chosen and is not there gives way to the system's. True where the speaker did. */
  refresh: () => Promise<boolean>;
}

/** Kept per browser: a headset belongs to the machine, not to the operator. */
export function createDeviceChoice(apply: (devices: AudioDevices) => void): DeviceChoice {
  let chosen = read();
  let missing: readonly string[] = [];
  const present = (id: string | null) => (id !== null && missing.includes(id) ? null : id);
  const applyPresent = () => apply({ microphone: present(chosen.microphone), speaker: present(chosen.speaker), ring: present(chosen.ring) });
  apply(chosen);
  const list = async (): Promise<DeviceList> => {
    const all = await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [];
    const of = (kind: MediaDeviceKind) => all
      .filter((device) => device.kind === kind && device.deviceId !== '' && device.deviceId !== 'default')
      .map(({ deviceId, label }) => ({ id: deviceId, label: label === '' ? deviceId.slice(0, 8) : label }));
    return { microphones: of('audioinput'), speakers: of('audiooutput') };
  };
  return {
    list,
    async refresh() {
      const { microphones, speakers } = await list();
      const there = [...microphones, ...speakers].map(({ id }) => id);
      const before = present(chosen.speaker);
      missing = [chosen.microphone, chosen.speaker, chosen.ring].filter((id) => id !== null && !there.includes(id)) as string[];
      applyPresent();
      return before !== null && present(chosen.speaker) === null;
    },
    chosen: () => chosen,
    choose(changed) {
      chosen = { ...chosen, ...changed };
      write(chosen);
      applyPresent();
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
