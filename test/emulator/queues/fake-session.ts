import type { Clock } from '../../../emulator/clock/clock';
import type { RingingLine } from '../../../emulator/platform/lines';
import type { EventTarget, OperatorRing, Presence, RungLeg, SessionSeam } from '../../../emulator/platform/seams';
import { APPLICATION } from './account';

/** Stands in for sessions and legs: a mailbox, and one far end an attempt. */
export class FakeSession implements SessionSeam {
  readonly applicationId = APPLICATION;
  readonly violations: string[] = [];
  holds = 0;
  terminated = false;
  private readonly listeners = new Map<EventTarget, [string, unknown][]>();
  private readonly onEnd: (() => void)[] = [];

  constructor(readonly id: string, readonly clock: Clock, private readonly presence: Presence) {}

  dispatch(target: EventTarget, name: string, payload: Record<string, unknown>): void {
    this.clock.after(0, () => {
      if (this.terminated) return;
      for (const [event, fn] of this.listeners.get(target) ?? []) if (event === name) (fn as (p: unknown) => void)(payload);
    });
  }
  violation(what: string): void { this.violations.push(what); }
  error(message: string): Error { return new Error(message); }
  hold(): () => void {
    this.holds += 1;
    return () => { this.holds -= 1; };
  }
  onTerminated(fn: () => void): void { this.onEnd.push(fn); }
  terminate(): void {
    this.terminated = true;
    for (const fn of this.onEnd) fn();
  }
  listen(target: EventTarget, name: string, fn: unknown): void {
    this.listeners.set(target, [...(this.listeners.get(target) ?? []), [name, fn]]);
  }
  unlisten(target: EventTarget, name: string, fn?: unknown): void {
    this.listeners.set(target, (this.listeners.get(target) ?? []).filter(([event, own]) => event !== name || (fn !== undefined && own !== fn)));
  }
  onLegEnded(call: unknown, fn: () => void): () => void {
    const ends = (call as { ends: Set<() => void> }).ends;
    ends.add(fn);
    return () => ends.delete(fn);
  }
  connectMedia(): void { this.violations.push('bridged'); }
  guard<T extends object>(_kind: string, object: T): T { return object; }

  ringOperator(ring: OperatorRing): RungLeg {
    let state: 'alerting' | 'connected' | 'ended' = 'alerting';
    const call = { number: () => ring.user.name, ends: new Set<() => void>(), hangup: () => end(true) };
    const later = (fn: () => void) => this.clock.after(0, fn);
    const fail = (code: number) => {
      if (state !== 'alerting') return;
      state = 'ended';
      later(() => ring.failed({ code, reason: '' }));
    };
    const end = (byOperator: boolean) => {
      if (state === 'alerting') return fail(487);
      if (state === 'ended') return;
      state = 'ended';
      later(() => ring.ended({ byOperator }));
    };
    const line = {
      legId: call.number(), headers: ring.headers, number: ring.callerid,
      get state() { return state; },
      answer: () => { if (state === 'alerting') { state = 'connected'; later(() => ring.connected()); } },
      reject: (options?: { busy?: boolean }) => fail(options?.busy ? 486 : 603),
      hangup: () => (state === 'alerting' ? fail(603) : end(true)),
    } as unknown as RingingLine;
    const devices = this.presence.ringable(ring.user.id);
    later(() => {
      if (devices.length === 0) fail(480);
      for (const device of devices) {
        device.onGone(() => (state === 'alerting' ? fail(480) : end(true)));
        device.ring(line);
      }
    });
    this.clock.after(ring.timeoutMs, () => fail(408));
    return { legId: ring.user.name, call, cancel: () => (state === 'alerting' ? (state = 'ended') : end(false)) };
  }
}
