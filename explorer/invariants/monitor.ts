import type { Offer, PageState } from '../../operator/state';
import type { Action } from '../world/action';
import { isSameNumber, type ExploredCaller } from '../world/caller';
import { REACHED_LATE_MS } from '../world/late-answer';
import type { ExploredOperator } from '../world/operator';
import type { World } from '../world/world';
import { HoldoutWatch } from './holdout-watch';
import { mayBeReady } from './readiness';
import type { Invariant, Violation } from './violation';

/** A ring may cross a status change on its way; not for longer than this. */
const CROSSING_MS = 3_000;
/** A caller's end reaches a ringing page within this. */
const RING_STOPS_MS = 1_500;
/** Of an answer that the platform tells late (`reachedLate`) the scenario knows no leg to hang up until then. */
const LATE_STOPS_MS = REACHED_LATE_MS + 500;
/** The first proof of life is awaited for 3 s, from an answer that may be told 1.5 s late; then both hear each other or the leg is gone. */
const SILENCE_LIMIT_MS = 5_000;
/** Proof of life fails after 30 s; the machine's timer and the way back are within this. */
const BRIDGE_LIMIT_MS = 31_500;

/** Watches a world while it runs. What it knows of readiness is written here anew, not asked of the page. */
export class Monitor {
  readonly violations: Violation[] = [];
  /** Drops that were asked for: operator by caller's number. */
  readonly drops: { operator: string; number: string }[] = [];
  /** Numbers of callers whom a supervisor took out, or tried to. */
  readonly takenOut: string[] = [];
  /** By operator and call: who has the same caller again wraps up again. */
  private readonly closed = new Set<string>();
  private readonly notReadySince = new Map<string, number>();
  private readonly asleepSince = new Map<string, number>();
  /** Legs that a page has had sound of: it then says at once that it is there. */
  private readonly sounded = new Set<string>();
  private isAnswerToldLate = false;
  private readonly holdouts: HoldoutWatch;

  constructor(private readonly world: World) {
    this.holdouts = new HoldoutWatch(world);
  }

  /** What was seen so far as far as later judgements depend on it. */
  snapshot(): unknown {
    return [this.violations, this.drops, this.takenOut, [...this.closed], [...this.notReadySince], [...this.asleepSince], [...this.sounded], this.isAnswerToldLate, this.holdouts.snapshot()];
  }

  report(invariant: Invariant, detail: string): void {
    this.violations.push({ invariant, detail, atMs: this.world.nowMs });
  }

  acting({ kind, at }: Action): void {
    if (kind === 'takeOut') this.takenOut.push(this.world.callers[at]?.number ?? '');
    const operator = this.world.operators[at];
    const offer = operator?.state?.offer;
    if (kind === 'pass' && operator && offer) this.holdouts.passing(operator.name, offer);
    if (kind === 'reachedLate') this.isAnswerToldLate = true;
    const wrapUp = operator?.state?.wrapUp;
    if ((kind === 'save' || kind === 'cancel') && operator && wrapUp) this.closed.add(closedKey(operator.name, wrapUp.callId));
  }

  acted({ kind, at }: Action): void {
    const operator = this.world.operators[at];
    if (!operator) return;
    if (kind === 'close' || kind === 'reload') {
      this.notReadySince.delete(operator.name);
      this.holdouts.forget(operator.name);
    }
    if (kind === 'sleep') this.asleepSince.set(operator.name, this.world.nowMs);
    else if (!operator.isAsleep) this.asleepSince.delete(operator.name);
    if (kind === 'close' || kind === 'reload' || kind === 'sleep') this.bridgesOf();
  }

  pageChanged(operator: ExploredOperator, before: PageState, after: PageState): void {
    this.followReadiness(operator, after);
    if (before.talk?.audio && !after.talk && !after.wrapUp) this.report('wrap-up-follows', `${operator.name} is free right after a talk`);
    if (!before.talk?.audio && after.talk?.audio) {
      this.sounded.add(after.talk.legId);
      this.closed.delete(closedKey(operator.name, after.talk.callId));
      this.mustBeHeard(operator, after.talk.legId);
    }
    if (!before.wrapUp && after.wrapUp && this.wasClosed(operator.name, after.wrapUp.callId)) {
      this.report('wrap-up-stays-closed', `${operator.name} had closed it and it is open again`);
    }
    if (!before.offer && after.offer) this.ringShown(operator, before, after.offer);
    if (before.offer?.phase !== 'dropping' && after.offer?.phase === 'dropping') {
      this.drops.push({ operator: operator.name, number: after.offer.number });
    }
    const asked = after.sync.pending;
    if (asked?.status === 'READY' && asked.id !== before.sync.pending?.id && !mayBeReady(after)) {
      this.report('ready-as-decided', `${operator.name} asked for READY`);
    }
  }

  heard(caller: ExploredCaller): void {
    const leg = caller.hearsLeg;
    if (leg === null) return;
    const others = this.world.callers.filter((other) => other !== caller && other.hearsLeg === leg);
    if (others.length > 0) this.report('one-bridge', `${caller.name} and ${others[0]?.name} hear the same operator`);
    const sinceMs = this.world.nowMs;
    this.world.schedule.after(SILENCE_LIMIT_MS, ['taken', caller.name, leg], () => {
      if (caller.isOnLine && caller.hearsLeg === leg && !this.sounded.has(leg)) this.report('no-lost-bridge', `${caller.name} hears since ${sinceMs} ms a leg that no page has taken`);
    });
  }

  callerGone(caller: ExploredCaller): void {
    this.world.schedule.after(RING_STOPS_MS, ['left', caller.name], () => {
      for (const operator of this.world.operators) {
        const { offer } = operator.state ?? {};
        if (offer && isSameNumber(offer.number, caller) && !operator.isOutOfReach) {
          this.report('no-ghost-ring', `${operator.name} still rings for ${caller.name}`);
        }
      }
    });
    for (const limitMs of [RING_STOPS_MS, LATE_STOPS_MS]) {
      this.world.schedule.after(limitMs, ['left the talk', caller.name], () => {
        if (limitMs === RING_STOPS_MS && this.isAnswerToldLate) return;
        for (const operator of this.world.operators) {
          if (this.talksTo(operator, caller)) this.report('no-ghost-talk', `${operator.name} still talks to ${caller.name}, who is gone`);
        }
      });
    }
  }

  passHeard(operator: string, callId: string, others: readonly string[]): void {
    this.holdouts.passHeard(operator, callId, others);
  }

  /** By the operator, and said so before. */
  wasClosed(operator: string, callId: string): boolean {
    return this.closed.has(closedKey(operator, callId));
  }

  private ringShown(operator: ExploredOperator, before: PageState, { legId, number }: Offer): void {
    const busy = before.talk ? 'talks' : before.wrapUp ? 'wraps up' : before.intake.on ? null : 'has intake off';
    if (busy) this.report('not-rung', `${operator.name} ${busy} and is shown a call`);
    const since = this.notReadySince.get(operator.name);
    if (since !== undefined && this.world.nowMs - since > CROSSING_MS && !this.isPassing(operator) && !operator.wasUnawareOf(legId)) {
      this.report('not-rung-long-after', `${operator.name} was not ready for ${this.world.nowMs - since} ms`);
    }
    this.holdouts.shown(operator.name, number);
  }

  private mustBeHeard(operator: ExploredOperator, leg: string): void {
    this.world.schedule.after(SILENCE_LIMIT_MS, ['heard', operator.name, leg], () => {
      const { talk } = operator.state ?? {};
      const isHeard = this.world.callers.some((caller) => caller.hearsLeg === leg);
      if (talk?.legId === leg && talk.endingByMs === null && !isHeard && !this.isPassing(operator)) {
        this.report('no-silent-talk', `${operator.name} answered and hears nobody`);
      }
    });
  }

  private talksTo({ state, isOutOfReach }: ExploredOperator, caller: ExploredCaller): boolean {
    return state?.talk != null && state.phone.link === 'up' && !isOutOfReach && isSameNumber(state.talk.number, caller);
  }

  private isPassing(operator: ExploredOperator): boolean {
    return operator.isOutOfReach || operator.state?.phone.link !== 'up';
  }

  private followReadiness(operator: ExploredOperator, after: PageState): void {
    if (mayBeReady(after)) this.notReadySince.delete(operator.name);
    else if (!this.notReadySince.has(operator.name)) this.notReadySince.set(operator.name, this.world.nowMs);
  }

  /** Whose operator is gone as of now must not hear silence for long. */
  private bridgesOf(): void {
    for (const caller of this.world.callers) {
      const leg = caller.hearsLeg;
      const sinceMs = this.world.nowMs;
      if (leg === null || !this.isGone(leg, sinceMs)) continue;
      this.world.schedule.after(BRIDGE_LIMIT_MS, ['bridged', caller.name, leg], () => {
        if (caller.isOnLine && caller.hearsLeg === leg && this.isGone(leg, sinceMs)) {
          this.report('no-lost-bridge', `${caller.name} hears nobody since ${sinceMs} ms`);
        }
      });
    }
  }

  /** No page has it, or one that has slept ever since. */
  private isGone(leg: string, sinceMs: number): boolean {
    return !this.world.operators.some(({ name, state }) => state?.talk?.legId === leg && (this.asleepSince.get(name) ?? Infinity) > sinceMs);
  }
}

function closedKey(operator: string, callId: string): string {
  return `${operator} ${callId}`;
}
