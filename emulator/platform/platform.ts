import type { AccountRows, RuleRow, UserRow } from '../account/objects';
import type { Clock } from '../clock/clock';
import { createRandom, type Random } from '../clock/random';
import type { Cloud, CloudOptions, LiveCounts } from '../cloud';
import { hex32 } from '../hex';
import { LivingMap } from '../living';
import type { PlatformView, SessionStart, StartedSession } from '../management/platform-view';
import { makeSwitches, type Switches } from '../switches';
import { Records } from './media/records';
import { History, type SessionRecord } from './history';
import { answerAccess } from './http/access';
import { acceptSocket, type SocketClient } from './http/incoming-sockets';
import { withTextBody, type SessionReply, type SessionRequest } from './http/session-request';
import { deadSockets } from './http/socket-wire';
import { takenMail, type MailWire } from './http/session-mail';
import { deadWire, type Wire } from './http/wire';
import type { InputSink } from './inputs';
import { deadLine } from './legs/dead-line';
import type { Leg } from './legs/leg';
import type { Device, DeviceListener, DialOptions, Line } from './lines';
import { USUAL_SOUND_MS, type MediaLength } from './media/playback';
import { createQueues } from './queues';
import type { SocketPeer, SocketWire } from './realm/api/web-socket';
import { ENDLESS_MS } from './realm/callback-time';
import { Compiler } from './realm/compile';
import { ContextRealm } from './realm/context-realm';
import type { RealmFactory, ScenarioScript } from './realm/realm';
import { SharedRealms } from './realm/shared-realm';
import { findRoute } from './routing';
import type { ConnectOptions, Queues } from './seams';
import type { Core, FarEndHandler, FarTarget, FaultPlan } from './session/core';
import { openCall, openSession } from './session/open-session';
import type { Session, SessionCard } from './session/session';
import { Trace } from './trace';
import { shownPayload } from './trace-payload';

const FIRST_SESSION_ID = 3_000_000_001;
const RULELESS = { code: 375, message: 'The rule has no scenario' };

/** The cloud behind the facade, and the ground its sessions stand on. */
export class Platform implements Cloud, Core {
  readonly rows: AccountRows;
  readonly clock: Clock;
  readonly random: Random;
  readonly switches: Switches;
  readonly trace: Trace;
  readonly queues: Queues;
  readonly strict: boolean;
  readonly keepsHistory: boolean;
  readonly sourceMaps: Map<string, string | object>;
  readonly wire: Wire;
  readonly mailWire: MailWire;
  readonly socketWire: SocketWire;
  readonly httpLatencyMs: number;
  readonly storageLatencyMs: number;
  readonly mediaLength: MediaLength;
  readonly faults: FaultPlan | null;
  readonly recorder: InputSink | null;
  readonly sessions = new LivingMap<string, Session>();
  accessBase: string;
  accessSecureBase: string;
  private readonly byAccessPath = new LivingMap<string, Session>();
  private readonly past: History;
  private readonly compiler: Compiler;
  private readonly makeRealm: RealmFactory;
  private readonly outside: { kind: FarTarget['kind']; address: string | RegExp; handler: FarEndHandler }[] = [];
  readonly records = new Records();
  private devices: Device[] = [];
  private lastSession: number;
  private lastLeg: number;
  private lastSound: number;

  constructor(options: CloudOptions) {
    this.rows = options.rows;
    this.clock = options.clock;
    this.random = createRandom(options.seed ?? 1);
    this.switches = makeSwitches(options.switches);
    this.trace = new Trace(options.clock);
    this.strict = options.strict ?? false;
    this.keepsHistory = options.keepHistory ?? true;
    this.sourceMaps = options.sourceMaps ?? new Map<string, string | object>();
    this.recorder = options.recorder ?? null;
    this.wire = options.wire ?? deadWire;
    this.mailWire = options.mailWire ?? takenMail;
    this.socketWire = this.notedSockets(options.socketWire ?? deadSockets(options.clock));
    this.httpLatencyMs = options.httpLatencyMs ?? 20;
    this.storageLatencyMs = options.storageLatencyMs ?? 5;
    this.lastSession = this.lastLeg = this.lastSound = options.idsBefore ?? 0;
    this.mediaLength = options.mediaLength ?? (() => USUAL_SOUND_MS);
    this.faults = options.faults ?? null;
    this.accessBase = options.accessBase ?? 'http://127.0.0.1:1';
    this.accessSecureBase = options.accessSecureBase ?? this.accessBase.replace(/^http:/, 'https:');
    this.past = new History(this.keepsHistory);
    this.queues = createQueues({
      rows: this.rows,
      clock: this.clock,
      random: this.random.split('queues'),
      switches: this.switches,
      trace: this.trace,
      keepsHistory: this.keepsHistory,
      dialFromDevice: (_user, dial) => this.dial(dial),
    });
    this.compiler = options.realmPool?.compiler ?? new Compiler();
    this.makeRealm = this.realmFactory(options);
  }

  get history(): readonly SessionRecord[] {
    return this.past.records;
  }

  // What the outside does.
  dial(options: DialOptions): Line {
    this.recorder?.note({ kind: 'dial', options });
    const route = findRoute(this.rows, { destination: options.to, applicationId: options.applicationId }, this.switches);
    if (!route) {
      if (this.trace.on) this.trace.emit({ kind: 'route', from: options.from, to: options.to, rule: null });
      return deadLine(this.clock, { legId: this.nextLegId(), number: options.to, code: 404 });
    }
    const card = this.newCard(route.rule, { customData: '', userId: null });
    const { session, line } = openCall({ core: this, card, rule: route.rule, makeRealm: this.makeRealm }, options);
    this.keep(session);
    return line;
  }

  connect(user: UserRow, options: ConnectOptions, listener?: DeviceListener): Device {
    this.recorder?.note({ kind: 'connect', userId: user.id, options });
    const device = this.queues.presence.connect(user, options, listener);
    this.recorder?.device(device);
    this.devices.push(device);
    return device;
  }

  cut(userName: string): void {
    const gone = this.devices.filter((device) => device.userName === userName);
    this.devices = this.devices.filter((device) => device.userName !== userName);
    for (const device of gone) device.disconnect({ clean: false });
  }

  connectOperator(name: string, options: Partial<ConnectOptions> = {}, listener?: DeviceListener): Device {
    const [userName, application] = name.split('@');
    const user = [...this.rows.users.values()].find(
      (row) =>
        row.name === userName && (!application || this.rows.applications.get(row.applicationId)?.name === application.split('.')[0]),
    );
    if (!user) throw new Error(`There is no user "${name}" in this account`);
    return this.connect(user, { queueType: 'smartqueue', receiveCalls: true, ...options }, listener);
  }

  startScenarios(start: { ruleId: number; userId?: number; customData?: string }): StartedSession {
    const rule = this.rows.rules.get(start.ruleId);
    if (!rule) throw new Error(`There is no rule ${start.ruleId} in this account`);
    const user = start.userId === undefined ? null : (this.rows.users.get(start.userId) ?? null);
    return this.startSession({ rule, user, customData: start.customData ?? '' });
  }

  httpToSession(path: string, request: SessionRequest): SessionReply {
    this.recorder?.note({ kind: 'http', path, request: withTextBody(request) });
    return answerAccess(this.byAccessPath.get(path), path, { request, switches: this.switches });
  }

  socketToSession(path: string, request: SessionRequest, client: SocketClient): SocketPeer | null {
    this.recorder?.note({ kind: 'socket-in', path, request: withTextBody(request) });
    const peer = acceptSocket(this.byAccessPath.get(path), { ...request, path }, client);
    if (peer) this.recorder?.socket(peer);
    return peer;
  }

  answerAt(kind: FarTarget['kind'], address: string | RegExp, handler: FarEndHandler): void {
    this.outside.unshift({ kind, address, handler });
  }

  setAccessBase(base: string, secureBase?: string): void {
    this.accessBase = base;
    this.accessSecureBase = secureBase ?? base.replace(/^http:/, 'https:');
    this.recorder?.note({ kind: 'access', base, secureBase: this.accessSecureBase });
  }

  crash(sessionId: string): void {
    this.recorder?.note({ kind: 'crash', sessionId });
    this.sessions.get(sessionId)?.terminate('crash');
  }

  live(): LiveCounts {
    let legs = 0;
    let timers = 0;
    let http = 0;
    for (const session of this.sessions.values()) {
      legs += session.legs.size;
      timers += session.timers.size;
      http += session.http.outstanding;
    }
    return { sessions: this.sessions.size, legs, requests: this.queues.liveRequests(), timers, http };
  }

  platformView(): PlatformView {
    return {
      ...this.queues.view,
      startSession: (start) => this.startSession(start),
      endedSessions: () => this.past.records,
      deleteRecord: (address) => [this.records.delete(address), this.past.forgetRecord(address)].includes(true),
      newAgentsHandleCalls: this.switches.handleCallsDefault === 'true',
    };
  }

  close(): void {
    for (const session of [...this.sessions.values()]) session.terminate('crash');
    this.queues.close();
  }

  // What sessions ask for.
  farEndOf(target: FarTarget): FarEndHandler | undefined {
    const matches = (address: string | RegExp) =>
      typeof address === 'string' ? address === target.address : address.test(target.address);
    const handler = this.outside.find((one) => one.kind === target.kind && matches(one.address))?.handler;
    if (handler) this.recorder?.outside(target);
    return handler;
  }

  nextLegId(): string {
    return `leg-${(++this.lastLeg).toString(36)}`;
  }

  nextSoundId(): number {
    return ++this.lastSound;
  }

  recordUrl(id: string): string {
    return `${this.accessSecureBase}/records/${id}.mp3`;
  }

  traceEvent(session: Session, name: string, payload: object): void {
    this.trace.emit({ kind: 'event', session: session.id, name, ...shownPayload(payload) });
  }

  legEnded(leg: Leg): void {
    this.past.legEnded(leg);
    if (!this.trace.on) return;
    const { end } = leg;
    this.trace.emit({ kind: 'leg.end', session: leg.session.id, leg: leg.id, code: end?.code ?? 0, by: end?.by ?? 'platform' });
  }

  sessionGone(session: Session, finishReason: string): void {
    this.sessions.delete(session.id);
    this.byAccessPath.delete(session.card.accessPath);
    this.past.sessionGone(session, finishReason);
    if (this.trace.on) this.trace.emit({ kind: 'session.end', session: session.id, finishReason });
  }

  newerSyntax(script: ScenarioScript): string | null {
    return this.compiler.newerSyntax(script);
  }

  private startSession(start: SessionStart): StartedSession {
    if (start.rule.scenarioIds.length === 0) throw Object.assign(new Error(RULELESS.message), { code: RULELESS.code });
    this.recorder?.note({ kind: 'start', ruleId: start.rule.id, userId: start.user?.id ?? null, customData: start.customData });
    const card = this.newCard(start.rule, { customData: start.customData, userId: start.user?.id ?? null });
    this.keep(openSession({ core: this, card, rule: start.rule, makeRealm: this.makeRealm }));
    return {
      sessionId: card.sessionId,
      accessUrl: this.accessBase + card.accessPath,
      accessSecureUrl: this.accessSecureBase + card.accessPath,
    };
  }

  private keep(session: Session): void {
    this.sessions.set(session.id, session);
    this.byAccessPath.set(session.card.accessPath, session);
    this.faults?.sessionOpened(session);
  }

  private newCard(rule: RuleRow, start: { customData: string; userId: number | null }): SessionCard {
    const sessionId = FIRST_SESSION_ID + this.lastSession++;
    const token = () => `1${hex32(this.random.below(0x1_0000_0000))}00000`;
    return {
      sessionId,
      applicationId: rule.applicationId,
      ruleId: rule.id,
      ruleName: rule.name,
      accessPath: `/request/${token()}.${Math.floor(this.clock.now() / 1000)}.${sessionId}_127.0.0.1/${token()}`,
      conferenceName: '',
      ...start,
    };
  }

  private notedSockets(wire: SocketWire): SocketWire {
    const { recorder } = this;
    if (!recorder) return wire;
    return (url, options, peer) => {
      recorder.socket(peer);
      return wire(url, options, peer);
    };
  }

  private realmFactory({ realm = 'context', realmPool: pool, endlessMs = ENDLESS_MS }: CloudOptions): RealmFactory {
    if (realm !== 'shared') return (session) => new ContextRealm(session, this.compiler, realm === 'context' ? endlessMs : null);
    let shared: SharedRealms | null = null;
    return (session) => (shared ??= pool?.realmsOf(this) ?? new SharedRealms(this)).realmOf(session);
  }
}
