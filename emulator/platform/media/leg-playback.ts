import type { Leg } from '../legs/leg';
import { Playback, type Sound } from './playback';
import type { MediaUnit } from './unit';

/** What Call.say and Call.startPlayback play into their own leg; one at a time. */
export class LegPlayback {
  private current: Playback | null = null;

  constructor(private readonly leg: Leg) {}

  /** The one before is replaced at once; whether it still says that it finished is row 54. */
  play(sound: Sound): void {
    const { leg } = this;
    const before = this.current;
    if (before) {
      before.stop();
      if (leg.session.core.switches.replacedPlayback === 'finishes') leg.raise('Call.PlaybackFinished', {});
    }
    const playback: Playback = new Playback(leg.session.core.clock, sound, {
      ready: () => leg.raise('Call.PlaybackReady', {}),
      started: (durationMs) => leg.raise('Call.PlaybackStarted', { duration: durationMs }),
      finished: (error) => {
        if (this.current === playback) this.current = null;
        leg.raise('Call.PlaybackFinished', error === undefined ? {} : { error });
      },
    });
    this.current = playback;
    playback.unit.sendTo(leg.unit);
    playback.start(leg.session.core.mediaLength, { id: leg.session.core.nextSoundId() });
  }

  /** No PlaybackFinished follows (row 53). */
  stop(): void {
    this.current?.stop();
    this.current = null;
  }

  /** Another unit's stream took the place of ours. */
  replacedByUnit(before: MediaUnit): void {
    if (this.current?.unit !== before) return;
    this.stop();
    if (this.leg.session.core.switches.bridgedPlayback === 'finishes') this.leg.raise('Call.PlaybackFinished', {});
  }

  legEnded(): void {
    this.stop();
  }
}
