import type { Headers, LineEnd, LineListener, RingingLine } from '../lines';
import { LIMITS } from '../limits';
import type { Leg } from './leg';
import { carriedHeaders, NO_HEADERS } from './headers';
import { reasonOf } from './codes';

export interface FarEndCard {
  /** The number shown at, or dialled by, this end. */
  number: string;
  displayName: string;
  headers: Headers;
  /** A telephone, or one device of a user. */
  deviceId: string | null;
}

/** One leg as its far end sees it: a telephone, or one device of a user among several that ring. */
export class FarEnd implements RingingLine {
  readonly legId: string;
  readonly number: string;
  readonly displayName: string;
  readonly headers: Headers;
  readonly deviceId: string | null;
  state: RingingLine['state'] = 'alerting';
  speaking = true;
  /** Whether anybody wants to know what is heard here. */
  listens = false;
  private listeners: readonly LineListener[] = [];

  constructor(
    private readonly leg: Leg,
    card: FarEndCard,
  ) {
    this.legId = leg.id;
    this.number = card.number;
    this.displayName = card.displayName;
    this.headers = card.headers;
    this.deviceId = card.deviceId;
  }

  get sessionId(): string {
    return this.leg.session.id;
  }

  listen(listener: LineListener): void {
    this.listeners = [...this.listeners, listener];
    this.listens ||= 'hears' in listener;
  }

  // What the far end does.

  answer(options: { headers?: Headers; customData?: string } = {}): void {
    if (this.state === 'ended' || this.state === 'connected') return;
    this.leg.answeredBy(this, this.clean(options.headers), options.customData);
  }

  progress(kind: 'ringing' | 'early-media', headers?: Headers): void {
    if (this.state === 'alerting' || this.state === 'progressing') this.leg.progressFrom(this, kind, this.clean(headers));
  }

  reject(options: { busy?: boolean; headers?: Headers; code?: number } = {}): void {
    if (this.state === 'ended' || this.state === 'connected') return;
    const code = options.code ?? (options.busy ? 486 : 603);
    this.leg.rejectedBy(this, code, this.clean(options.headers));
  }

  hangup(headers?: Headers): void {
    if (this.state !== 'ended') this.leg.hungUpBy(this, this.clean(headers));
  }

  sendMessage(text: string): void {
    if (this.state === 'ended' || this.tooLong('message', text)) return;
    this.leg.raise('Call.MessageReceived', { text });
  }

  sendInfo(mimeType: string, body: string, headers?: Headers): void {
    if (this.state === 'ended' || this.tooLong('info', body)) return;
    this.leg.raise('Call.InfoReceived', { mimeType, body, headers: this.clean(headers) });
  }

  sendTone(tone: string): void {
    if (this.state !== 'ended') this.leg.toneFrom(tone);
  }

  setSpeaking(speaking: boolean): void {
    if (this.state === 'ended' || this.speaking === speaking) return;
    this.speaking = speaking;
    this.leg.microphoneChanged(speaking);
  }

  hold(onHold: boolean): void {
    if (this.state === 'connected') this.leg.raise(onHold ? 'Call.OnHold' : 'Call.OffHold', {});
  }

  /** The device is gone: its socket broke. */
  vanish(): void {
    if (this.state !== 'ended') this.leg.vanished(this);
  }

  // What the cloud tells the far end; always later, never during the call that caused it.

  toldRinging(headers: Headers): void {
    this.tell((listener) => listener.ringing?.(headers));
  }

  toldEarlyMedia(headers: Headers): void {
    if (this.state === 'alerting') this.state = 'progressing';
    this.tell((listener) => listener.earlyMedia?.(headers));
  }

  toldConnected(headers: Headers): void {
    this.state = 'connected';
    this.tell((listener) => listener.connected?.(headers));
  }

  toldMessage(text: string): void {
    this.tell((listener) => listener.message?.(text));
  }

  toldInfo(info: { mimeType: string; body: string; headers: Headers }): void {
    this.tell((listener) => listener.info?.(info));
  }

  /** The code of whoever listens; 501 where nobody speaks REFER. */
  askedToRefer(to: string, headers: Headers): number {
    for (const listener of this.listeners) {
      const code = listener.refer?.(to, headers);
      if (code !== undefined) return code;
    }
    return 501;
  }

  toldHears(heard: Parameters<NonNullable<LineListener['hears']>>[0]): void {
    this.tell((listener) => listener.hears?.(heard));
  }

  toldEnded(end: Partial<LineEnd> & { code: number }): void {
    if (this.state === 'ended') return;
    const told: LineEnd = {
      reason: reasonOf(end.code),
      headers: NO_HEADERS,
      answeredElsewhere: false,
      wasConnected: this.state === 'connected',
      ...end,
    };
    this.state = 'ended';
    this.tell((listener) => listener.ended?.(told));
  }

  private tell(what: (listener: LineListener) => void): void {
    this.leg.session.core.clock.after(0, () => {
      for (const listener of this.listeners) what(listener);
    });
  }

  private clean(headers: Headers | undefined): Headers {
    return headers ? carriedHeaders(headers, (what) => this.leg.session.violation(what)) : NO_HEADERS;
  }

  private tooLong(kind: string, text: string): boolean {
    const bytes = Buffer.byteLength(text);
    if (bytes <= LIMITS.messageBytes) return false;
    this.leg.session.violation(`A ${kind} of ${bytes} bytes from the far end, the limit is ${LIMITS.messageBytes}`);
    return true;
  }
}
