import type { Clock } from '../../emulator/clock/clock';
import type { WireAnswer } from '../../emulator/platform/http/wire';
import type { Device } from '../../emulator/platform/lines';
import type { SocketPeer } from '../../emulator/platform/realm/api/web-socket';
import { DEVICE_METHODS, LINE_METHODS, notedMethods, SOCKET_METHODS } from '../../emulator/recorder/recorder';
import type { Input, InputSink } from '../../emulator/platform/inputs';
import type { SaidToCloud } from './begun';
import { Digest } from './digest';

/**
 * All that came into the cloud, with its times, as one hash. The cloud is deterministic: two clouds with equal
 * inputs stand in the same state, sessions and their scenarios included.
 */
export class CloudInputs implements InputSink {
  private readonly digest = new Digest();
  private devices = 0;
  private sockets = 0;
  private requests = 0;
  private isOver = false;
  private kept: SaidToCloud[] | null = null;

  constructor(private readonly clock: Clock) {}

  get hash(): string {
    return this.digest.value;
  }

  /** Keeps from now on what devices say; the result gives it and ends that. */
  keep(): () => readonly SaidToCloud[] {
    const said: SaidToCloud[] = [];
    this.kept = said;
    return () => {
      this.kept = null;
      return said;
    };
  }

  /** Nobody asks for the hash any more. */
  stop(): void {
    this.isOver = true;
  }

  note(input: Input): void {
    if (this.isOver) return;
    if (input.kind === 'connect') this.kept?.push({ ...input, atMs: this.clock.now() });
    this.add(JSON.stringify(input));
  }

  device(device: Device): void {
    const number = this.devices++;
    notedMethods(device, DEVICE_METHODS, (method, args) => {
      this.kept?.push({ kind: 'device', device: number, method, args, atMs: this.clock.now() });
      this.add(`${number} ${method} ${args.join(' ')}`);
    });
  }

  line(key: string, line: object): void {
    notedMethods(line, LINE_METHODS, (method, args) => this.add(`${key} ${method} ${args.join(' ')}`));
  }

  socket(peer: SocketPeer): void {
    const number = this.sockets++;
    notedMethods(peer, SOCKET_METHODS, (method, args) => this.add(`socket ${number} ${method} ${args.join(' ')}`));
  }

  request(): number {
    return this.requests++;
  }

  answer(request: number, answer: WireAnswer): void {
    if (!this.isOver) this.add(`${request} ${JSON.stringify(answer)}`);
  }

  /** An event that the cloud will tell later than is its way. */
  toldLate(event: string): void {
    this.add(`late ${event}`);
  }

  outside(): void {
    // Nobody plays a telephone outside here.
  }

  private add(text: string): void {
    if (!this.isOver) this.digest.add(`${this.clock.now()} ${text}\n`);
  }
}
