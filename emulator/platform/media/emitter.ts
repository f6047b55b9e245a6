import { Listeners } from '../session/listeners';
import type { Session } from '../session/session';

/** What the scenario's players, recorders, conferences and sockets have in common. */
export class Emitter {
  readonly #session: Session;
  readonly #listeners = new Listeners();
  readonly #list: string;
  readonly #id: string;

  /** `list` is the list of event names the object takes, such as PlayerEvents. */
  constructor(session: Session, list: string, id: string) {
    this.#session = session;
    this.#list = list;
    this.#id = id;
  }

  addEventListener(event: string, listener: unknown): void {
    this.#session.checkEventName(this.#list, event);
    this.#listeners.add(event, listener);
  }

  removeEventListener(event: string, listener?: unknown): void {
    this.#listeners.remove(event, listener);
  }

  id(): string {
    return this.#id;
  }

  /** Raises an event on one of these; not for the scenario, so not a method. */
  static raise(emitter: Emitter, name: string, fields: object): void {
    emitter.#session.post(emitter.#listeners, name, { name, ...fields });
  }
}
