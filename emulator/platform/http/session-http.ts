import type { ClockTimer } from '../../clock/clock';
import { LivingSet } from '../../living';
import { LIMITS } from '../limits';
import { scenarioText } from '../session/scenario-text';
import type { Session } from '../session/session';
import { readRequest, resultOf, type HttpResult } from './request';
import type { WireAnswer, WireRequest } from './wire';

export type HttpDone = (result: HttpResult) => void;

interface Exchange {
  request: WireRequest | null;
  result: HttpResult | null;
  raw: boolean;
  done: HttpDone;
  timer: ClockTimer | null;
  over: boolean;
}

interface Sending {
  sentMs: number;
  latencyMs: number;
  /** In the recording. */
  number: number;
  /** What came from outside comes after all that is due at that instant, so that a recording can tell where. */
  leastMs?: number;
}

/** Requests of one session: 3 at a time, 35 with those that wait (rows 32 to 37). */
export class SessionHttp {
  active = 0;
  /** All requests so far. */
  total = 0;
  private waiting: Exchange[] = [];
  private readonly current = new LivingSet<Exchange>();
  /** Terminating allows one. */
  private farewellUsed = false;

  constructor(private readonly session: Session) {}

  get outstanding(): number {
    return this.active + this.waiting.length;
  }

  /** Throws at the 36th; every other outcome comes through `done`, later. */
  send(url: unknown, options: unknown, done: HttpDone): void {
    const { session } = this;
    if (!this.mayStart()) return;
    if (this.outstanding >= LIMITS.httpOutstanding) {
      throw session.error('Exceeded the HTTP connection count limit!');
    }
    this.total++;
    const { postData } = Object(options) as { postData?: unknown };
    if (typeof postData === 'string') scenarioText(session, postData);
    const read = readRequest(session.id, url, options);
    const exchange: Exchange = { request: read.request, result: read.result, raw: read.raw, done, timer: null, over: false };
    if (this.active < LIMITS.httpActive) this.start(exchange);
    else this.waiting.push(exchange);
  }

  dropQueued(): void {
    this.waiting = [];
  }

  /** The session is gone: nothing is delivered any more. */
  abandon(): void {
    this.waiting = [];
    for (const exchange of this.current) {
      exchange.over = true;
      exchange.timer?.cancel();
      this.current.delete(exchange);
    }
    this.active = 0;
  }

  private mayStart(): boolean {
    const { session } = this;
    if (session.phase === 'live') return true;
    if (session.phase === 'terminating' && !this.farewellUsed) {
      this.farewellUsed = true;
      return true;
    }
    session.lateCall('Net.httpRequest');
    return false;
  }

  private start(exchange: Exchange): void {
    const { session } = this;
    this.active++;
    this.current.add(exchange);
    const { request } = exchange;
    if (!request) {
      exchange.timer = session.clock.after(0, () => this.finish(exchange, exchange.result as HttpResult));
      return;
    }
    if (session.core.trace.on) {
      session.core.trace.emit({ kind: 'http.request', session: session.id, method: request.method, url: request.url });
    }
    const sentMs = session.clock.now();
    const fault = session.core.faults?.httpAnswer(session, request);
    const answer = fault?.instead ?? session.core.wire(request);
    const latencyMs = session.core.httpLatencyMs + (fault?.delayMs ?? 0);
    const number = session.core.recorder?.request() ?? 0;
    if ('then' in answer) this.awaitAnswer(exchange, answer, { sentMs, latencyMs, number });
    else this.arrive(exchange, answer, { sentMs, latencyMs, number });
  }

  /** Virtual time stands still while something real is under way. */
  private awaitAnswer(exchange: Exchange, answer: Promise<WireAnswer>, when: Sending): void {
    const release = this.session.clock.hold();
    answer
      .catch((error: unknown): WireAnswer => ({ failure: -8, error: String(error) }))
      .then((one) => this.arrive(exchange, one, { ...when, leastMs: 1 }))
      .finally(release)
      .catch((error: unknown) => this.session.fail(error));
  }

  private arrive(exchange: Exchange, answer: WireAnswer, when: Sending): void {
    const { request } = exchange;
    if (exchange.over || !request) return;
    const tookMs = when.latencyMs + (answer.delayMs ?? 0);
    const late = tookMs > request.timeoutMs;
    const dueMs = when.sentMs + (late ? request.timeoutMs : tookMs);
    const result = late
      ? resultOf({ failure: -7, error: 'Timeout is reached' }, exchange.raw)
      : resultOf(answer, exchange.raw);
    const waitMs = Math.max(when.leastMs ?? 0, dueMs - this.session.clock.now());
    exchange.timer = this.session.clock.after(waitMs, () => {
      // Only now is its time known to the millisecond: a real clock goes on while this is worked out.
      const delayMs = this.session.clock.now() - when.sentMs - this.session.core.httpLatencyMs;
      this.session.core.recorder?.answer(when.number, { ...answer, delayMs });
      this.finish(exchange, result);
    });
  }

  private finish(exchange: Exchange, result: HttpResult): void {
    if (exchange.over) return;
    exchange.over = true;
    this.current.delete(exchange);
    this.active--;
    const { session } = this;
    if (session.core.trace.on) session.core.trace.emit({ kind: 'http.answer', session: session.id, code: result.code });
    const next = session.phase === 'live' ? this.waiting.shift() : undefined;
    if (next) this.start(next);
    const isFarewell = session.phase === 'terminating';
    if (!isFarewell || session.core.switches.terminatingContinuation === 'yes') exchange.done(result);
    if (this.active === 0) session.httpIsIdle();
  }
}
