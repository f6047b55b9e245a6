import type { SessionRequest } from './session-request';
import { LIMITS } from '../limits';
import { WebSocketObject, type SocketPeer } from '../realm/api/web-socket';
import type { Session } from '../session/session';
import { requestFields } from './access';

/** What the client of a session's web socket does with it. */
export interface SocketClient {
  send(text: string): void;
  close(): void;
}

/** Sessions that allow web sockets, and how many each has. */
const allowing = new WeakMap<Session, { open: number }>();

/** VoxEngine.allowWebSocketConnections. */
export function allowSockets(session: Session): void {
  if (!allowing.has(session)) allowing.set(session, { open: 0 });
}

/**
 * A client connects to the access URL by wss. It becomes AppEvents.WebSocket, or NewWebSocketFailed where the session
 * has more than its calls and three; null: the connection is refused.
 */
export function acceptSocket(
  session: Session | undefined,
  request: SessionRequest & { path: string },
  client: SocketClient,
): SocketPeer | null {
  const sockets = session && !session.isOver ? allowing.get(session) : undefined;
  if (!session || !sockets) return null;
  const fields = requestFields(session, request);
  const most = session.legs.size + LIMITS.webSocketsBeyondCalls;
  if (sockets.open >= most) {
    session.raiseApp('Application.OnNewWebSocketFailed', { ...fields, reason: `Exceeded the limit of ${most} incoming web sockets` });
    return null;
  }
  sockets.open++;
  return opened(session, { fields, path: request.path, client, closed: () => sockets.open-- });
}

interface Opening {
  fields: object;
  path: string;
  client: SocketClient;
  closed: () => void;
}

function opened(session: Session, { fields, path, client, closed }: Opening): SocketPeer {
  let peer: SocketPeer | null = null;
  const socket = new WebSocketObject(session, path, (one) => {
    peer = one;
    return client;
  });
  // It is open when the scenario hears of it.
  socket.readyState = 'open';
  session.raiseApp('AppEvents.NewWebSocketConnection', { ...fields, websocket: session.guard('WebSocket', socket) });
  const inner = peer as unknown as SocketPeer;
  let isOpen = true;
  return {
    ...inner,
    closed: (code, reason) => {
      if (isOpen) closed();
      isOpen = false;
      inner.closed(code, reason);
    },
  };
}
