import type { Clock, ClockTimer } from '../../clock/clock';
import { createOutbox, type Outbox } from './outbox';
import { readFrame, type Frame, type Payload } from './frames';

/** A WebSocket as the envelope layer sees it. */
export interface Wire {
  send(text: string): void;
  /** Asks the other end's network stack for a sign of life, see `WireEnd.pong`. */
  ping(): void;
  close(code: number): void;
  /** Ends it without a closing handshake. */
  cut(): void;
}

/**
 * How a connection ends for good. `closed`: by a `close` frame of either side.
 * `left`: the page was unloaded (1001). `lost`: not resumed in time.
 */
export type Ending = 'closed' | 'left' | 'lost';

export interface ConnectionOptions {
  id: string;
  clock: Clock;
  received(payload: Payload): void;
  /** The socket is there, or gone for now. */
  reachable?(is: boolean): void;
  /** Exactly once. */
  over(how: Ending): void;
  /** Whether a message that arrives now is acknowledged; a fault turns it off. */
  acknowledges?(): boolean;
}

/** Counters live here, not at the socket: websdk-gateway.md section 2, rule 1. */
export interface Connection {
  readonly id: string;
  readonly isOver: boolean;
  send(name: string, params: readonly unknown[]): void;
  /** Sends one numbered frame twice, as a broken server would. */
  repeatLast(): void;
  /** Ends the connection for good with a `close` frame. */
  close(): void;
  /** A new socket takes over; the old one is closed. */
  attach(wire: Wire): WireEnd;
  /** Cuts the socket, as a bad network would; the connection waits for a resume. */
  cut(): void;
}

/** What the owner of the socket calls. */
export interface WireEnd {
  received(text: string): void;
  pong(): void;
  closed(code: number): void;
}

export const resumeWindowMs = 60_000;
/**
 * The SDK pings every 2 s, but in a hidden tab browsers run its timers once a minute. So after a
 * silence the socket itself is asked, which the browser answers without the page.
 */
export const probeAfterMs = 6_000;
export const probeAnswerMs = 4_000;
/** A page that is asleep altogether: its socket answers, its timers do not run. */
export const sleepLimitMs = 75_000;
/** The client answers a `close` frame by closing its socket; after this long we do. */
const closingMs = 6_000;
const wrongSequence = 4001;
const pageUnloaded = 1001;

export function createConnection(options: ConnectionOptions): Connection {
  return new NumberedConnection(options);
}

class NumberedConnection implements Connection {
  private readonly outbox: Outbox = createOutbox();
  private wire: Wire | undefined;
  /** The client said what it has: numbered frames may go out. */
  private synced = false;
  private lastReceived = 0;
  private resume: ClockTimer | undefined;
  private silence: ClockTimer | undefined;
  private heardMs = 0;
  isOver = false;

  constructor(private readonly options: ConnectionOptions) {
    this.outbox.add((seq) => ({ type: 'msg', seq, payload: { name: '__createConnection', params: [options.id] } }));
  }

  get id(): string {
    return this.options.id;
  }

  attach(wire: Wire): WireEnd {
    this.wire?.close(1000);
    this.resume?.cancel();
    this.wire = wire;
    this.synced = false;
    this.put({ type: 'id', id: this.id });
    this.heard(wire);
    return {
      received: (text) => this.receive(wire, text),
      pong: () => this.watchSilence(wire),
      closed: (code) => this.lose(wire, code),
    };
  }

  send(name: string, params: readonly unknown[]): void {
    if (this.isOver) return;
    this.flush(this.outbox.add((seq) => ({ type: 'msg', seq, payload: { name, params: [...params] } })));
  }

  repeatLast(): void {
    const last = this.outbox.last();
    if (last && this.synced) this.put(last);
  }

  close(): void {
    if (this.isOver) return;
    this.flush(this.outbox.add((seq) => ({ type: 'close', seq })));
    const { wire } = this;
    if (wire) this.options.clock.after(closingMs, () => wire.close(1000));
    this.finish('closed');
  }

  cut(): void {
    const { wire } = this;
    if (!wire) return;
    wire.cut();
    this.lose(wire, 1006);
  }

  private receive(wire: Wire, text: string): void {
    if (wire !== this.wire) return;
    this.heard(wire);
    const frame = readFrame(text);
    if (frame?.type === 'lastrx') this.sync(frame.seq);
    else if (frame?.type === 'ack') this.outbox.confirm(frame.seq);
    else if (frame) this.take(wire, frame);
  }

  /** Rule 2: nothing numbered before the client's `lastrx`, then only what is above it. */
  private sync(seq: number): void {
    this.put({ type: 'lastrx', seq: this.lastReceived });
    this.outbox.confirm(seq);
    this.synced = true;
    for (const frame of this.outbox.unconfirmed()) this.put(frame);
    if (!this.isOver) this.options.reachable?.(true);
  }

  private take(wire: Wire, frame: Extract<Frame, { type: 'msg' | 'close' }>): void {
    if (frame.seq <= this.lastReceived) return;
    if (frame.seq !== this.lastReceived + 1) {
      wire.close(wrongSequence);
      this.lose(wire, wrongSequence);
      return;
    }
    this.lastReceived = frame.seq;
    if (this.options.acknowledges?.() ?? true) this.put({ type: 'ack', seq: frame.seq });
    if (frame.type === 'msg') {
      if (frame.payload.name !== '__ping' && !this.isOver) this.options.received(frame.payload);
      return;
    }
    wire.close(1000);
    this.finish('closed');
  }

  private lose(wire: Wire, code: number): void {
    if (wire !== this.wire) return;
    this.wire = undefined;
    this.synced = false;
    this.silence?.cancel();
    if (this.isOver) return;
    if (code === pageUnloaded) {
      this.finish('left');
      return;
    }
    this.options.reachable?.(false);
    this.resume = this.options.clock.after(resumeWindowMs, () => this.finish('lost'));
  }

  private finish(how: Ending): void {
    if (this.isOver) return;
    this.isOver = true;
    this.resume?.cancel();
    this.silence?.cancel();
    this.options.over(how);
  }

  private heard(wire: Wire): void {
    this.heardMs = this.options.clock.now();
    this.watchSilence(wire);
  }

  private watchSilence(wire: Wire): void {
    if (wire !== this.wire) return;
    this.silence?.cancel();
    if (this.isOver) return;
    const { clock } = this.options;
    const give = () => {
      wire.cut();
      this.lose(wire, 1006);
    };
    this.silence = clock.after(probeAfterMs, () => {
      if (clock.now() - this.heardMs >= sleepLimitMs) return give();
      wire.ping();
      this.silence = clock.after(probeAnswerMs, give);
    });
  }

  private flush(frame: Frame): void {
    if (this.synced) this.put(frame);
  }

  private put(frame: Frame): void {
    this.wire?.send(JSON.stringify(frame));
  }
}
