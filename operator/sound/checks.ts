import { after } from '../browser/after';
import { permission } from '../browser/permission';
import type { CheckName, CheckResult, CheckResults } from '../state';
import type { AudioDevices } from '../phone/port';
import type { Ringer } from './ringer';

const OK: CheckResult = { state: 'ok', why: null };
const ASKING: CheckResult = { state: 'asking', why: null };
const failed = (why: NonNullable<CheckResult['why']>): CheckResult => ({ state: 'failed', why });

/** What is answered by nobody for so long is a question that the browser has put, */
const ASKING_AFTER_MS = 1_500;
/** and is given up after so long: the operator then reads what to do, and may begin again. */
const ANSWER_LIMIT_MS = 20_000;

export interface CheckOptions {
  ask: boolean;
  ringer: Ringer;
  devices: AudioDevices;
  /** What is known so far. */
  tell: (results: Partial<CheckResults>) => void;
}

/** The four checks of readiness; none waits for ever. `ask` only from a click: then the browser may put its questions. */
export async function runChecks({ ask, ringer, devices, tell }: CheckOptions): Promise<CheckResults> {
  const begin = (name: CheckName, check: Promise<CheckResult>) => bounded(check, {
    isQuestion: () => asksFor(name),
    tell: (result) => tell({ [name]: result }),
  });
  // Both need the click: sound and the right to notify.
  const sound = begin('sound', ringer.unlock().then((ok) => (ok ? OK : failed('denied')), () => failed('error')));
  const notifications = begin('notifications', checkNotifications(ask));
  // Two questions at once would cover each other; one that stays unanswered does not keep the other from being put.
  await Promise.race([notifications, after(ASKING_AFTER_MS)]);
  const microphone = begin('microphone', checkMicrophone(ask, devices.microphone));
  // Outputs have names only after the microphone was allowed.
  await Promise.race([microphone, after(ASKING_AFTER_MS)]);
  const output = begin('output', checkOutput());
  const [first, second, third, fourth] = await Promise.all([microphone, output, sound, notifications]);
  return { microphone: first, output: second, sound: third, notifications: fourth };
}

interface Bounds { isQuestion: () => Promise<boolean>; tell: (result: CheckResult) => void }

async function bounded(check: Promise<CheckResult>, { isQuestion, tell }: Bounds): Promise<CheckResult> {
  const late = after(ANSWER_LIMIT_MS).then(async () => failed(await isQuestion() ? 'unanswered' : 'error'));
  const answer = Promise.race([check.catch(() => failed('error')), late]);
  let isDone = false;
  void after(ASKING_AFTER_MS).then(async () => {
    const asks = await isQuestion();
    if (asks && !isDone) tell(ASKING);
  });
  const result = await answer;
  isDone = true;
  tell(result);
  return result;
}

/** Whether the browser may be waiting for the operator. */
async function asksFor(name: CheckName): Promise<boolean> {
  if (name === 'notifications') return typeof Notification === 'function' && Notification.permission === 'default';
  return name === 'microphone' && await permission('microphone') !== 'granted';
}

async function checkMicrophone(ask: boolean, id: string | null): Promise<CheckResult> {
  if (!navigator.mediaDevices?.getUserMedia) return failed('unsupported');
  if (isKept('microphone')) return failed('framed');
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

/** By `allow` of the frame around, or by a header of the page; browsers that do not tell refuse as if the person had. */
function isKept(feature: string): boolean {
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature(name: string): boolean } };
  return featurePolicy?.allowsFeature(feature) === false;
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
