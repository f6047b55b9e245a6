import type { Clock, ClockTimer } from '../../clock/clock';
import type { Heard } from '../lines';
import { LIMITS } from '../limits';
import { MediaUnit, type MediaOwner } from './unit';

/** What is played. */
export type Sound =
  | { kind: 'sound'; url: string; loop: boolean }
  | { kind: 'speech'; text: string; voice: string }
  | { kind: 'tone'; name: string; loop: boolean };

/** How long a file lasts, in ms, or why it cannot be played. */
export type MediaLength = (url: string) => number | { error: string };

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
    const durationMs = durationOf(this.sound, length);
    this.timer = this.clock.after(0, () => {
      if (typeof durationMs !== 'number') return this.finish(durationMs.error);
      this.leftMs = durationMs;
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

function durationOf(sound: Sound, length: MediaLength): number | { error: string } {
  if (sound.kind === 'tone') return TONE_MS;
  if (sound.kind === 'sound') return length(sound.url);
  if (sound.text.length > LIMITS.ttsChars) {
    return { error: `Text of ${sound.text.length} characters, the limit is ${LIMITS.ttsChars}` };
  }
  return Math.max(1, sound.text.length) * SPEECH_MS_PER_CHAR;
}
