import { aliveAgainInMs, LEG_HEADERS, LEG_MESSAGES } from '../../contracts/desk-commands';
import type { ClockTimer, Heard, LineEnd, OperatorStatus, RingingLine } from '../targets';
import type { OperatorParts } from './operator-parts';
import { StatusKeeper, type WantedStatus } from './status-keeper';

const DROP_ANSWER_MS = 1_000;
/** A ring this close to its full length that ends by itself was missed. */
const MISS_TOLERANCE_MS = 3_000;
const MISS_PAUSE_MS = 60_000;
const MISSES_IN_ROW = 3;

interface Talk {
  line: RingingLine;
  callId: string;
  sinceMs: number;
  bridged: boolean;
  alive: ClockTimer | null;
  hangUp: ClockTimer | null;
}

/** An operator with an open page, who always does the same when a call rings. */
export class ScriptedOperator {
  readonly name: string;
  private readonly keeper: StatusKeeper;
  private intake = false;
  private offer: { line: RingingLine; callId: string; sinceMs: number; own: boolean } | null = null;
  private talk: Talk | null = null;
  private wrapUp = false;
  private gone = false;
  private missPause = false;
  private misses = 0;
  private readonly holdouts = new Map<string, ClockTimer>();

  constructor(private readonly parts: OperatorParts) {
    this.name = parts.name;
    this.wrapUp = parts.behaviour.kind === 'wrapup';
    this.keeper = new StatusKeeper({
      device: parts.device,
      clock: parts.clock,
      wanted: () => this.wanted(),
      changed: (status) => parts.note({ kind: 'status', status }),
    });
    parts.device.listen({ ring: (line) => this.ring(line) });
  }

  /** «Включить прием звонков». */
  switchOn(): void {
    this.intake = true;
    this.keeper.reconcile();
  }

  get isReady(): boolean {
    return !this.gone && this.keeper.status === 'READY';
  }

  /** Rings, talks, or is in the wrap-up of a call; not so of one who was in wrap-up from the start. */
  get isBusy(): boolean {
    if (this.gone) return false;
    const ownWrapUp = this.wrapUp && this.parts.behaviour.kind !== 'wrapup';
    return this.offer !== null || this.talk !== null || ownWrapUp || (this.keeper.isBusy && !this.missPause);
  }

  get isRinging(): boolean {
    return this.offer !== null;
  }

  get isTalking(): boolean {
    return this.talk !== null;
  }

  get isInWrapUp(): boolean {
    return this.wrapUp;
  }

  /** What the platform says. */
  get status(): OperatorStatus {
    return this.keeper.status;
  }

  /** Closes the page. */
  leave(): void {
    if (this.gone) return;
    this.gone = true;
    this.stopTimers();
    this.parts.device.disconnect({ clean: true });
  }

  private wanted(): WantedStatus {
    if (this.talk) return 'IN_SERVICE';
    if (this.offer) return 'AS_IS';
    if (this.wrapUp) return 'AFTER_SERVICE';
    if (!this.intake) return 'OFFLINE';
    return this.holdouts.size > 0 || this.missPause ? 'ONLINE' : 'READY';
  }

  private ring(line: RingingLine): void {
    const callId = headerOf(line, LEG_HEADERS.call) ?? line.legId;
    const why = this.whyUnseen(callId);
    if (why) {
      this.parts.note({ kind: 'unseen', callId, why });
      line.reject();
      return;
    }
    this.offer = { line, callId, sinceMs: this.parts.clock.now(), own: false };
    line.listen({
      connected: () => this.connected(line, callId),
      ended: (end) => this.ended(line, { callId, end }),
      hears: (heard) => this.hears(line, heard),
    });
    this.parts.note({ kind: 'rings', callId });
    this.react(line, callId);
  }

  private whyUnseen(callId: string): 'holdout' | 'wrap-up' | 'busy' | null {
    if (this.offer || this.talk) return 'busy';
    if (this.wrapUp) return 'wrap-up';
    if (this.holdouts.has(callId)) return 'holdout';
    return this.intake && !this.missPause ? null : 'busy';
  }

  private react(line: RingingLine, callId: string): void {
    const { behaviour, clock } = this.parts;
    const act = { answer: () => this.answer(), vanish: () => this.answer(), reject: () => this.pass(), drop: () => this.drop() };
    const { kind, afterMs } = behaviour;
    if (kind === 'silent' || kind === 'offline' || kind === 'wrapup') return;
    clock.after(kind === 'vanish' ? 0 : afterMs, () => {
      if (this.offer?.line === line && this.offer.callId === callId) act[kind]();
    });
  }

  private answer(): void {
    if (!this.offer) return;
    this.parts.note({ kind: 'answers', callId: this.offer.callId });
    this.offer.line.answer();
  }

  /** «Отклонить», passing: the platform goes on by itself, this page holds itself out of the call. */
  private pass(): void {
    const { offer } = this;
    if (!offer) return;
    const { callId, line } = offer;
    this.parts.note({ kind: 'rejects', callId });
    offer.own = true;
    const over = () => this.holdoutOver(callId);
    this.holdouts.set(callId, this.parts.clock.after(this.parts.times.holdoutMs, over));
    this.parts.desk.holdOut({ callId, operator: this.name }, over);
    line.reject();
  }

  /** «Отклонить», dropping: the desk tells the session; if that fails, the call is passed on. */
  private drop(): void {
    const { offer } = this;
    if (!offer) return;
    const { callId, line } = offer;
    this.parts.note({ kind: 'drops', callId });
    let settled = false;
    const settle = (applied: boolean) => {
      if (settled) return;
      settled = true;
      late.cancel();
      if (applied || this.offer?.line !== line) return;
      this.parts.note({ kind: 'drop-failed', callId });
      this.pass();
    };
    const late = this.parts.clock.after(DROP_ANSWER_MS, () => settle(false));
    offer.own = true;
    this.parts.desk.drop({ callId, offerId: headerOf(line, LEG_HEADERS.offer) ?? null, operator: this.name }, settle);
  }

  private connected(line: RingingLine, callId: string): void {
    this.offer = null;
    this.misses = 0;
    this.talk = { line, callId, sinceMs: this.parts.clock.now(), bridged: false, alive: null, hangUp: null };
    this.keeper.reconcile();
    const { behaviour, clock } = this.parts;
    if (behaviour.kind === 'vanish' && behaviour.afterMs === 0) return this.vanish(callId);
    if (behaviour.kind === 'vanish') clock.after(behaviour.afterMs, () => this.vanish(callId));
    this.sendAlive(this.talk);
  }

  private sendAlive(talk: Talk): void {
    const { clock } = this.parts;
    talk.line.sendMessage(LEG_MESSAGES.alive);
    talk.alive = clock.after(aliveAgainInMs(clock.now() - talk.sinceMs), () => this.sendAlive(talk));
  }

  private hears(line: RingingLine, heard: Heard): void {
    const { talk } = this;
    if (talk?.line !== line || heard.kind !== 'leg' || talk.bridged) return;
    talk.bridged = true;
    this.parts.note({ kind: 'hears-caller', callId: talk.callId });
    const { talkMs } = this.parts.times;
    if (talkMs !== null) talk.hangUp = this.parts.clock.after(talkMs, () => this.hangUp(talk));
  }

  private hangUp(talk: Talk): void {
    this.parts.note({ kind: 'hangs-up', callId: talk.callId });
    talk.line.sendMessage(LEG_MESSAGES.bye);
    talk.line.hangup();
  }

  /** The socket dies under the page: no goodbye, no further sign of life. */
  private vanish(callId: string): void {
    if (this.gone || this.talk?.callId !== callId) return;
    this.parts.note({ kind: 'vanishes', callId });
    this.gone = true;
    this.stopTimers();
    this.parts.device.disconnect({ clean: false });
  }

  private ended(line: RingingLine, { callId, end }: { callId: string; end: LineEnd }): void {
    if (this.talk?.line === line) this.talkOver(this.talk);
    else if (this.offer?.line === line) this.offerOver(callId, end);
    this.keeper.reconcile();
  }

  /** Every end of a conversation leads into the same wrap-up (R14). */
  private talkOver(talk: Talk): void {
    talk.alive?.cancel();
    talk.hangUp?.cancel();
    this.talk = null;
    if (this.gone) return;
    this.wrapUp = true;
    this.keeper.reconcile();
    this.parts.note({ kind: 'talk-over', callId: talk.callId });
    this.parts.note({ kind: 'wrap-up', callId: talk.callId });
    this.parts.clock.after(this.parts.times.wrapUpMs, () => {
      this.wrapUp = false;
      this.parts.note({ kind: 'wrap-up-over', callId: talk.callId });
      this.keeper.reconcile();
    });
  }

  private offerOver(callId: string, end: LineEnd): void {
    const { offer } = this;
    this.offer = null;
    if (!offer || offer.own || this.gone) return;
    if (this.parts.clock.now() - offer.sinceMs < this.parts.times.ringMs - MISS_TOLERANCE_MS) {
      this.parts.note({ kind: 'ring-stopped', callId, code: end.code });
      return;
    }
    this.parts.note({ kind: 'misses', callId });
    this.misses += 1;
    if (this.misses >= MISSES_IN_ROW) this.intake = false;
    this.missPause = true;
    this.parts.clock.after(MISS_PAUSE_MS, () => {
      this.missPause = false;
      this.keeper.reconcile();
    });
  }

  private holdoutOver(callId: string): void {
    const timer = this.holdouts.get(callId);
    if (!timer) return;
    timer.cancel();
    this.holdouts.delete(callId);
    this.keeper.reconcile();
  }

  private stopTimers(): void {
    this.keeper.close();
    this.talk?.alive?.cancel();
    this.talk?.hangUp?.cancel();
    for (const timer of this.holdouts.values()) timer.cancel();
    this.holdouts.clear();
  }
}

function headerOf(line: RingingLine, name: string): string | undefined {
  const found = Object.entries(line.headers).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found?.[1];
}
