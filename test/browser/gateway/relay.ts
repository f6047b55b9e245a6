import { RealClock } from '../../../emulator/clock/real-clock';
import { createGatewayFaults } from '../../../emulator/gateway/faults';
import { readParams, type Params } from '../../../emulator/gateway/params';
import { schemeOf } from '../../../emulator/gateway/sdp/scheme';
import { serve } from '../../../emulator/gateway/server/server';
import { createSdkSockets } from '../../../emulator/gateway/server/sockets';
import type { Connection, Wire } from '../../../emulator/gateway/wire/connection';
import { createConnections } from '../../../emulator/gateway/wire/connections';
import { localCertificate } from '../../../emulator/management/certificate';
import { serveEmptyPage } from '../support/sdk-page';

/** What is left out of the beginning of a socket: the socket itself, one frame, the first message, or nothing. */
export type Missing = 'socket' | 'lastrx' | '__createConnection' | null;

/** A gateway as small as the SDK lets it be, without cloud and media: descriptions go from page to page. */
export interface Relay {
  url: string;
  host: string;
  missing: Missing;
  /** Cuts every socket. */
  cut(): void;
  close(): Promise<void>;
}

interface Peer { name: string; connection: Connection }
interface Relayed { from: Peer; to: Peer | null; offer: string }

export async function openRelay(): Promise<Relay> {
  const clock = new RealClock();
  const peers = new Set<Peer>();
  const calls = new Map<string, Relayed>();
  const connections = createConnections({
    clock,
    acknowledges: () => true,
    opened(connection) {
      const peer: Peer = { name: '', connection };
      peers.add(peer);
      return {
        received: ({ name, params }) => handlers[name]?.({ peer, peers, calls, params: readParams(params) }),
        reachable: () => undefined,
        over: () => void peers.delete(peer),
      };
    },
  });
  const sockets = createSdkSockets(createGatewayFaults(), (wire, query) => {
    if (relay.missing === 'socket') wire.cut();
    return connections.attach(withholding(wire, () => relay.missing), query);
  });
  const server = await serve(await localCertificate(), {
    requests: new Map(), upgrades: new Map([['/platform', sockets.upgrade]]), rest: { request: serveEmptyPage },
  }, 0);
  const host = `localhost:${server.port}`;
  const relay: Relay = {
    url: `https://${host}`, host, missing: null,
    cut: () => connections.living().forEach((connection) => connection.cut()),
    async close() {
      sockets.close();
      await server.close();
      clock.close();
    },
  };
  return relay;
}

function withholding(wire: Wire, missing: () => Missing): Wire {
  return {
    ...wire,
    send(text) {
      const what = missing();
      const frame = JSON.parse(text) as { type: string; payload?: { name: string } };
      if (what === null || (frame.type !== what && frame.payload?.name !== what)) wire.send(text);
    },
  };
}

interface Heard { peer: Peer; peers: ReadonlySet<Peer>; calls: Map<string, Relayed>; params: Params }

const say = (peer: Peer | null, name: string, ...params: unknown[]) => peer?.connection.send(name, params);

/** Messages of sections 3 and 5 of the reference, as few as a call needs. */
const handlers: Record<string, (heard: Heard) => void> = {
  login({ peer, params }) {
    peer.name = params.text(0).replace(/@.*/, '');
    const OAuth = { accessToken: 'a', refreshToken: 'r', accessExpire: 60, refreshExpire: 60 };
    say(peer, 'loginSuccessful', peer.name, { connectionId: peer.connection.id, iceConfig: { iceServers: [] }, OAuth });
  },
  createCall({ peer, peers, calls, params }) {
    const [number, id, offer] = [params.text(1), params.text(3), params.text(8)];
    const to = [...peers].find(({ name }) => name === number) ?? null;
    calls.set(id, { from: peer, to, offer });
    if (number === 'answers') return connected(peer, id, offer.replace(/a=setup:actpass/g, 'a=setup:passive'));
    say(peer, 'handleRingOut', id);
    if (number !== 'calls-back') return say(to, 'handleIncomingConnection', id, peer.name, peer.name, {}, offer, schemeOf(offer));
    say(peer, 'handleConnectionFailed', id, 486, 'Busy', {});
    calls.set('back', { from: peer, to: peer, offer });
    say(peer, 'handleIncomingConnection', 'back', 'nobody', 'nobody', {}, offer, schemeOf(offer));
  },
  acceptCall({ calls, params }) {
    const [id, answer] = [params.text(0), params.text(2)];
    const call = calls.get(id);
    if (!call) return;
    if (call.to !== call.from) connected(call.from, id, answer);
    say(call.to, 'handleConnectionConnected', id, {}, '', '', schemeOf(call.offer));
  },
  sendSIPInfo({ peer, calls, params }) {
    const call = calls.get(params.text(0));
    const other = call?.from === peer ? call.to : call?.from ?? null;
    say(other, 'handleSIPInfo', params.text(0), params.text(1), params.text(2), params.text(3), {});
  },
};

function connected(peer: Peer, id: string, answer: string): void {
  say(peer, 'stopRinging', id);
  say(peer, 'handleConnectionConnected', id, {}, answer, '', schemeOf(answer));
}
