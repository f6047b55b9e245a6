import type { ClockTimer } from '../../clock/clock';
import type { Session } from '../session/session';
import { Emitter } from './emitter';
import type { Recording } from './records';
import { MediaUnit, UNIT } from './unit';

/** The scenario's Recorder (Modules.Recorder): takes any number of streams until it is stopped. */
export class RecorderObject extends Emitter {
  readonly #session: Session;
  readonly #unit: MediaUnit;
  readonly #url: string;
  readonly #recording: Recording;
  #startedMs: number;
  #starting: ClockTimer | null;
  #over = false;

  constructor(session: Session) {
    const id = `recorder-${session.core.nextSoundId()}`;
    super(session, 'RecorderEvents', id);
    this.#session = session;
    this.#url = session.core.recordUrl(id);
    this.#recording = session.core.records.open(id);
    this.#unit = new MediaUnit(id, {
      mixes: true,
      gives: () => ({ kind: 'silence' }),
      heardChanged: () => this.#recording.hear([...this.#unit.mixed].map((source) => source.gives())),
    });
    session.onTerminated(() => this.#recording.close());
    this.#startedMs = session.clock.now();
    this.#starting = session.clock.after(0, () => this.#raise('Recorder.Started', { url: this.#url }));
  }

  get [UNIT](): MediaUnit {
    return this.#unit;
  }

  mute(_doMute: unknown): void {
    // What is not recorded makes no difference to anybody here.
  }

  stop(): void {
    if (this.#over) return;
    this.#over = true;
    this.#starting?.cancel();
    this.#unit.detach();
    this.#recording.close();
    const duration = Math.round((this.#session.clock.now() - this.#startedMs) / 1000);
    this.#raise('Recorder.Stopped', { cost: '0', duration });
  }

  #raise(name: string, fields: object): void {
    Emitter.raise(this, name, { recorder: this, ...fields });
  }
}
