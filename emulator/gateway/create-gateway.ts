import type { RequestListener } from 'node:http';
import type { Clock } from '../clock/clock';
import { createPhone } from '../phone/phone';
import { plugInTelephones } from '../phone/telephones';
import type { OperatorStatus } from '../platform/lines';
import { scheduleGatewayFaults, type GatewayFault } from './fault-schedule';
import { createGatewayFaults, type GatewayFaults } from './faults';
import { createMediaHub } from './media/hub';
import { balancer, serve, type Certificate, type Routes } from './server/server';
import { createSdkSockets } from './server/sockets';
import type { GatewayCloud, GatewayLog, Services } from './services';
import { createSession, listenTo } from './session';
import { createSignIn } from './sign-in/sign-in';
import { createStatusEchoes } from './statuses/echo';
import { pushMessagingStatus } from './statuses/messages';
import { createConnections } from './wire/connections';

export interface GatewayOptions {
  cloud: GatewayCloud;
  clock: Clock;
  certificate: Certificate;
  /** The one address at which media is taken; default: all of this machine, and from this machine alone. */
  mediaHost?: string;
  /** Told once of each other machine whose media is dropped. */
  onForeignMedia?: (address: string) => void;
  /** 0: the system chooses. */
  port?: number;
  faults?: GatewayFaults;
  /** Entries of a fault file; those with `on: 'gateway'` are carried out from now on. */
  faultList?: readonly { on: string }[];
  log?: GatewayLog;
  /** Files of the caller's phone page, by path; see emulator/phone/build.ts. */
  phonePage?: ReadonlyMap<string, RequestListener>;
  /** Other pages on the same host and port. */
  rest?: Routes['rest'];
}

export interface Gateway {
  /** `https://localhost:PORT`. */
  url: string;
  /** For `serverIp`: `localhost:PORT`. */
  host: string;
  balancerUrl: string;
  phoneUrl: string;
  faults: GatewayFaults;
  /** Cuts the sockets of a user's pages, of everybody without a name; the pages come back. */
  cut(userName?: string): void;
  /** Ends the sessions for good: those pages see ConnectionClosed and stay out. */
  kick(userName?: string): void;
  /** Media of all calls dies without a word, as when a network path is gone. */
  dropMedia(): void;
  pushMessagingStatus(userName: string, status: OperatorStatus, description: string): void;
  /** Attempts to send media outside of this machine. */
  readonly violations: readonly string[];
  readonly openLegs: number;
  close(): Promise<void>;
}

/** Web SDK pages and telephones on one https port, in front of an emulated cloud. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const services = createServices(options);
  const { sessions } = services;
  const connections = createConnections({
    clock: options.clock,
    acknowledges: () => !services.faults.withholdAcks,
    opened(connection, query) {
      const session = createSession(connection, query, services);
      sessions.add(session);
      return listenTo(session);
    },
  });
  const sockets = createSdkSockets(services.faults, (wire, query) => connections.attach(wire, query));
  const stopFaults = scheduleGatewayFaults(
    (options.faultList ?? []).filter((fault): fault is GatewayFault => fault.on === 'gateway'), options.clock, services.faults,
  );
  const phone = createPhone(services);
  plugInTelephones(services);
  let host = '';
  const server = await serve(options.certificate, {
    requests: new Map([['/getNearestHost', balancer(() => host)], ...(options.phonePage ?? [])]),
    upgrades: new Map([['/platform', sockets.upgrade], ['/phone/socket', phone.upgrade]]),
    rest: options.rest,
  }, options.port ?? 0).catch((error: unknown) => {
    services.media.close();
    throw error;
  });
  host = `localhost:${server.port}`;
  const ofUser = (name?: string) => [...sessions].filter((session) => name === undefined || session.operator?.user.name === name);
  return {
    url: `https://${host}`,
    host,
    balancerUrl: `https://${host}/getNearestHost`,
    phoneUrl: `https://${host}/phone/`,
    faults: services.faults,
    cut: (name) => ofUser(name).forEach((session) => session.cut()),
    kick: (name) => ofUser(name).forEach((session) => session.kick()),
    dropMedia: () => services.media.drop(),
    pushMessagingStatus: (name, status, description) =>
      ofUser(name).forEach((session) => pushMessagingStatus(session, status, description)),
    violations: services.media.violations,
    get openLegs() {
      return services.media.openLegs;
    },
    async close() {
      stopFaults();
      for (const session of sessions) session.kick();
      phone.close();
      sockets.close();
      services.media.close();
      await server.close();
    },
  };
}

function createServices({ cloud, clock, ...options }: GatewayOptions): Services {
  const faults = options.faults ?? createGatewayFaults();
  const media = createMediaHub({ clock, mediaHost: options.mediaHost, onForeign: options.onForeignMedia });
  cloud.records.writeBy(media.recordWriter);
  return {
    cloud,
    clock,
    faults,
    media,
    signIn: createSignIn({ rows: cloud.rows, clock, faults }),
    log: options.log ?? (() => {}),
    sessions: new Set(),
    echoes: createStatusEchoes(clock),
  };
}
