import type { Heard } from '../lines';
import type { Session } from '../session/session';
import { voiceName } from '../realm/voices';
import { Emitter } from './emitter';
import { Playback, type Sound } from './playback';
import { takePlayer } from './player-object';
import { Sender } from './sender';
import { MediaUnit, UNIT } from './unit';

/** The scenario's SequencePlayer: segments one after the other, as one source. */
export class SequencePlayerObject extends Sender {
  readonly #session: Session;
  readonly #segments: Sound[];
  readonly #unit: MediaUnit;
  #current: Playback | null = null;
  #at = -1;
  #counted = true;

  constructor(session: Session, segments: readonly unknown[]) {
    super(session, 'SequencePlayerEvents', `sequence-${session.core.nextSoundId()}`);
    this.#session = session;
    takePlayer(session);
    this.#segments = segments.map((segment) => soundOf(segment));
    this.#unit = new MediaUnit('sequence', { gives: () => this.#gives() });
    this.#raise('SequencePlayer.Created', {});
    this.#next();
  }

  get [UNIT](): MediaUnit {
    return this.#unit;
  }

  pause(): void {
    this.#current?.pause();
    this.#unit.changed();
  }

  resume(): void {
    this.#current?.resume();
  }

  stop(): void {
    if (!this.#counted) return;
    this.#current?.stop();
    this.#over('SequencePlayer.Stopped', {});
  }

  #gives(): Heard {
    return this.#current?.gives() ?? { kind: 'silence' };
  }

  #next(): void {
    const sound = this.#segments[++this.#at];
    if (!sound) return this.#over('SequencePlayer.PlaybackFinished', {});
    const first = this.#at === 0;
    this.#current = new Playback(this.#session.clock, sound, {
      ready: () => first && this.#raise('SequencePlayer.PlaybackReady', {}),
      started: () => {
        if (first) this.#raise('SequencePlayer.Started', {});
        this.#unit.changed();
      },
      finished: (error) => {
        if (error === undefined) this.#next();
        else this.#over('SequencePlayer.PlaybackFinished', { error });
      },
    });
    this.#current.start(this.#session.core.mediaLength, { id: this.#session.core.nextSoundId() });
  }

  #over(event: string, fields: object): void {
    if (!this.#counted) return;
    this.#counted = false;
    this.#session.players--;
    this.#unit.detach();
    this.#raise(event, fields);
  }

  #raise(name: string, fields: object): void {
    Emitter.raise(this, name, { sequencePlayer: this, ...fields });
  }
}

function soundOf(segment: unknown): Sound {
  const { text, url, parameters } = Object(segment) as { text?: unknown; url?: unknown; parameters?: unknown };
  if (typeof text === 'string') return { kind: 'speech', text, voice: voiceName(parameters) };
  return { kind: 'sound', url: addressOf(url), loop: false };
}

/** A URL as text, or as the request object of newer code. */
export function addressOf(request: unknown): string {
  if (typeof request === 'string') return request;
  const { url } = Object(request) as { url?: unknown };
  return typeof url === 'string' ? url : '';
}
