import { LIMITS } from '../limits';
import { LegRecording } from '../media/leg-recording';
import { UNIT, unitOf, type MediaUnit } from '../media/unit';
import { limitedCustomData } from '../session/custom-data';
import { voiceName } from '../realm/voices';
import { carriedHeaders } from './headers';
import type { Leg } from './leg';
import { referTo } from './refer';

/** The scenario's Call. Everything the scenario may not see is in `#leg`. */
export class CallObject {
  readonly #leg: Leg;

  constructor(leg: Leg) {
    this.#leg = leg;
  }

  get [UNIT](): MediaUnit {
    return this.#leg.unit;
  }

  /** The leg behind a scenario's value, if it is a Call. */
  static legOf(value: unknown): Leg | null {
    return typeof value === 'object' && value !== null && #leg in value ? value.#leg : null;
  }

  addEventListener(event: string, listener: unknown): void {
    this.#leg.session.checkEventName('CallEvents', event);
    this.#leg.listeners.add(event, listener);
  }

  removeEventListener(event: string, listener?: unknown): void {
    this.#leg.session.checkEventName('CallEvents', event);
    this.#leg.listeners.remove(event, listener);
  }

  id(): string {
    return this.#leg.card.id;
  }

  state(): string {
    return this.#leg.state;
  }

  incoming(): boolean {
    return this.#leg.card.incoming;
  }

  callerid(): string {
    return this.#leg.card.callerid;
  }

  displayName(): string {
    return this.#leg.card.displayName;
  }

  number(): string {
    return this.#leg.card.number;
  }

  clientType(): string {
    return this.#leg.card.clientType;
  }

  vad(): boolean {
    return false;
  }

  toString(): string {
    const { card, state } = this.#leg;
    return `Call ${card.id} ${card.incoming ? 'incoming' : 'outgoing'} ${state}`;
  }

  customData(data?: unknown): string {
    if (data !== undefined) this.#leg.customData = limitedCustomData(this.#leg.session, data);
    return this.#leg.customData;
  }

  answer(headers?: unknown): void {
    const leg = this.#alive('answer');
    if (!leg || !this.#incomingUnanswered(leg, 'answer')) return;
    leg.accept(this.#headers(headers));
  }

  answerDirect(_peer: unknown, headers?: unknown): void {
    this.answer(headers);
  }

  ring(headers?: unknown): void {
    const leg = this.#alive('ring');
    if (leg && this.#incomingUnanswered(leg, 'ring')) leg.ring(this.#headers(headers));
  }

  startEarlyMedia(headers?: unknown): void {
    const leg = this.#alive('startEarlyMedia');
    if (leg && this.#incomingUnanswered(leg, 'startEarlyMedia')) leg.sendEarlyMedia(this.#headers(headers));
  }

  reject(code?: unknown, headers?: unknown): void {
    const leg = this.#alive('reject');
    if (!leg || !this.#incomingUnanswered(leg, 'reject')) return;
    const number = Number(code);
    if (!(number >= 300 && number <= 699)) leg.session.violation(`reject(${String(code)}): expected a code from 300 to 699`);
    leg.finish({ code: number >= 300 && number <= 699 ? number : 603, headers: this.#headers(headers), by: 'scenario' });
  }

  decline(code?: unknown, headers?: unknown): void {
    this.reject(code, headers);
  }

  hangup(headers?: unknown): void {
    const leg = this.#alive('hangup');
    if (!leg) return;
    const code = leg.state === 'CONNECTED' ? 200 : leg.card.incoming ? 603 : 487;
    leg.finish({ code, headers: this.#headers(headers), by: 'scenario' });
  }

  say(text: unknown, voice?: unknown): void {
    const leg = this.#alive('say');
    leg?.playback.play({ kind: 'speech', text: String(text), voice: voiceName(voice) });
  }

  startPlayback(url: unknown, options?: unknown): void {
    const leg = this.#alive('startPlayback');
    // The old form: startPlayback(url, loop, progressive).
    const loop = typeof options === 'object' && options !== null ? Boolean((options as { loop?: unknown }).loop) : options === true;
    leg?.playback.play({ kind: 'sound', url: String(url), loop });
  }

  stopPlayback(): void {
    this.#alive('stopPlayback')?.playback.stop();
  }

  playProgressTone(country: unknown): void {
    const leg = this.#alive('playProgressTone');
    if (!leg) return;
    if (leg.state === 'ALERTING') leg.session.violation('playProgressTone before startEarlyMedia: nothing is heard');
    leg.playback.play({ kind: 'tone', name: String(country), loop: true });
  }

  sendMediaTo(target: unknown): void {
    const leg = this.#alive('sendMediaTo');
    const sink = leg && this.#unit(leg, target, 'sendMediaTo');
    if (leg && sink) leg.unit.sendTo(sink);
  }

  stopMediaTo(target: unknown): void {
    const leg = this.#alive('stopMediaTo');
    const sink = leg && this.#unit(leg, target, 'stopMediaTo');
    if (leg && sink) leg.unit.stopTo(sink);
  }

  record(_parameters?: unknown): void {
    const leg = this.#alive('record');
    if (!leg) return;
    if (leg.recording) leg.session.violation('record(): this call is being recorded already');
    else leg.recording = new LegRecording(leg);
  }

  handleTones(doHandle: unknown = true): void {
    const leg = this.#alive('handleTones');
    if (leg) leg.handlesTones = Boolean(doHandle);
  }

  handleMicStatus(doHandle: unknown = false): void {
    const leg = this.#alive('handleMicStatus');
    if (leg) leg.handlesMicrophone = Boolean(doHandle);
  }

  sendMessage(text: unknown): void {
    const leg = this.#alive('sendMessage');
    if (leg && this.#fits(leg, 'sendMessage', String(text))) leg.far?.toldMessage(String(text));
  }

  sendInfo(mimeType: unknown, body: unknown, headers?: unknown): void {
    const leg = this.#alive('sendInfo');
    if (!leg || !this.#fits(leg, 'sendInfo', String(body))) return;
    leg.far?.toldInfo({ mimeType: String(mimeType), body: String(body), headers: this.#headers(headers) });
  }

  sendDigits(digits: unknown): void {
    const leg = this.#alive('sendDigits');
    if (leg) leg.far?.toldInfo({ mimeType: 'application/dtmf', body: String(digits), headers: {} });
  }

  transferTo(parameters: unknown): void {
    const leg = this.#alive('transferTo');
    if (leg) referTo(leg, parameters);
  }

  /** Null, and a word in the log, where the call is over (row 60). */
  #alive(method: string): Leg | null {
    const leg = this.#leg;
    if (leg.session.isOver) return leg.session.lateCall(`Call.${method}`);
    if (leg.state !== 'TERMINATED') return leg;
    const what = `Call.${method}() on a call that is over`;
    leg.session.violation(what);
    if (leg.session.core.switches.deadCall === 'throw') throw leg.session.error(what);
    return null;
  }

  #incomingUnanswered(leg: Leg, method: string): boolean {
    if (leg.card.incoming && leg.isUnanswered) return true;
    const why = leg.card.incoming ? 'is answered already' : 'is outgoing';
    leg.session.violation(`Call.${method}() on a call that ${why}`);
    return false;
  }

  #headers(headers: unknown): Record<string, string> {
    return carriedHeaders(headers, (what) => this.#leg.session.violation(what));
  }

  #unit(leg: Leg, target: unknown, method: string): MediaUnit | null {
    const unit = unitOf(target);
    if (!unit) leg.session.violation(`Call.${method}() expects a media unit, got ${typeof target}`);
    return unit ?? null;
  }

  #fits(leg: Leg, method: string, text: string): boolean {
    const bytes = Buffer.byteLength(text);
    if (bytes > LIMITS.messageBytes) {
      leg.session.violation(`Call.${method}() with ${bytes} bytes, the limit is ${LIMITS.messageBytes}`);
    }
    return bytes <= LIMITS.messageBytes;
  }
}
