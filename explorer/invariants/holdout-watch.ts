import type { World } from '../world/world';
import { mayBeReady } from './readiness';

interface Pass {
  operator: string;
  callId: string;
  number: string;
  atMs: number;
  /** Who else was there for it: by the pages when it was passed, and by what the desk had been told when it heard of that. */
  others: (readonly string[])[];
  /** Events of the call that the desk had by then. */
  seen: number;
}

const HOLDOUT_MS = 30_000;

/** Holds that a call which an operator passed does not come back before its time (R1, R2, decision 4). */
export class HoldoutWatch {
  private passes: Pass[] = [];

  constructor(private readonly world: World) {}

  snapshot(): unknown {
    return this.passes;
  }

  /** The operator presses «Передать» while it rings. */
  passing(operator: string, { callId, number }: { callId: string; number: string }): void {
    const others = [this.readyBeside(operator)];
    const seen = this.world.desk.journal.get(callId)?.length ?? 0;
    this.passes.push({ operator, callId, number, atMs: this.world.nowMs, others, seen });
  }

  /** The desk waits until these had their turn: it may hear of the pass late, and of a page that has just gone not yet. */
  passHeard(operator: string, callId: string, others: readonly string[]): void {
    this.lastOf((one) => one.operator === operator && one.callId === callId)?.others.push(others);
  }

  /** A page load of its own starts anew; the pass was the last one's. */
  forget(operator: string): void {
    this.passes = this.passes.filter((pass) => pass.operator !== operator);
  }

  shown(operator: string, number: string): void {
    const pass = this.lastOf((one) => one.operator === operator && one.number === number);
    if (!pass || this.world.nowMs - pass.atMs >= HOLDOUT_MS || this.isOver(pass)) return;
    this.world.monitor.report('hold-out', `${operator} passed the call ${this.world.nowMs - pass.atMs} ms ago and is rung again`);
  }

  private isOver({ callId, others, seen }: Pass): boolean {
    const since = (this.world.desk.journal.get(callId) ?? []).slice(seen);
    if (since.some(({ kind }) => kind === 'answered' || kind === 'ended')) return true;
    const offered = since.flatMap((event) => (event.kind === 'offered' ? [event.operator] : []));
    return others.some((names) => names.length > 0 && names.every((other) => offered.includes(other)));
  }

  private lastOf(fits: (pass: Pass) => boolean): Pass | undefined {
    return [...this.passes].reverse().find(fits);
  }

  private readyBeside(operator: string): string[] {
    return this.world.operators
      .filter((other) => other.name !== operator && other.state && mayBeReady(other.state) && other.state.sync.platform === 'READY')
      .map((other) => other.name);
  }
}
