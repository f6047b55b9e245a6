import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import { createConnections, type Connections } from '../../../emulator/gateway/wire/connections';
import type { Wire, WireEnd } from '../../../emulator/gateway/wire/connection';

/** A client's socket: what came out of the gateway, in short notation. */
export interface TestSocket extends WireEnd {
  /** Frames since the last look: `id`, `lastrx 0`, `msg 1 name`, `ack 1`, `close 2`, `CLOSED 4001`, `CUT`. */
  taken(): string[];
  say(type: string, seq: number, name?: string): void;
}

export interface TestWires {
  clock: VirtualClock;
  connections: Connections;
  /** What the application above heard: `received x`, `reachable`, `over lost`. */
  events: string[];
  open(id?: string): TestSocket;
  /** Open, `lastrx 0`, log emptied. */
  connected(): TestSocket;
  acknowledges: boolean;
}

export function createTestWires(): TestWires {
  const clock = new VirtualClock();
  const events: string[] = [];
  const wires: TestWires = {
    clock,
    events,
    acknowledges: true,
    connections: createConnections({
      clock,
      acknowledges: () => wires.acknowledges,
      opened: () => ({
        received: (payload) => void events.push(`received ${payload.name}`),
        reachable: (is) => void events.push(is ? 'reachable' : 'unreachable'),
        over: (how) => void events.push(`over ${how}`),
      }),
    }),
    open: (id) => openSocket(wires.connections, id),
    connected() {
      const socket = wires.open();
      socket.say('lastrx', 0);
      socket.taken();
      events.length = 0;
      return socket;
    },
  };
  return wires;
}

function openSocket(connections: Connections, id?: string): TestSocket {
  let log: string[] = [];
  const wire: Wire = {
    send: (text) => void log.push(describe(text)),
    ping: () => void log.push('PING'),
    close: (code) => void log.push(`CLOSED ${code}`),
    cut: () => void log.push('CUT'),
  };
  const end = connections.attach(wire, new URLSearchParams(id === undefined ? '' : { id }));
  return {
    ...end,
    taken() {
      const before = log;
      log = [];
      return before;
    },
    say: (type, seq, name) => end.received(JSON.stringify({ type, seq, payload: name && { name, params: [] } })),
  };
}

function describe(text: string): string {
  const { type, seq, payload } = JSON.parse(text) as { type: string; seq?: number; payload?: { name: string } };
  return [type, seq, payload?.name].filter((part) => part !== undefined).join(' ');
}
