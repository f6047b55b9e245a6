import type { Clock } from '../../emulator/clock/clock';
import type { Cloud } from '../../emulator/cloud';
import type { UserRow } from '../../emulator/account/objects';
import type { Device, RingingLine } from '../../emulator/platform/lines';
import { LEG_HEADERS } from '../../contracts/desk-commands';
import type { PhoneEffect } from '../../operator/state';
import type { PageHappening } from './page';

/** The SDK gives up resuming after this (the Web SDK's measured 23.6 s). */
const RESUME_LIMIT_MS = 23_600;
const CONNECT_MS = 50;
/** From Connected to sound. */
const AUDIO_MS = 40;

export interface PhoneParts {
  cloud: Cloud;
  clock: Clock;
  user: UserRow;
  queueType: 'acd' | 'smartqueue';
  send(happening: PageHappening): void;
}

/** A page's connection to the cloud, as the Web SDK behaves: resumes after a cut, keeps what waits meanwhile. */
export class LineToCloud {
  private device: Device | null = null;
  private readonly lines = new Map<string, RingingLine>();
  private isCut = false;
  private held: (() => void)[] = [];
  private closed = false;

  constructor(private readonly parts: PhoneParts) {}

  perform(effect: PhoneEffect): void {
    if (effect.type === 'phone.connect') return void this.parts.clock.after(CONNECT_MS, () => this.connect());
    if (effect.type === 'phone.disconnect') return this.disconnect(true);
    this.across(() => this.performNow(effect));
  }

  get canBeCut(): boolean {
    return this.device !== null && !this.isCut;
  }

  get isCutNow(): boolean {
    return this.isCut;
  }

  cut(): void {
    this.isCut = true;
    this.parts.send({ type: 'phone.resuming' });
    const { device } = this;
    this.parts.clock.after(RESUME_LIMIT_MS, () => {
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
    for (const pass of held) pass();
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
    this.device = device;
    device.listen({
      ring: (line) => this.ring(device, line),
      status: ({ status, requestId, refused }) => this.toPage(device, () => {
        if (requestId === undefined) return this.parts.send({ type: 'phone.status', status, foreign: false });
        this.parts.send({ type: 'phone.statusAnswer', id: requestId, ok: !refused, status });
      }),
    });
    this.parts.send({ type: 'phone.up', status: device.getStatus() });
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
    this.toPage(device, () => {
      this.lines.set(legId, line);
      this.parts.send({ type: 'phone.ring', legId, callId, offerId, number });
    });
    // From now on, though the page may hear of it only after a cut: nothing of the leg is missed.
    line.listen({
      connected: () => {
        this.toPage(device, () => this.parts.send({ type: 'phone.connected', legId }));
        this.parts.clock.after(AUDIO_MS, () => this.toPage(device, () => this.parts.send({ type: 'phone.audio', legId })));
      },
      ended: ({ answeredElsewhere }) => this.toPage(device, () => {
        this.lines.delete(legId);
        this.parts.send({ type: 'phone.ended', legId, elsewhere: answeredElsewhere, network: false });
      }),
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
  private across(pass: () => void): void {
    if (this.isCut) this.held.push(pass);
    else pass();
  }

  private toPage(device: Device | null, pass: () => void): void {
    if (this.closed || device === null || this.device !== device) return;
    this.across(pass);
  }
}
