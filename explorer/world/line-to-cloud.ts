import type { Cloud } from '../../emulator/cloud';
import type { UserRow } from '../../emulator/account/objects';
import type { Device, RingingLine } from '../../emulator/platform/lines';
import { LEG_HEADERS } from '../../contracts/desk-commands';
import type { PhoneEffect } from '../../operator/state';
import type { PageHappening } from './page';
import type { Schedule } from './schedule';

/** The SDK gives up resuming after this (the Web SDK's measured 23.6 s). */
const RESUME_LIMIT_MS = 23_600;
const CONNECT_MS = 50;
/** From Connected to sound. */
const AUDIO_MS = 40;

export interface PhoneParts {
  cloud: Cloud;
  schedule: Schedule;
  user: UserRow;
  queueType: 'acd' | 'smartqueue';
  send(happening: PageHappening): void;
  /** The cloud lets it ring; the page hears of it on its way, or much later. */
  rang(legId: string): void;
}

/** A page's connection to the cloud, as the Web SDK behaves: resumes after a cut, keeps what waits meanwhile. */
export class LineToCloud {
  private device: Device | null = null;
  private readonly lines = new Map<string, RingingLine>();
  private isCut = false;
  private held: { label: unknown; pass: () => void }[] = [];
  private closed = false;

  constructor(private readonly parts: PhoneParts) {}

  perform(effect: PhoneEffect): void {
    if (effect.type === 'phone.connect') return void this.after(CONNECT_MS, 'connect', () => this.connect());
    if (effect.type === 'phone.disconnect') return this.disconnect(true);
    this.across(effect, () => this.performNow(effect));
  }

  get canBeCut(): boolean {
    return this.device !== null && !this.isCut;
  }

  get isCutNow(): boolean {
    return this.isCut;
  }

  /** All that its future depends on, but for what the cloud knows. */
  snapshot(): unknown {
    return [this.isCut, this.closed, this.device !== null, [...this.lines.keys()], this.held.map(({ label }) => label)];
  }

  cut(): void {
    this.isCut = true;
    this.parts.send({ type: 'phone.resuming' });
    const { device } = this;
    this.after(RESUME_LIMIT_MS, 'resume', () => {
      if (!this.isCut || this.device !== device) return;
      this.isCut = false;
      this.held = [];
      this.disconnect(false);
      this.parts.send({ type: 'phone.lost', why: 'network', jitter: 0.5 });
    });
  }

  restore(): void {
    this.isCut = false;
    this.parts.send({ type: 'phone.resumed' });
    const { held } = this;
    this.held = [];
    for (const { pass } of held) pass();
  }

  /** The tab is gone: its socket closes, its legs stay up in the cloud and nobody is on them. */
  vanish(): void {
    this.closed = true;
    this.disconnect(false);
  }

  private connect(): void {
    if (this.closed || this.device) return;
    const { cloud, user, queueType } = this.parts;
    const device = cloud.connect(user, { queueType, receiveCalls: true });
    this.adopt(device);
    this.parts.send({ type: 'phone.up', status: device.getStatus() });
  }

  /** A connection that stands. */
  adopt(device: Device): void {
    this.device = device;
    device.listen({
      ring: (line) => this.ring(device, line),
      status: ({ status, requestId, refused }) => this.toPage(device, requestId === undefined
        ? { type: 'phone.status', status, foreign: false }
        : { type: 'phone.statusAnswer', id: requestId, ok: !refused, status }),
    });
  }

  private disconnect(clean: boolean): void {
    const { device } = this;
    this.device = null;
    this.lines.clear();
    device?.disconnect({ clean });
  }

  private ring(device: Device, line: RingingLine): void {
    const { legId, headers, number } = line;
    const callId = headers[LEG_HEADERS.call] ?? null;
    const offerId = headers[LEG_HEADERS.offer] ?? null;
    this.parts.rang(legId);
    this.toPage(device, { type: 'phone.ring', legId, callId, offerId, number }, () => this.lines.set(legId, line));
    // From now on, though the page may hear of it only after a cut: nothing of the leg is missed.
    line.listen({
      connected: () => {
        this.toPage(device, { type: 'phone.connected', legId });
        this.after(AUDIO_MS, legId, () => this.toPage(device, { type: 'phone.audio', legId }));
      },
      ended: ({ answeredElsewhere }) =>
        this.toPage(device, { type: 'phone.ended', legId, elsewhere: answeredElsewhere, network: false }, () => this.lines.delete(legId)),
    });
  }

  private performNow(effect: PhoneEffect): void {
    if (effect.type === 'phone.setStatus') return this.device?.setStatus(effect.status, effect.id);
    if (!('legId' in effect)) return;
    const line = this.lines.get(effect.legId);
    if (!line || line.state === 'ended') return;
    switch (effect.type) {
      // The explorer's operators take calls and make none.
      case 'phone.call': return;
      case 'phone.answer': return line.answer();
      case 'phone.reject': return line.reject();
      case 'phone.hangUp': return line.hangup();
      case 'phone.send': return line.sendMessage(effect.text);
      case 'phone.mute': return line.setSpeaking(!effect.on);
      case 'phone.hold': return line.hold(effect.on);
    }
  }

  /** Both ways wait while the socket is cut, in order. */
  private across(label: unknown, pass: () => void): void {
    if (this.isCut) this.held.push({ label, pass });
    else pass();
  }

  /** `known`: what is done on the page's side before it is told. */
  private toPage(device: Device, happening: PageHappening, known: () => unknown = () => undefined): void {
    if (this.closed || this.device !== device) return;
    this.across(happening, () => {
      known();
      this.parts.send(happening);
    });
  }

  private after(delayMs: number, label: string, fn: () => void): void {
    const { schedule, user } = this.parts;
    schedule.after(delayMs, [user.id, label], fn);
  }
}
