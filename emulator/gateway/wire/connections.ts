import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock';
import { createConnection, type Connection, type Ending, type Wire, type WireEnd } from './connection';
import { readFrame, type Payload } from './frames';

/** What the owner of one connection hears. */
export interface ConnectionListener {
  received(payload: Payload): void;
  reachable(is: boolean): void;
  over(how: Ending): void;
}

export interface ConnectionsOptions {
  clock: Clock;
  acknowledges: () => boolean;
  /** A page connects for the first time. */
  opened(connection: Connection, query: URLSearchParams): ConnectionListener;
}

/** All living connections of the gateway, by id. */
export interface Connections {
  /** A socket that has just opened; `id` in the query means a resume. */
  attach(wire: Wire, query: URLSearchParams): WireEnd;
  living(): readonly Connection[];
}

export function createConnections(options: ConnectionsOptions): Connections {
  const byId = new Map<string, Connection>();
  return {
    attach(wire, query) {
      const id = query.get('id');
      if (id === null || id === '') return open(options, byId, query).attach(wire);
      return byId.get(id)?.attach(wire) ?? dismiss(wire, id);
    },
    living: () => [...byId.values()],
  };
}

function open(options: ConnectionsOptions, byId: Map<string, Connection>, query: URLSearchParams): Connection {
  const id = randomUUID();
  // The listener needs the connection, and the connection needs the listener.
  const told: { listener?: ConnectionListener } = {};
  const connection = createConnection({
    id,
    clock: options.clock,
    acknowledges: options.acknowledges,
    received: (payload) => told.listener?.received(payload),
    reachable: (is) => told.listener?.reachable(is),
    over(how) {
      byId.delete(id);
      told.listener?.over(how);
    },
  });
  byId.set(id, connection);
  told.listener = options.opened(connection, query);
  return connection;
}

/**
 * A resume of what is forgotten. Completing it and then sending `close` tells
 * the page at once; refusing would keep it trying for 23.6 s (section 7).
 */
function dismiss(wire: Wire, id: string): WireEnd {
  wire.send(JSON.stringify({ type: 'id', id }));
  return {
    received(text) {
      const frame = readFrame(text);
      if (frame?.type !== 'lastrx') return;
      wire.send(JSON.stringify({ type: 'lastrx', seq: 0 }));
      wire.send(JSON.stringify({ type: 'close', seq: frame.seq + 1 }));
    },
    pong() {},
    closed() {},
  };
}
