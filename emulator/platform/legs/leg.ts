import type { ClockTimer } from '../../clock/clock';
import type { Heard, Headers } from '../lines';
import { MediaUnit, type MediaOwner } from '../media/unit';
import { LegPlayback } from '../media/leg-playback';
import type { LegRecording } from '../media/leg-recording';
import { guard } from '../realm/guard';
import { Listeners } from '../session/listeners';
import type { Session } from '../session/session';
import { CallObject } from './call-object';
import { reasonOf } from './codes';
import type { FarEnd } from './far-end';
import { NO_HEADERS } from './headers';

export type LegState = 'ALERTING' | 'PROGRESSING' | 'CONNECTED' | 'TERMINATED';

export interface LegCard {
  id: string;
  incoming: boolean;
  clientType: 'pstn' | 'sip' | 'user';
  callerid: string;
  displayName: string;
  number: string;
  headers: Headers;
  customData: string;
}

/** A queue engine that follows the leg of the operator it rings. */
export interface LegFollower {
  connected(): void;
  failed(end: { code: number; reason: string }): void;
  ended(end: { byOperator: boolean }): void;
}

export interface LegEnd {
  code: number;
  reason?: string;
  headers?: Headers;
  by: 'far' | 'scenario' | 'platform';
}

/** One leg inside the cloud: between a scenario's Call object and its far ends. */
export class Leg implements MediaOwner {
  readonly listeners = new Listeners();
  readonly call: CallObject;
  readonly unit: MediaUnit;
  readonly playback: LegPlayback;
  state: LegState;
  /** Every device that rings, or the one telephone. */
  ends: FarEnd[] = [];
  /** The one that answered; for an incoming leg the caller. */
  far: FarEnd | null = null;
  customData: string;
  handlesTones = false;
  handlesMicrophone = false;
  /** How often the far end was asked to call somebody else. */
  refers = 0;
  recording: LegRecording | null = null;
  follower: LegFollower | null = null;
  /** Whether the scenario sees CallEvents before the answer (row 80). */
  eventsBeforeAnswer = true;
  /** Fails by itself in a moment; nobody is rung. */
  refused = false;
  readonly startedMs: number;
  connectedMs: number | null = null;
  endedMs: number | null = null;
  end: LegEnd | null = null;
  private earlyMedia = false;
  private unanswered: ClockTimer | null = null;
  private heard: Heard | null = null;
  private watchers: (() => void)[] = [];

  constructor(
    readonly session: Session,
    readonly card: LegCard,
  ) {
    this.state = card.incoming ? 'ALERTING' : 'PROGRESSING';
    this.customData = card.customData;
    this.unit = new MediaUnit(card.id, this);
    this.playback = new LegPlayback(this);
    this.call = guard('Call', new CallObject(this));
    this.startedMs = session.core.clock.now();
  }

  get id(): string {
    return this.card.id;
  }

  get isUnanswered(): boolean {
    return this.state === 'ALERTING' || this.state === 'PROGRESSING';
  }

  /** Ends the leg with 408 unless it is answered in time. */
  answerWithin(limitMs: number): void {
    this.unanswered = this.session.core.clock.after(limitMs, () => this.finish({ code: 408, by: 'platform' }));
  }

  // From the far ends.

  progressFrom(end: FarEnd, kind: 'ringing' | 'early-media', headers: Headers): void {
    if (this.card.incoming || !this.isUnanswered) return;
    end.state = 'progressing';
    if (kind === 'ringing') this.raiseBeforeAnswer('Call.Ringing', { headers });
    else this.startAudio(headers);
  }

  answeredBy(end: FarEnd, headers: Headers, customData: string | undefined): void {
    if (this.card.incoming || !this.isUnanswered) return;
    this.far = end;
    for (const other of this.ends) {
      if (other !== end) other.toldEnded({ code: 200, answeredElsewhere: true });
    }
    this.connect(headers, customData);
    end.toldConnected(NO_HEADERS);
    this.follower?.connected();
  }

  /** 486 leaves the other devices ringing, anything else stops them all. */
  rejectedBy(end: FarEnd, code: number, headers: Headers): void {
    end.toldEnded({ code, headers });
    const others = this.ends.some((other) => other.state !== 'ended');
    if (code !== 486 || !others) this.finish({ code, headers, by: 'far' });
  }

  hungUpBy(end: FarEnd, headers: Headers): void {
    if (this.state === 'CONNECTED') return this.finish({ code: 200, headers, by: 'far' });
    if (this.card.incoming) return this.finish({ code: 487, headers, by: 'far' });
    this.rejectedBy(end, 603, headers);
  }

  vanished(end: FarEnd): void {
    if (this.far === end) return this.finish({ code: 409, by: 'far' });
    end.toldEnded({ code: 480 });
    if (this.isUnanswered && !this.ends.some((other) => other.state !== 'ended')) this.finish({ code: 480, by: 'far' });
  }

  toneFrom(tone: string): void {
    if (this.handlesTones && this.state === 'CONNECTED') this.raise('Call.ToneReceived', { tone, type: 'telephone-event' });
  }

  microphoneChanged(active: boolean): void {
    if (this.handlesMicrophone) this.raise('Call.MicStatusChange', { active });
  }

  // From the scenario.

  /** Answers an incoming leg. */
  accept(headers: Headers): void {
    this.far?.toldConnected(headers);
    this.connect(NO_HEADERS, undefined);
  }

  sendEarlyMedia(headers: Headers): void {
    this.earlyMedia = true;
    this.state = 'PROGRESSING';
    this.far?.toldEarlyMedia(headers);
    this.heardChanged();
  }

  ring(headers: Headers): void {
    this.state = 'PROGRESSING';
    this.far?.toldRinging(headers);
  }

  /** The one way a leg ends: one terminal event, one `ended` at every far end (row 43). */
  finish(end: LegEnd): void {
    if (this.state === 'TERMINATED') return;
    const wasConnected = this.state === 'CONNECTED';
    this.close(end);
    const reason = end.reason ?? reasonOf(end.code);
    if (this.card.incoming || wasConnected) this.raiseDisconnected(end, reason);
    else this.raiseBeforeAnswer('Call.Failed', { headers: end.headers ?? NO_HEADERS, code: end.code, reason });
    this.recording?.legEnded();
    this.tellFollowers(wasConnected, end);
    this.session.legEnded(this);
  }

  /** The session dies: far ends and queues are told, the scenario is not (row 13). */
  drop(code: number): void {
    if (this.state === 'TERMINATED') return;
    const wasConnected = this.state === 'CONNECTED';
    const end: LegEnd = { code, by: 'platform' };
    this.close(end);
    this.recording?.dropped();
    this.tellFollowers(wasConnected, end);
    this.session.legEnded(this);
  }

  onEnded(fn: () => void): () => void {
    if (this.state === 'TERMINATED') {
      const timer = this.session.core.clock.after(0, fn);
      return () => timer.cancel();
    }
    this.watchers.push(fn);
    return () => {
      this.watchers = this.watchers.filter((one) => one !== fn);
    };
  }

  raise(name: string, fields: Record<string, unknown>): void {
    this.session.raiseOnLeg(this, name, fields);
  }

  // Media.

  gives(): Heard {
    return this.state === 'CONNECTED' ? { kind: 'leg', legId: this.card.id } : { kind: 'silence' };
  }

  heardChanged(): void {
    this.recording?.heardChanged();
    const far = this.far;
    if (!far?.listens) return;
    const audible = this.state === 'CONNECTED' || this.earlyMedia;
    const heard: Heard = audible ? this.unit.hears() : { kind: 'silence' };
    if (this.heard !== null && sameSound(this.heard, heard)) return;
    this.heard = heard;
    far.toldHears(heard);
  }

  sourceReplaced(before: MediaUnit): void {
    this.playback.replacedByUnit(before);
  }

  private connect(headers: Headers, customData: string | undefined): void {
    this.unanswered?.cancel();
    this.state = 'CONNECTED';
    this.connectedMs = this.session.core.clock.now();
    if (customData !== undefined) this.customData = customData;
    const before = this.session.core.switches.audioStarted === 'before';
    if (before) this.startAudio(headers);
    this.raiseBeforeAnswer('Call.Connected', { headers, customData: this.customData });
    if (!before) this.startAudio(headers);
    this.unit.changed();
    this.heardChanged();
  }

  /** Once a leg; an incoming leg has no such event. */
  private startAudio(headers: Headers): void {
    if (this.card.incoming || this.earlyMedia) return;
    this.earlyMedia = true;
    this.raiseBeforeAnswer('Call.AudioStarted', { headers });
  }

  private close(end: LegEnd): void {
    this.unanswered?.cancel();
    this.end = end;
    this.endedMs = this.session.core.clock.now();
    this.state = 'TERMINATED';
    this.playback.legEnded();
    this.unit.detach();
    for (const far of this.ends) far.toldEnded({ code: end.code, headers: end.headers ?? NO_HEADERS });
  }

  private tellFollowers(wasConnected: boolean, end: LegEnd): void {
    const follower = this.follower;
    this.follower = null;
    if (wasConnected) follower?.ended({ byOperator: end.by === 'far' });
    else follower?.failed({ code: end.code, reason: end.reason ?? reasonOf(end.code) });
    const watchers = this.watchers;
    this.watchers = [];
    for (const fn of watchers) fn();
  }

  private raiseDisconnected(end: LegEnd, reason: string): void {
    this.raise('Call.Disconnected', {
      headers: end.headers ?? NO_HEADERS,
      internalCode: end.code,
      reason,
      duration: this.talkSeconds(),
      cost: 0,
      direction: this.card.incoming ? 'Incoming' : 'Outgoing',
    });
  }

  private talkSeconds(): number {
    if (this.connectedMs === null) return 0;
    return Math.round((this.session.core.clock.now() - this.connectedMs) / 1000);
  }

  private raiseBeforeAnswer(name: string, fields: Record<string, unknown>): void {
    if (this.eventsBeforeAnswer) this.raise(name, fields);
  }
}

function sameSound(left: Heard, right: Heard): boolean {
  if (left.kind !== right.kind) return false;
  if (left.kind === 'leg') return left.legId === (right as { legId: string }).legId;
  if (left.kind === 'silence') return true;
  return left.id === (right as { id: number | string }).id;
}
