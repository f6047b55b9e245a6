import type { CallObject } from '../../legs/call-object';
import { callPstn, callSip, callUser } from '../../legs/place-call';
import { bridge, unitOf } from '../../media/unit';
import { limitedCustomData } from '../../session/custom-data';
import type { Session } from '../../session/session';
import { allowSockets } from '../../http/incoming-sockets';
import { openSocket } from './web-socket';
import { liveSession, type Api, type ApiHost } from './api-host';

/** The names of VoxEngine that are always there. */
export function makeVoxEngine(host: ApiHost): Api {
  const { core } = host;
  return {
    addEventListener(event: string, listener: unknown) {
      const session = host.session();
      session.checkEventName('AppEvents', event);
      session.appListeners.add(event, listener);
    },
    removeEventListener(event: string, listener?: unknown) {
      host.session().appListeners.remove(event, listener);
    },
    terminate() {
      host.session().terminate();
    },
    customData(data?: unknown): string {
      const session = host.session();
      if (data !== undefined) session.customData = limitedCustomData(session, data);
      return session.customData;
    },
    getSecretValue(name: unknown): string | undefined {
      const { applicationId } = host.session();
      for (const row of core.rows.secrets.values()) {
        if (row.applicationId === applicationId && row.name === name) return row.value;
      }
      return undefined;
    },
    callUser: (...args: unknown[]) => place(host, 'VoxEngine.callUser', (session) => callUser(session, args)),
    callPSTN: (...args: unknown[]) => place(host, 'VoxEngine.callPSTN', (session) => callPstn(session, args)),
    callSIP: (...args: unknown[]) => place(host, 'VoxEngine.callSIP', (session) => callSip(session, args)),
    callUserDirect: (_call: unknown, name: unknown, parameters: unknown) =>
      place(host, 'VoxEngine.callUserDirect', (session) => callUser(session, [{ ...Object(parameters), username: name }])),
    createWebSocket: (url: unknown, parameters?: unknown) =>
      host.session().guard('WebSocket', openSocket(host.session(), String(url), parameters)),
    allowWebSocketConnections: () => allowSockets(host.session()),
    sendMediaBetween: (left: unknown, right: unknown) => between(host, [left, right], 'sendMediaBetween'),
    stopMediaBetween: (left: unknown, right: unknown) => between(host, [left, right], 'stopMediaBetween'),
  };
}

/** A call placed after the end gets an object that is over, so that the script's next lines stand. */
function place(host: ApiHost, method: string, make: (session: Session) => CallObject): CallObject {
  const session = host.session();
  if (session.isOver) session.lateCall(method);
  return make(session);
}

function between(host: ApiHost, pair: [unknown, unknown], method: 'sendMediaBetween' | 'stopMediaBetween'): void {
  const session = liveSession(host, `VoxEngine.${method}`);
  if (!session) return;
  const [left, right] = pair.map((one) => unitOf(one));
  if (!left || !right) {
    const what = `VoxEngine.${method}() expects two media units, got ${typeof pair[0]} and ${typeof pair[1]}`;
    session.violation(what);
    throw session.error(what);
  }
  if (method === 'sendMediaBetween') bridge(left, right);
  else {
    left.stopTo(right);
    right.stopTo(left);
  }
}
