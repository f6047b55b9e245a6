import { Emitter } from '../../media/emitter';
import { MediaUnit, UNIT } from '../../media/unit';
import { Sender } from '../../media/sender';
import type { Session } from '../../session/session';

/** The other end of a scenario's web socket; the wire plays it. */
export interface SocketPeer {
  opened(): void;
  message(text: string): void;
  failed(): void;
  closed(code: number, reason: string): void;
}

/** Carries web sockets: `connect` gives back what the scenario sends with. */
export type SocketWire = (
  url: string,
  options: { protocols: string[]; headers: [string, string][] },
  peer: SocketPeer,
) => { send(text: string): void; close(): void };

const EVENT_OF_PROPERTY = {
  onopen: 'WebSocket.Open',
  onclose: 'WebSocket.Close',
  onmessage: 'WebSocket.Message',
  onerror: 'WebSocket.Error',
  oncreated: 'WebSocket.Created',
  onmediastarted: 'WebSocket.MediaEventStarted',
  onmediaended: 'WebSocket.MediaEventEnded',
} as const;

/** The scenario's WebSocket to the outside. */
export class WebSocketObject extends Sender {
  readonly url: string;
  readyState: 'connecting' | 'open' | 'closing' | 'closed' = 'connecting';
  readonly #session: Session;
  readonly #unit: MediaUnit;
  readonly #wire: { send(text: string): void; close(): void };

  /** `connect` gives what the scenario sends with. */
  constructor(session: Session, url: string, connect: (peer: SocketPeer) => { send(text: string): void; close(): void }) {
    const id = `socket-${session.core.nextSoundId()}`;
    super(session, 'WebSocketEvents', id);
    this.#session = session;
    this.url = url;
    this.#unit = new MediaUnit(id, { gives: () => ({ kind: 'silence' }) });
    this.#raise('WebSocket.Created', {});
    this.#wire = connect({
      opened: () => {
        this.readyState = 'open';
        this.#raise('WebSocket.Open', {});
      },
      message: (text) => this.#raise('WebSocket.Message', { text }),
      failed: () => this.#raise('WebSocket.Error', {}),
      closed: (code, reason) => this.#closed(code, reason),
    });
    session.onTerminated(() => this.#wire.close());
  }

  get [UNIT](): MediaUnit {
    return this.#unit;
  }

  send(data: unknown): void {
    if (this.readyState !== 'open') return this.#session.violation(`WebSocket.send() while ${this.readyState}`);
    this.#wire.send(String(data));
  }

  close(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closing';
    this.#wire.close();
  }

  clearMediaBuffer(): void {
    // Nothing is buffered: media is who hears whom.
  }

  #closed(code: number, reason: string): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.#unit.detach();
    this.#raise('WebSocket.Close', { code, reason, wasClean: code === 1000 });
  }

  #raise(name: string, fields: object): void {
    Emitter.raise(this, name, { websocket: this, ...fields });
  }
}

/** `onopen` and its like work as listeners do. */
for (const [property, event] of Object.entries(EVENT_OF_PROPERTY)) {
  Object.defineProperty(WebSocketObject.prototype, property, {
    set(this: WebSocketObject, listener: unknown) {
      this.removeEventListener(event);
      if (listener !== null) this.addEventListener(event, listener);
    },
  });
}

/** A web socket to a server outside. */
export function openSocket(session: Session, url: string, parameters: unknown): WebSocketObject {
  return new WebSocketObject(session, url, (peer) => session.core.socketWire(url, optionsOf(parameters), peer));
}

function optionsOf(parameters: unknown): { protocols: string[]; headers: [string, string][] } {
  const { protocols, headers } = Object(parameters) as { protocols?: string | string[]; headers?: { name: string; value: string }[] };
  return {
    protocols: protocols === undefined ? [] : [protocols].flat(),
    headers: (headers ?? []).map(({ name, value }) => [name, value]),
  };
}
