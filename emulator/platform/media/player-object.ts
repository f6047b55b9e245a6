import type { ClockTimer } from '../../clock/clock';
import { LIMITS } from '../limits';
import type { Session } from '../session/session';
import { Emitter } from './emitter';
import { Playback, type Sound } from './playback';
import { Sender } from './sender';
import { UNIT, type MediaUnit } from './unit';

/** The scenario's Player: one sound that may go to any number of units. */
export class PlayerObject extends Sender {
  readonly #session: Session;
  readonly #playback: Playback;
  readonly #markers: number[] = [];
  #markerTimers: ClockTimer[] = [];
  #counted = true;

  constructor(session: Session, sound: Sound, options: { paused: boolean }) {
    super(session, 'PlayerEvents', `player-${session.core.nextSoundId()}`);
    this.#session = session;
    takePlayer(session);
    this.#playback = new Playback(session.clock, sound, {
      ready: () => Emitter.raise(this, 'Player.PlaybackReady', { player: this }),
      started: (duration) => this.#started(duration),
      finished: (error) => this.#over('Player.PlaybackFinished', error === undefined ? {} : { error }),
    });
    Emitter.raise(this, 'Player.Created', { player: this });
    this.#playback.start(session.core.mediaLength, { id: session.core.nextSoundId(), paused: options.paused });
  }

  get [UNIT](): MediaUnit {
    return this.#playback.unit;
  }

  pause(): void {
    this.#dropMarkers();
    this.#playback.pause();
  }

  resume(): void {
    this.#playback.resume();
  }

  stop(): void {
    if (this.#playback.state === 'over') return;
    this.#playback.stop();
    this.#over('Player.Stopped', {});
  }

  /** Milliseconds from the start; from the end where negative. */
  addMarker(offset: unknown): void {
    this.#markers.push(Number(offset));
  }

  #started(durationMs: number): void {
    Emitter.raise(this, 'Player.Started', { player: this, duration: durationMs });
    for (const offset of this.#markers) {
      const dueMs = offset < 0 ? durationMs + offset : offset;
      const raise = () => Emitter.raise(this, 'Player.PlaybackMarkerReached', { player: this, offset });
      if (dueMs >= 0) this.#markerTimers.push(this.#session.clock.after(dueMs, raise));
    }
  }

  #over(event: string, fields: object): void {
    this.#dropMarkers();
    if (this.#counted) this.#session.players--;
    this.#counted = false;
    Emitter.raise(this, event, { player: this, ...fields });
  }

  #dropMarkers(): void {
    for (const timer of this.#markerTimers) timer.cancel();
    this.#markerTimers = [];
  }
}

/** One more player; the 11th at a time is refused. */
export function takePlayer(session: Session): void {
  if (session.players >= LIMITS.players) {
    const what = `Exceeded the limit of ${LIMITS.players} media players`;
    session.violation(what);
    throw session.error(what);
  }
  session.players++;
}
