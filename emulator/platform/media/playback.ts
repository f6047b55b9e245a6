import type { Clock, ClockTimer } from '../../clock/clock';
import type { Heard } from '../lines';
import { LIMITS } from '../limits';
import { MediaUnit, type MediaOwner } from './unit';

/** What is played. */
export type Sound =
  | { kind: 'sound'; url: string; loop: boolean }
  | { kind: 'speech'; text: string; voice: string }
  | { kind: 'tone'; name: string; loop: boolean };

/** A file as its server has it; the platform takes 10 MB within 12 s (platform facts 1.6). */
export interface MediaFile {
  lengthMs: number;
  bytes: number;
  downloadMs: number;
}

/** How long a file lasts, in ms, or what more is known of it, or why it cannot be played. */
export type MediaLength = (url: string) => number | MediaFile | { error: string };

export interface PlaybackListener {
  ready(): void;
  started(durationMs: number): void;
  finished(error?: string): void;
}

/** A voice says about fourteen characters a second. */
const SPEECH_MS_PER_CHAR = 70;
/** Where nothing is known about a file. */
export const USUAL_SOUND_MS = 5_000;
const TONE_MS = 1_000;

/** One run of one sound, as a node of the media graph. */
export class Playback implements MediaOwner {
  readonly unit: MediaUnit;
  state: 'new' | 'playing' | 'paused' | 'over' = 'new';
  private timer: ClockTimer | null = null;
  private leftMs = 0;
  private startedMs = 0;

  constructor(
    private readonly clock: Clock,
    readonly sound: Sound,
    private readonly listener: PlaybackListener,
  ) {
    this.unit = new MediaUnit(sound.kind, this);
  }

  /** Starts soon, never during the call. `paused`: made ready only. */
  start(length: MediaLength, options: { id: number; paused?: boolean }): void {
    this.id = options.id;
    const file = loaded(this.sound, length);
    this.timer = this.clock.after(file.afterMs, () => {
      if ('error' in file) return this.finish(file.error);
      this.leftMs = file.durationMs;
      this.listener.ready();
      if (options.paused) this.state = 'paused';
      else this.run();
    });
  }

  pause(): void {
    if (this.state !== 'playing') return;
    this.timer?.cancel();
    this.leftMs -= this.clock.now() - this.startedMs;
    this.state = 'paused';
    this.unit.changed();
  }

  resume(): void {
    if (this.state === 'paused') this.run();
  }

  /** Ends it without a word to the listener. */
  stop(): void {
    if (this.state === 'over') return;
    this.timer?.cancel();
    this.state = 'over';
    this.unit.detach();
  }

  gives(): Heard {
    if (this.state !== 'playing') return { kind: 'silence' };
    const sound = this.sound;
    if (sound.kind === 'sound') return { ...sound, id: this.id };
    if (sound.kind === 'speech') return { ...sound, id: this.id };
    return { kind: 'tone', name: sound.name, id: this.id };
  }

  private id = 0;

  private run(): void {
    this.state = 'playing';
    this.startedMs = this.clock.now();
    this.listener.started(this.leftMs);
    this.unit.changed();
    const loops = this.sound.kind !== 'speech' && this.sound.loop;
    if (!loops) this.timer = this.clock.after(this.leftMs, () => this.finish());
  }

  private finish(error?: string): void {
    this.state = 'over';
    this.unit.detach();
    this.listener.finished(error);
  }
}

type Loaded = { afterMs: number } & ({ durationMs: number } | { error: string });

/** What becomes of a sound, and after how long it is there. */
function loaded(sound: Sound, length: MediaLength): Loaded {
  if (sound.kind === 'tone') return { afterMs: 0, durationMs: TONE_MS };
  if (sound.kind === 'sound') return loadedFile(length(sound.url));
  if (sound.text.length > LIMITS.ttsChars) {
    return { afterMs: 0, error: `Text of ${sound.text.length} characters, the limit is ${LIMITS.ttsChars}` };
  }
  return { afterMs: 0, durationMs: Math.max(1, sound.text.length) * SPEECH_MS_PER_CHAR };
}

function loadedFile(file: ReturnType<MediaLength>): Loaded {
  if (typeof file === 'number') return { afterMs: 0, durationMs: file };
  if ('error' in file) return { afterMs: 0, error: file.error };
  const { bytes, downloadMs, lengthMs } = file;
  if (bytes > LIMITS.audioBytes) return { afterMs: 0, error: `A file of ${bytes} bytes, the limit is ${LIMITS.audioBytes}` };
  if (downloadMs <= LIMITS.audioDownloadMs) return { afterMs: downloadMs, durationMs: lengthMs };
  return { afterMs: LIMITS.audioDownloadMs, error: `The file did not arrive within ${LIMITS.audioDownloadMs / 1000} s` };
}
