import type { Session } from '../session/session';
import { Emitter } from './emitter';
import { UNIT, unitOf, type MediaUnit } from './unit';

/** A scenario object that gives sound to others. */
export class Sender extends Emitter {
  readonly #session: Session;

  constructor(session: Session, list: string, id: string) {
    super(session, list, id);
    this.#session = session;
  }

  sendMediaTo(target: unknown): void {
    const [own, sink] = this.#pair('sendMediaTo', target);
    if (own && sink) own.sendTo(sink);
  }

  stopMediaTo(target: unknown): void {
    const [own, sink] = this.#pair('stopMediaTo', target);
    if (own && sink) own.stopTo(sink);
  }

  #pair(method: string, target: unknown): [MediaUnit | undefined, MediaUnit | undefined] {
    const own = (this as { [UNIT]?: MediaUnit })[UNIT];
    const sink = unitOf(target);
    if (!sink) this.#session.violation(`${method}() expects a media unit, got ${typeof target}`);
    return [own, sink];
  }
}
