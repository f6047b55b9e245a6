import type { CheckResult, CheckResults } from '../state';
import type { AudioDevices } from '../phone/port';
import type { Ringer } from './ringer';

const OK: CheckResult = { state: 'ok', why: null };
const failed = (why: NonNullable<CheckResult['why']>): CheckResult => ({ state: 'failed', why });

export interface CheckOptions { ask: boolean; ringer: Ringer; devices: AudioDevices }

/** The four checks of readiness. `ask` only from a click: then the browser may put its questions. */
export async function runChecks({ ask, ringer, devices }: CheckOptions): Promise<CheckResults> {
  // Sound first: it needs the click, which the questions of the others would use up.
  const sound = ringer.unlock().then((ok) => (ok ? OK : failed('denied')), () => failed('error'));
  const notifications = await checkNotifications(ask);
  const microphone = await checkMicrophone(ask, devices.microphone);
  return { microphone, output: await checkOutput(), sound: await sound, notifications };
}

async function checkMicrophone(ask: boolean, id: string | null): Promise<CheckResult> {
  if (!navigator.mediaDevices?.getUserMedia) return failed('unsupported');
  if (!ask && await permission('microphone') === 'denied') return failed('denied');
  try {
    const stream = await openMicrophone(id);
    const live = stream.getAudioTracks().some((track) => track.readyState === 'live');
    for (const track of stream.getTracks()) track.stop();
    return live ? OK : failed('none');
  } catch (error) {
    return failed(whyNot(error));
  }
}

/** A chosen microphone that was unplugged falls back to the system's. */
async function openMicrophone(id: string | null): Promise<MediaStream> {
  if (id === null) return navigator.mediaDevices.getUserMedia({ audio: true });
  return navigator.mediaDevices.getUserMedia({ audio: { deviceId: { ideal: id } } });
}

function whyNot(error: unknown): NonNullable<CheckResult['why']> {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'error';
}

/** Some browsers name no outputs, or only those that were chosen in a picker of theirs; there the sound check alone decides. */
async function checkOutput(): Promise<CheckResult> {
  if (!navigator.mediaDevices?.enumerateDevices) return failed('unsupported');
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  const listsOutputs = 'setSinkId' in HTMLMediaElement.prototype && !('selectAudioOutput' in navigator.mediaDevices);
  return !listsOutputs || devices.some(({ kind }) => kind === 'audiooutput') ? OK : failed('none');
}

async function checkNotifications(ask: boolean): Promise<CheckResult> {
  if (typeof Notification !== 'function') return failed('unsupported');
  const state = ask && Notification.permission === 'default' ? await Notification.requestPermission() : Notification.permission;
  return state === 'granted' ? OK : failed('denied');
}

async function permission(name: string): Promise<PermissionState | 'unknown'> {
  try {
    return (await navigator.permissions.query({ name: name as PermissionName })).state;
  } catch {
    return 'unknown';
  }
}

/** Tells when a device came or went, or a right was given or taken. Returns how to stop. */
export function watchDevices(changed: () => void): () => void {
  const media = navigator.mediaDevices as MediaDevices | undefined;
  media?.addEventListener('devicechange', changed);
  const statuses: PermissionStatus[] = [];
  for (const name of ['microphone', 'notifications']) {
    navigator.permissions?.query({ name: name as PermissionName }).then((status) => {
      status.addEventListener('change', changed);
      statuses.push(status);
    }, () => undefined);
  }
  return () => {
    media?.removeEventListener('devicechange', changed);
    for (const status of statuses) status.removeEventListener('change', changed);
  };
}
