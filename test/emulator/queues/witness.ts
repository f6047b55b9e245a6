import fc from 'fast-check';
import { expect } from 'vitest';
import type { OperatorRing } from '../../../emulator/platform/seams';
import type { Switches } from '../../../emulator/switches';
import { Bench, type Man, type Probe, type Wire } from './bench';

export type Step =
  | { kind: 'status'; man: number; status: string }
  | { kind: 'login' | 'out' | 'cut' | 'answer' | 'reject' | 'hangup'; man: number }
  | { kind: 'enqueue'; priority: number }
  | { kind: 'cancel' | 'terminate' | 'dropOperator'; request: number }
  | { kind: 'pass'; ms: number };

const man = fc.nat(2);
const request = fc.nat(7);
export const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('status' as const), man, status: fc.constantFrom('READY', 'READY', 'READY', 'ONLINE', 'DND', 'AFTER_SERVICE', 'IN_SERVICE', 'OFFLINE') }),
  fc.record({ kind: fc.constantFrom('login' as const, 'out' as const, 'cut' as const), man }),
  fc.record({ kind: fc.constantFrom('answer' as const, 'answer' as const, 'reject' as const, 'hangup' as const), man }),
  fc.record({ kind: fc.constant('enqueue' as const), priority: fc.constantFrom(1, 50) }),
  fc.record({ kind: fc.constantFrom('cancel' as const, 'terminate' as const, 'dropOperator' as const), request }),
  fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(0, 1, 500, 20_000, 61_000) }),
);

interface Watched extends Probe {
  priority: number;
  /** Events seen when it was cancelled; null: it was not. */
  cancelledAt: number | null;
  ringing: boolean;
}

/** Plays steps on a bench, and checks after each what must always hold. */
export class Witness {
  private readonly bench: Bench;
  private readonly men: Man[] = [];
  private readonly requests: Watched[] = [];

  constructor(private readonly wire: Wire, private readonly switches: Partial<Switches>) {
    this.bench = new Bench(switches);
    if (wire === 'acd') this.bench.acdQueue();
    else this.bench.smartQueue();
  }

  async open(men: number): Promise<void> {
    for (let i = 0; i < men; i++) this.men.push(await this.bench.ready(`man-${i}`, 'silent', { wire: this.wire }));
  }

  async take(step: Step): Promise<void> {
    this.act(step);
    if (step.kind !== 'enqueue' && step.kind !== 'cancel') await this.bench.pass(step.kind === 'pass' ? step.ms : 0);
    this.check();
  }

  /** Every session ends: nobody stays locked, nothing stays queued. */
  async close(): Promise<void> {
    await this.bench.pass(1000);
    for (const { session } of this.requests) session.terminate();
    await this.bench.pass(1000);
    expect(this.bench.cloud.live()).toEqual({ sessions: 0, legs: 0, requests: 0, timers: 0, http: 0 });
    expect(this.men.flatMap(({ rings }) => rings).filter(({ state }) => state !== 'ended')).toEqual([]);
  }

  private act(step: Step): void {
    if (step.kind === 'pass') return;
    if (step.kind === 'enqueue') return this.enqueue(step.priority);
    if ('request' in step) return this.onRequest(step.kind, this.requests[step.request]);
    const someone = this.men[step.man];
    if (someone) this.onMan(step, someone);
  }

  private onMan(step: Step & { man: number }, someone: Man): void {
    const line = someone.rings.at(-1);
    if (step.kind === 'status') someone.device.setStatus(step.status);
    else if (step.kind === 'answer') line?.answer();
    else if (step.kind === 'reject' && line?.state !== 'connected') line?.reject();
    else if (step.kind === 'hangup' && line?.state === 'connected') line.hangup();
    else if (step.kind === 'out' || step.kind === 'cut') someone.device.disconnect({ clean: step.kind === 'out' });
    else if (step.kind === 'login') {
      someone.device.disconnect({ clean: false });
      const rings = someone.rings;
      this.men[step.man] = this.bench.login(someone.user, this.wire);
      this.men[step.man]?.rings.push(...rings);
    }
  }

  private onRequest(kind: 'cancel' | 'terminate' | 'dropOperator', watched: Watched | undefined): void {
    if (!watched) return;
    if (kind === 'terminate') return watched.session.terminate();
    if (kind === 'dropOperator') {
      const leg = watched.seen.find(({ name }) => name === 'OperatorReached')?.payload;
      return ((leg?.['operatorCall'] ?? leg?.['agentCall']) as { hangup(): void } | undefined)?.hangup();
    }
    const judged = watched.names.some((name) => name === 'Queued' || name === 'EnqueueSuccess');
    if (!judged && this.switches.cancelBeforeVerdict === 'ignored') return;
    watched.cancelledAt ??= watched.names.length;
    watched.object[this.wire === 'acd' ? 'cancel' : 'end']?.();
  }

  private enqueue(priority: number): void {
    if (this.requests.length >= 8) return;
    const probe = this.wire === 'acd' ? this.bench.request({ priority }) : this.bench.task({ priority });
    const watched = { ...probe, priority, cancelledAt: null, ringing: false };
    this.requests.push(watched);
    const ring = probe.session.ringOperator.bind(probe.session);
    probe.session.ringOperator = (asked: OperatorRing) => {
      expect(this.bench.queues.presence.status(asked.user.id, this.wire)).toBe('READY');
      expect(this.waitingBefore(watched)).toEqual([]);
      watched.ringing = true;
      return ring({ ...asked, failed: (end) => {
        watched.ringing = false;
        asked.failed(end);
      } });
    };
  }

  /** Requests of the same priority that came earlier and wait: there must be none when one is chosen. */
  private waitingBefore(chosen: Watched): number[] {
    const waits = ({ names, session, cancelledAt, ringing }: Watched) => {
      const last = names.filter((name) => name !== 'Waiting').at(-1) ?? '';
      const queued = ['Queued', 'EnqueueSuccess', 'OperatorFailed', 'DistributeTask'].includes(last);
      return queued && !ringing && !session.isOver && cancelledAt === null;
    };
    return this.requests
      .slice(0, this.requests.indexOf(chosen))
      .filter((other) => other.priority === chosen.priority && waits(other))
      .map((other) => this.requests.indexOf(other));
  }

  private check(): void {
    for (const { rings } of this.men) {
      expect(rings.filter(({ state }) => state !== 'ended').length).toBeLessThanOrEqual(1);
    }
    for (const { names, cancelledAt } of this.requests) {
      const reached = names.filter((name) => name === 'OperatorReached').length;
      expect(reached).toBeLessThanOrEqual(1);
      if (reached === 1) expect(names.at(-1)).toBe('OperatorReached');
      const late = this.switches.lateOperatorReached === 'yes' ? ['OperatorReached'] : [];
      if (cancelledAt !== null) expect([[], late]).toContainEqual(names.slice(cancelledAt));
    }
  }
}
