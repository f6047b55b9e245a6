import type { Clock } from '../../clock/clock';
import type { Random } from '../../clock/random';
import { LivingSet } from '../../living';
import { SessionHttp } from '../http/session-http';
import { CallObject } from '../legs/call-object';
import type { Leg } from '../legs/leg';
import { ringOperator } from '../legs/operator-ring';
import { LIMITS } from '../limits';
import { bridge, unitOf } from '../media/unit';
import { isEventName } from '../realm/enums';
import { guard } from '../realm/guard';
import type { Realm } from '../realm/realm';
import { runIn } from '../realm/running';
import type { EventTarget, OperatorRing, RungLeg, SessionSeam } from '../seams';
import type { Core, EventFate } from './core';
import { Ending, type EndCause } from './ending';
import { IdleWatch } from './idle';
import { Listeners } from './listeners';
import { ScenarioTimers } from './scenario-timers';
import { reportError } from './scenario-error';
import { SessionLog } from './session-log';

export interface SessionCard {
  sessionId: number;
  applicationId: number;
  ruleId: number;
  ruleName: string;
  accessPath: string;
  conferenceName: string;
  userId: number | null;
  customData: string;
}

interface Letter {
  listeners: Listeners;
  name: string;
  payload: object;
}

/** One run of a rule's scenarios: a mailbox, a realm, and what they hold. */
export class Session implements SessionSeam {
  readonly id: string;
  readonly applicationId: number;
  readonly clock: Clock;
  readonly appListeners = new Listeners();
  readonly legs = new LivingSet<Leg>();
  readonly timers: ScenarioTimers;
  readonly http: SessionHttp;
  readonly log: SessionLog;
  readonly idle: IdleWatch;
  readonly required = new LivingSet<string>();
  readonly startedMs: number;
  customData: string;
  realm: Realm | null = null;
  attempts = 0;
  players = 0;
  /** What its code was called for last; '' for the global code. */
  doing = '';
  private readonly ending: Ending;
  private readonly mailbox: Letter[] = [];
  private delivering = false;
  private requestListeners: Map<EventTarget, Listeners> | null = null;
  private ownRandom: Random | null = null;

  constructor(
    readonly core: Core,
    readonly card: SessionCard,
  ) {
    this.id = String(card.sessionId);
    this.applicationId = card.applicationId;
    this.clock = core.clock;
    this.customData = card.customData;
    this.startedMs = core.clock.now();
    this.timers = new ScenarioTimers(this);
    this.http = new SessionHttp(this);
    this.log = new SessionLog(this);
    this.idle = new IdleWatch(this);
    this.ending = new Ending(this);
  }

  /** True from terminate() on, or an uncaught error. */
  get isOver(): boolean {
    return this.ending.phase !== 'live';
  }

  get phase(): Ending['phase'] {
    return this.ending.phase;
  }

  get random(): Random {
    return (this.ownRandom ??= this.core.random.split(this.card.sessionId));
  }

  terminate(cause: EndCause = 'normal'): void {
    this.ending.begin(cause);
  }

  httpIsIdle(): void {
    this.ending.httpIsIdle();
  }

  // Events.

  raiseApp(name: string, fields: object): void {
    this.post(this.appListeners, name, { name, ...fields });
  }

  raiseOnLeg(leg: Leg, name: string, fields: Record<string, unknown>): void {
    this.post(leg.listeners, name, { call: leg.call, name, id: leg.card.id, ...fields });
  }

  /** Puts an event into the mailbox; it comes later, never during the call that caused it. */
  post(listeners: Listeners, name: string, payload: object): void {
    if (this.isOver) return;
    const letter = { listeners, name, payload };
    const fate = this.core.faults?.fateOf(this, name, payload);
    if (fate) this.postStruck(letter, fate);
    else this.enqueue(letter);
  }

  /** An event that a fault has struck. */
  private postStruck(sent: Letter, fate: EventFate): void {
    if (this.core.trace.on) this.core.trace.emit({ kind: 'fault', session: this.id, name: sent.name, ...fate });
    if (fate.lost) return;
    const { instead } = fate;
    const letter = instead ? { ...sent, name: instead.name, payload: { ...sent.payload, ...instead.fields } } : sent;
    if (fate.delayMs > 0) this.clock.after(fate.delayMs, () => this.enqueue(letter));
    else this.enqueue(letter);
    if (fate.twice) this.enqueue(letter);
  }

  private enqueue(letter: Letter): void {
    if (this.isOver) return;
    this.mailbox.push(letter);
    if (this.delivering) return;
    this.delivering = true;
    this.clock.after(0, this.deliverNext);
  }

  /** One letter at a time, so that whatever else is due at this instant gets its turn. */
  private readonly deliverNext = (): void => {
    this.delivering = false;
    const letter = this.mailbox.shift();
    if (!letter || this.isOver) return;
    if (this.mailbox.length > 0) {
      this.delivering = true;
      this.clock.after(0, this.deliverNext);
    }
    this.deliver(letter.listeners, letter.name, letter.payload);
  };

  deliver(listeners: Listeners, name: string, payload: object): void {
    const list = listeners.of(name);
    if (this.core.trace.on) this.core.traceEvent(this, name, payload);
    this.log.event(name, payload);
    const phase = this.ending.phase;
    for (const listener of list) {
      this.runCallback(name, listener, [payload]);
      if (this.ending.phase !== phase) return;
    }
  }

  /** Runs a piece of the scenario; whatever it throws ends the session (rows 17, 19, 21). */
  runCallback(what: string, callback: unknown, args: readonly unknown[]): void {
    const { realm } = this;
    if (!realm) return;
    this.doing = what;
    runIn(this, () => {
      if (typeof callback !== 'function') {
        throw realm.error('TypeError', `The listener of ${what} is not a function but ${typeof callback}`);
      }
      realm.invoke(callback as (...args: readonly unknown[]) => unknown, args);
    });
  }

  /** Runs something of the platform that settles promises of the scenario. */
  enter(fn: () => void): void {
    const { realm } = this;
    // A session that is gone settles nothing: in a shared realm another would run what follows.
    if (!realm) return;
    runIn(this, () => {
      fn();
      realm.drain();
    });
  }

  /** A promise that a listener returned was rejected (row 18). */
  rejected(reason: unknown): void {
    if (this.core.switches.unhandledRejection === 'fatal') this.fail(reason);
    else this.log.line(`Unhandled rejection: ${String(reason)}`);
  }

  /** An uncaught error: the whole session dies of it. */
  fail(thrown: unknown): void {
    reportError(this, thrown);
    this.ending.begin('error');
  }

  // Legs.

  addLeg(leg: Leg): void {
    this.attempts++;
    this.legs.add(leg);
    this.idle.check();
  }

  legEnded(leg: Leg): void {
    this.legs.delete(leg);
    this.core.legEnded(leg);
    this.idle.check();
  }

  /** Row 49: what a further attempt fails with, or null. */
  overLimit(): string | null {
    if (this.attempts >= LIMITS.attempts) return 'Call limit reached';
    let unanswered = 0;
    for (const leg of this.legs) if (leg.isUnanswered) unanswered++;
    return unanswered >= LIMITS.unanswered ? 'Unanswered call limit reached' : null;
  }

  // What queues use.

  dispatch(target: EventTarget, name: string, payload: Record<string, unknown>): void {
    const listeners = this.requestListeners?.get(target);
    this.post(listeners ?? new Listeners(), name, payload);
  }

  listen(target: EventTarget, name: string, fn: unknown): void {
    this.requestListeners ??= new Map();
    let listeners = this.requestListeners.get(target);
    if (!listeners) this.requestListeners.set(target, (listeners = new Listeners()));
    listeners.add(name, fn);
  }

  unlisten(target: EventTarget, name: string, fn?: unknown): void {
    this.requestListeners?.get(target)?.remove(name, fn);
  }

  hold(kind: 'acd' | 'smartqueue'): () => void {
    return this.idle.hold(kind);
  }

  onTerminated(fn: () => void): void {
    this.ending.onTerminated(fn);
  }

  onLegEnded(call: unknown, fn: () => void): () => void {
    const leg = CallObject.legOf(call);
    if (!leg) throw this.error('Expected a Call of this session');
    return leg.onEnded(fn);
  }

  connectMedia(one: unknown, other: unknown): void {
    bridge(unitOf(one), unitOf(other));
  }

  guard<T extends object>(kind: string, object: T): T {
    return guard(kind, object);
  }

  ringOperator(ring: OperatorRing): RungLeg {
    return ringOperator(this, ring);
  }

  violation(what: string): void {
    this.log.line(`Violation: ${what}`);
    if (this.core.trace.on) this.core.trace.emit({ kind: 'violation', session: this.id, what });
    if (this.core.strict) throw this.error(what);
  }

  error(message: string): Error {
    return this.realm ? this.realm.error('Error', message) : new Error(message);
  }

  checkEventName(kind: string, name: unknown): void {
    if (!isEventName(kind, name)) this.violation(`addEventListener of an event that is not in ${kind}: ${String(name)}`);
  }

  /** A platform method called after terminate(): nothing happens, and the log says so. */
  lateCall(method: string): null {
    this.violation(`${method}() after the session was terminated`);
    return null;
  }

  startedFields(): Record<string, unknown> {
    const { card, core } = this;
    return {
      accessURL: core.accessBase + card.accessPath,
      accessSecureURL: core.accessSecureBase + card.accessPath,
      accountId: core.rows.accountId,
      applicationId: card.applicationId,
      logURL: `${core.accessSecureBase}/log/${this.id}`,
      sessionId: card.sessionId,
      conference_name: card.conferenceName,
    };
  }
}
