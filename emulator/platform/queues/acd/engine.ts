import type { AcdQueueRow } from '../../../account/objects';
import { LivingSet } from '../../../living';
import type { SessionSeam } from '../../seams';
import { Floor, type Match } from '../floor';
import { ACDEvents } from '../names';
import type { EngineGround } from '../engine-ground';
import { Ring } from '../ring';
import { AcdHistory } from './history';
import { parseAcdArguments } from './parse';
import { AcdRequest } from './request';
import { acdRules, type AcdLine } from './rules';
import { ewtMinutes, judge, positionOf } from './verdict';

/** How long an answer that was on its way when cancel() came may take (row 82). */
const LATE_ANSWER_MS = 500;
/** An operator who cannot be reached is left alone until he does something (ACDLockedOperatorState.unreached). */
const UNREACHED_MS = 20_000;
/** An attempt that failed without a ban: the others come first. */
const ROTATION_MS = 1_000;

/** ACD v1 (platform-facts, section 3). */
export class AcdEngine {
  readonly history: AcdHistory;
  /** Accepted requests until their operator's leg is over, by queue. */
  readonly live = new Map<number, LivingSet<AcdRequest>>();
  readonly floor: Floor<AcdRequest, AcdQueueRow>;
  private pending = 0;
  private made = 0;

  constructor(private readonly ground: EngineGround) {
    const { presence } = ground;
    this.history = new AcdHistory(ground.keepsHistory ?? true);
    this.floor = new Floor(presence, ground.clock, acdRules(ground, {
      offer: (match) => this.offer(match),
      nobodyLeft: (line) => this.giveUpAll(line),
    }));
    presence.onChange((change) => this.history.statusChanged(change, ground.clock.now()));
  }

  /** Requests that are neither served nor given up. */
  get liveRequests(): number {
    return this.pending;
  }

  enqueue(session: SessionSeam, args: readonly unknown[]): object {
    const asked = parseAcdArguments(session, args, this.ground.switches);
    if (this.ground.switches.unknownQueue === 'throw' && !this.findQueue(session, asked.queueName)) {
      throw session.error(`There is no ACD queue "${asked.queueName}"`);
    }
    const request = new AcdRequest({ session, asked, seq: (this.made += 1), commands: this });
    session.onTerminated(() => this.sessionGone(request));
    this.pending += 1;
    this.ground.clock.after(0, () => this.giveVerdict(request));
    return request.face;
  }

  /** Where the account's rows changed: bindings, skills, queues. */
  bindingsChanged(): void {
    for (const [queueId, requests] of this.live) {
      if (this.ground.rows.acdQueues.has(queueId)) continue;
      for (const request of requests) {
        if (request.state === 'waiting') this.end(request, ACDEvents.Error, { error: 'The queue was deleted' });
      }
    }
    this.floor.bindingsChanged();
  }

  private giveVerdict(request: AcdRequest): void {
    if (request.state !== 'unjudged') return;
    const queue = this.findQueue(request.session, request.asked.queueName);
    const line = queue && this.floor.line(queue.id);
    if (!line) return this.refuseUnknown(request);
    request.queueId = line.row.id;
    const refusal = judge(line, this.ground.switches);
    if (refusal) return this.end(request, refusal.event, refusal.payload);
    request.state = 'waiting';
    this.requestsOf(line.row.id).add(request);
    this.ground.observers.accepted(request.session.id);
    this.tell(request, ACDEvents.Queued);
    this.floor.join(line, request);
  }

  private refuseUnknown(request: AcdRequest): void {
    if (this.ground.switches.unknownQueue === 'offline') return this.end(request, ACDEvents.Offline);
    this.end(request, ACDEvents.Error, { error: `There is no ACD queue "${request.asked.queueName}"` });
  }

  private offer({ line, item: request, entry }: Match<AcdRequest, AcdQueueRow>): void {
    const { callerid, headers, customData, timeoutMs } = request.asked;
    request.state = 'offered';
    line.offered += 1;
    const ring = new Ring({
      session: request.session,
      presence: this.ground.presence,
      queueType: 'acd',
      operator: entry.operator,
      ring: {
        callerid, displayName: '', headers, customData, timeoutMs,
        eventsBeforeReached: this.ground.switches.operatorCallEvents === 'yes',
      },
      reached: () => this.reached(request, line, ring),
      failed: ({ code }) => this.failed(request, line, { ring, code }),
      over: ({ byOperator }) => this.over(request, line, { ring, byOperator }),
    });
    request.ring = ring;
    this.ground.observers.offered(request.session.id, ring.operator.user.id);
    this.tell(request, ACDEvents.OperatorCallAttempt, { operatorCall: ring.leg.call }, ring.operator.user.id);
  }

  private reached(request: AcdRequest, line: AcdLine, ring: Ring): void {
    request.reachedMs = this.ground.clock.now();
    if (request.state === 'offered') {
      line.offered -= 1;
      this.settle(request, 'reached');
      this.ground.observers.reached(request.session.id, ring.operator.user.id);
    }
    if (this.ground.switches.autoServiceStatus === 'yes') this.setStatus(ring, 'IN_SERVICE');
    this.tell(request, ACDEvents.OperatorReached, { operatorCall: ring.leg.call }, ring.operator.user.id);
  }

  private failed(request: AcdRequest, line: AcdLine, { ring, code }: { ring: Ring; code: number }): void {
    const declined = code === 603 || code === 486;
    this.penalise(ring, code, declined);
    request.ring = null;
    if (request.state !== 'offered') return;
    line.offered -= 1;
    const statusCode = declined ? Number(this.ground.switches.declineCode) : code;
    const { user } = ring.operator;
    request.state = 'waiting';
    this.tell(request, ACDEvents.OperatorFailed, { operatorUserName: user.name, statusCode }, user.id);
    this.floor.join(line, request);
  }

  private penalise(ring: Ring, code: number, declined: boolean): void {
    if (code === 408 || (declined && this.ground.switches.declineBans === 'yes')) this.setStatus(ring, 'BANNED');
    else this.floor.rest(ring.operator, code === 480 ? UNREACHED_MS : ROTATION_MS);
  }

  private over(request: AcdRequest, line: AcdLine, { ring, byOperator }: { ring: Ring; byOperator: boolean }): void {
    const nowMs = this.ground.clock.now();
    if (this.ground.switches.autoServiceStatus === 'yes') this.setStatus(ring, 'AFTER_SERVICE');
    line.served(nowMs - (request.reachedMs ?? nowMs));
    // One that was cancelled while the answer was on its way is in the history already.
    if (!this.live.get(request.queueId)?.delete(request)) return;
    this.history.served(request, { operator: ring.operator, byOperator, nowMs });
  }

  getStatus(request: AcdRequest): void {
    if (request.state === 'unjudged') return request.session.violation('ACDRequest.getStatus() before ACDEvents.Queued');
    const line = this.floor.line(request.queueId);
    if (!line || (request.state !== 'waiting' && request.state !== 'offered')) return;
    const position = positionOf(request, line);
    this.tell(request, ACDEvents.Waiting, { position, ewt: ewtMinutes(line, position) });
  }

  cancel(request: AcdRequest): void {
    if (request.state === 'reached') {
      if (this.ground.switches.cancelAfterReached === 'hangs-up') request.ring?.hangup();
      return;
    }
    if (request.state === 'ended') return;
    if (request.state === 'unjudged' && this.ground.switches.cancelBeforeVerdict === 'ignored') return;
    this.withdraw(request, this.ground.switches.lateOperatorReached === 'yes');
  }

  private withdraw(request: AcdRequest, late: boolean): void {
    const line = this.floor.line(request.queueId);
    if (request.state === 'waiting') line?.waiting.remove(request);
    if (request.state === 'offered' && line) line.offered -= 1;
    const { ring } = request;
    this.end(request, null);
    if (!ring) return;
    const status = this.ground.switches.statusAfterCancelledRing;
    const stop = () => ring.withdraw(status === 'READY' ? null : status);
    if (late) this.ground.clock.after(LATE_ANSWER_MS, stop);
    else stop();
  }

  private sessionGone(request: AcdRequest): void {
    if (request.state === 'reached') return request.ring?.end({ byOperator: false });
    if (request.state !== 'ended') return this.withdraw(request, false);
    // An answer that was on its way when cancel() came has nobody left to reach.
    request.ring?.withdraw(null);
    request.ring?.end({ byOperator: false });
  }

  private giveUpAll(line: AcdLine): void {
    for (const request of [...line.waiting]) {
      line.waiting.remove(request);
      this.end(request, ACDEvents.Offline);
    }
  }

  /** The request is over without an operator; `event` null: silently. */
  private end(request: AcdRequest, event: string | null, payload: Record<string, unknown> = {}): void {
    this.settle(request, 'ended');
    this.ground.observers.left(request.session.id);
    this.live.get(request.queueId)?.delete(request);
    if (event) this.tell(request, event, payload);
    this.history.unserved(request, this.ground.clock.now());
  }

  private settle(request: AcdRequest, state: 'reached' | 'ended'): void {
    request.state = state;
    this.pending -= 1;
    request.release();
  }

  // eslint-disable-next-line max-params -- who an event concerns is for the history only
  private tell(request: AcdRequest, event: string, payload: Record<string, unknown> = {}, userId: number | null = null): void {
    if (this.history.isKept) request.events.push({ atMs: this.ground.clock.now(), type: event, userId });
    request.session.dispatch(request, event, { request: request.face, ...payload });
  }

  private setStatus(ring: Ring, status: 'IN_SERVICE' | 'AFTER_SERVICE' | 'BANNED'): void {
    this.ground.presence.setSystemStatus(ring.operator.user.id, 'acd', status);
  }

  private requestsOf(queueId: number): LivingSet<AcdRequest> {
    const known = this.live.get(queueId) ?? new LivingSet<AcdRequest>();
    this.live.set(queueId, known);
    return known;
  }

  private findQueue(session: SessionSeam, name: string): AcdQueueRow | undefined {
    for (const row of this.ground.rows.acdQueues.values()) {
      if (row.name === name && (row.applicationId === null || row.applicationId === session.applicationId)) return row;
    }
    return undefined;
  }
}

