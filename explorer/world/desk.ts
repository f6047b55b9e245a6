import { createHmac } from 'node:crypto';
import type { CallEvent, CallEventBatch, CallEventBatchAnswer } from '../../contracts/call-events';
import type { CommandOutcome, LeadershipAction } from '../../contracts/desk-api';
import type { WrapUp } from '../../contracts/desk-wrap-up';
import type { DropCommand, TakeOutCommand } from '../../contracts/desk-commands';
import { checkSignature, signHeaders, toAsciiJson } from '../../contracts/signature';
import { createCloudTime } from '../../desk/lease/cloud-time';
import { openHoldout, stepHoldout, type Holdout } from '../../desk/lease/holdout';
import { NOBODY_LEADS, stepLeadership, viewLeadership, type LeadershipLease } from '../../desk/lease/leadership';
import { isOpen, newWrapUp, stepWrapUp, viewWrapUp, type WrapUpAction, type WrapUpLease } from '../../desk/lease/wrap-up';
import type { Cloud } from '../../emulator/cloud';
import type { WireAnswer, WireRequest } from '../../emulator/platform/http/wire';
import { DESK_KEY } from './account';
import type { MachineClock } from './machine-clock';
import type { Schedule } from './schedule';

/** What the desk tells a page without being asked. */
export interface DeskPush {
  holdoutOver(callId: string): void;
}

/** All that a desk knows before the first call. */
export interface DeskBegun {
  leaders: readonly (readonly [string, LeadershipLease])[];
  ready: readonly string[];
}

export interface DeskParts {
  schedule: Schedule;
  clock: MachineClock;
  push(operator: string): DeskPush;
  cloud(): Cloud;
  isPageAwake(pageId: string): boolean;
  /** `others`: who is ready beside him, by what pages have told. */
  heardPass(operator: string, callId: string, others: readonly string[]): void;
}

/** A host that is gone refuses nothing: a connection to it is given up. */
const NO_ANSWER_MS = 2_000;
/** Wait for a command's result, then say that none came. */
const RESULT_LIMIT_MS = 900;
const WRAP_UP_RULES = { limitMs: null, warnMs: 0 };

/** The desk in this process: its pure leases and its side of both signed channels, without HTTP and database. */
export class ExploredDesk {
  /** Ever since the world began. */
  wasDown = false;
  /** Events by call, in order of arrival, each id once. */
  readonly journal = new Map<string, CallEvent[]>();
  repeated = 0;
  private up = true;
  private readonly accessUrls = new Map<string, string>();
  private readonly wrapUps = new Map<string, WrapUpLease>();
  private readonly leaders = new Map<string, LeadershipLease>();
  private readonly holdouts = new Map<string, Holdout[]>();
  private readonly ready = new Set<string>();
  private readonly asked = new Map<string, (outcome: CommandOutcome) => void>();
  private nonces = 0;
  private takeOuts = 0;
  private readonly seenNonces = new Set<string>();

  private readonly cloudTime: ReturnType<typeof createCloudTime>;

  constructor(private readonly parts: DeskParts) {
    this.cloudTime = createCloudTime({ now: () => parts.schedule.now(), wallMs: () => parts.clock.wallEpochMs });
  }

  get clock(): MachineClock {
    return this.parts.clock;
  }

  get isUp(): boolean {
    return this.up;
  }

  set isUp(up: boolean) {
    this.up = up;
    this.wasDown ||= !up;
  }

  /** All that its future depends on, but for what the cloud knows: journal and access URLs came from there. */
  snapshot(): unknown {
    const { up, wasDown, nonces } = this;
    return [this.clock.snapshot(), up, wasDown, nonces, [...this.wrapUps.values()], [...this.leaders], [...this.holdouts], [...this.ready].sort(), [...this.asked.keys()]];
  }

  /** Who leads and who is ready, as it stood in another world before any call. */
  resume({ leaders, ready }: DeskBegun): void {
    for (const [operator, lease] of leaders) this.leaders.set(operator, lease);
    for (const operator of ready) this.ready.add(operator);
  }

  begun(): DeskBegun {
    return { leaders: [...this.leaders], ready: [...this.ready] };
  }

  /** A request of a scenario. */
  readonly wire = (request: WireRequest): WireAnswer => {
    if (!this.up) return { failure: -4, error: 'the desk is down', delayMs: NO_ANSWER_MS };
    const body = Buffer.from(request.body ?? new Uint8Array()).toString('utf8');
    const headers = new Map(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
    const verdict = this.cloudTime.check((nowMs) => checkSignature(
      {
        headers: (name) => headers.get(name.toLowerCase()), body, nowMs,
        keys: (name) => (name === 'VOX_DESK_KEY_1' ? DESK_KEY : undefined), seen: (nonce) => this.seenNonces.has(nonce),
      },
      hmac,
    ));
    if (!verdict.ok) return { status: 401, body: verdict.why };
    this.seenNonces.add(verdict.nonce);
    return { status: 200, body: toAsciiJson(this.take(JSON.parse(body) as CallEventBatch)) };
  };

  take(batch: CallEventBatch): CallEventBatchAnswer {
    if (batch.accessUrl !== undefined) this.accessUrls.set(batch.callId, batch.accessUrl);
    const events = this.journal.get(batch.callId) ?? [];
    this.journal.set(batch.callId, events);
    for (const event of batch.events) {
      if (events.some((known) => known.id === event.id)) this.repeated++;
      else {
        events.push(event);
        this.follow(event);
      }
    }
    return { accepted: batch.events.length, advice: {} };
  }

  leadership(operator: string, pageId: string, action: LeadershipAction) {
    const atMs = this.parts.schedule.now();
    const present = this.leaders.get(operator) ?? NOBODY_LEADS;
    // A page that is awake renews every few seconds; playing each of these would cost more than the calls.
    const renewed = present.pageId !== null && this.parts.isPageAwake(present.pageId)
      ? stepLeadership(present, { pageId: present.pageId, action: 'renew', atMs })
      : present;
    const lease = stepLeadership(renewed, { pageId, action, atMs });
    this.leaders.set(operator, lease);
    return viewLeadership(lease, pageId, atMs);
  }

  presence(operator: string, isReady: boolean): void {
    if (isReady) this.ready.add(operator);
    else this.ready.delete(operator);
  }

  passed(operator: string, callId: string): void {
    const others = this.holdouts.get(callId) ?? [];
    this.holdouts.set(callId, [...others, openHoldout(operator, [...this.ready])]);
    this.parts.heardPass(operator, callId, [...this.ready].filter((other) => other !== operator));
  }

  wrapUp(operator: string, callId: string, action: WrapUpAction): WrapUp {
    const key = `${callId}/${operator}`;
    const lease = stepWrapUp(this.wrapUps.get(key) ?? newWrapUp(callId, operator), action, WRAP_UP_RULES);
    this.wrapUps.set(key, lease);
    return viewWrapUp(lease, this.parts.schedule.now(), WRAP_UP_RULES);
  }

  /** Calls whose wrap-up of this operator is open. */
  openWrapUps(operator: string): string[] {
    return [...this.wrapUps.values()].filter((one) => one.operator === operator && isOpen(one)).map(({ callId }) => callId);
  }

  openWrapUpOf(operator: string): WrapUp | null {
    const lease = [...this.wrapUps.values()].find((one) => one.operator === operator && isOpen(one));
    return lease ? viewWrapUp(lease, this.parts.schedule.now(), WRAP_UP_RULES) : null;
  }

  /** The open call from this number as far as the desk can reach its session; null: none. */
  callOf(number: string): string | null {
    for (const [callId, events] of this.journal) {
      if (this.accessUrls.has(callId) && events.some((event) => event.kind === 'started' && event.from === `+${number}`)) return callId;
    }
    return null;
  }

  /** A supervisor ends a caller's waiting. */
  takeOut(number: string): void {
    const callId = this.callOf(number);
    if (callId !== null) this.command({ kind: 'takeOut', commandId: `out-${(this.takeOuts += 1)}`, callId, by: 'boss' }, () => undefined);
  }

  /** Asks the session to drop or to take out; `done` exactly once. */
  command(command: DropCommand | TakeOutCommand, done: (outcome: CommandOutcome) => void): void {
    const { commandId, callId } = command;
    const url = this.accessUrls.get(callId);
    const fail = (why: CommandOutcome['why']) => done({ commandId, applied: false, why });
    if (url === undefined) return fail('unreachable');
    this.asked.set(commandId, done);
    this.parts.schedule.after(RESULT_LIMIT_MS, commandId, () => {
      if (this.asked.delete(commandId)) fail('no-answer');
    });
    const body = toAsciiJson(command);
    const nonce = `desk-${(this.nonces += 1)}`;
    const headers = signHeaders({ body, nowMs: this.cloudTime.nowMs(), nonce, keyName: 'VOX_DESK_KEY_1', key: DESK_KEY }, hmac);
    this.parts.cloud().httpToSession(new URL(url).pathname, { method: 'POST', body, headers });
  }

  private follow(event: CallEvent): void {
    if (event.kind === 'commandResult') {
      const done = this.asked.get(event.commandId);
      this.asked.delete(event.commandId);
      done?.({ commandId: event.commandId, applied: event.applied, why: event.why });
    }
    if (event.kind === 'ended') this.accessUrls.delete(event.callId);
    const left: Holdout[] = [];
    for (const holdout of this.holdouts.get(event.callId) ?? []) {
      const next = stepHoldout(holdout, event);
      if (typeof next === 'string') this.parts.push(holdout.operator).holdoutOver(event.callId);
      else left.push(next);
    }
    this.holdouts.set(event.callId, left);
  }
}

const hmac = (key: string, data: string) => createHmac('sha256', key).update(data).digest('hex');
