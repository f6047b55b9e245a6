import type { ClockTimer } from '../clock/clock';
import type { UserRow } from '../account/objects';
import type { Device, OperatorStatus } from '../platform/lines';
import { watchAbsence } from './absence';
import { callHandlers } from './calls/messages';
import type { CallBook } from './calls/call';
import { readParams, type Params } from './params';
import type { Services } from './services';
import { signInHandlers } from './sign-in/messages';
import { statusHandlers } from './statuses/messages';
import type { Ending, Connection } from './wire/connection';
import type { ConnectionListener } from './wire/connections';
import { createCourier, type Courier } from './wire/courier';

/** One connection of one page, from its first socket to its end. */
export interface Session {
  readonly id: string;
  readonly queueType: 'acd' | 'smartqueue';
  readonly services: Services;
  readonly say: Courier;
  readonly calls: CallBook;
  /** Outgoing calls whose media is not ready yet, by id. */
  readonly placing: Set<string>;
  operator?: { user: UserRow; device: Device };
  /** Its socket is there. */
  isReachable: boolean;
  absence?: ClockTimer;
  /** The messaging half of SmartQueue is only remembered here. */
  messagingStatus: OperatorStatus;
  /** Ends it from our side: the page sees ConnectionClosed and stays out. */
  kick(): void;
  cut(): void;
}

export type Handlers = Record<string, (session: Session, params: Params) => void>;

/** Messages that need no answer here. */
const noted: Handlers = {
  /** The page says that a ringing call has reached it. */
  confirmIncomingConnection() {},
  __createPC() {},
};

const handlers: Handlers = { ...noted, ...signInHandlers, ...statusHandlers, ...callHandlers };

export function createSession(connection: Connection, query: URLSearchParams, services: Services): Session {
  return {
    id: connection.id,
    queueType: query.get('acd_version') === '2' ? 'smartqueue' : 'acd',
    services,
    say: createCourier(connection, services.clock, services.faults),
    calls: new Map(),
    placing: new Set(),
    isReachable: true,
    messagingStatus: 'OFFLINE',
    kick: () => connection.close(),
    cut: () => connection.cut(),
  };
}

export function listenTo(session: Session): ConnectionListener {
  return {
    received({ name, params }) {
      const handle = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
      if (handle) handle(session, readParams(params));
      else session.services.log(`gateway: refused the message «${name}»; it is not one this gateway knows`);
    },
    reachable: (is) => watchAbsence(session, is),
    over(how) {
      end(session, how);
    },
  };
}

function end(session: Session, how: Ending): void {
  session.services.sessions.delete(session);
  session.absence?.cancel();
  session.operator?.device.disconnect({ clean: how === 'closed' });
  for (const call of session.calls.values()) call.abandon();
  session.calls.clear();
  session.placing.clear();
}
