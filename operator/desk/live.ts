import { LIVE_PATH, parseDeskMessages, type DeskToPage, type PageToDesk } from '../../contracts/desk-live';
import type { PageClock } from '../clock';
import { SLEPT_MS } from '../state';
import { backOffMs } from './back-off';

/** Twice within the desk's limit of silence. */
const PING_MS = 6_000;
/** No word for this long: the line is dead though the browser has not noticed. */
const DEAD_MS = 15_000;

export interface LiveOptions {
  clock: PageClock;
  base: string;
  pageId: string;
  session: () => string | null;
  /** The desk asks for a new session; rejects where the ERP gives none. */
  renew: () => Promise<unknown>;
  onMessage: (message: DeskToPage) => void;
  onUp: () => void;
  onDown: (how: { retryInMs: number; signedOut: boolean }) => void;
  /** This machine slept, and its clock with it; the desk's went on. */
  onSlept: () => void;
}
export interface Live {
  open(): void;
  send(message: PageToDesk): void;
  /** An unthrottled beat from outside: pings, and finds a dead line. */
  tick(): void;
  close(): void;
}

/** The live channel, with back-off and jitter; it is up once the desk has said welcome. */
export function createLive(options: LiveOptions): Live {
  return new LiveChannel(options);
}

class LiveChannel implements Live {
  private socket: WebSocket | null = null;
  private cancelRetry: () => void = () => undefined;
  private attempts = 0;
  private welcome = false;
  private closed = false;
  private heardAtMs = 0;
  private pingedAtMs = -PING_MS;
  /** What the desk's clock and the page's showed when the desk last told. */
  private told: { deskMs: number; nowMs: number } | null = null;

  constructor(private readonly options: LiveOptions) {}

  open(): void {
    if (this.socket || this.closed) return;
    const socket = new WebSocket(addressOf(this.options.base));
    this.socket = socket;
    this.heardAtMs = this.options.clock.nowMs();
    socket.onopen = () => {
      const { pageId, session } = this.options;
      socket.send(JSON.stringify({ type: 'hello', session: session(), pageId, together: true } satisfies PageToDesk));
    };
    socket.onmessage = ({ data }) => this.hear(String(data));
    socket.onclose = () => this.lost(socket, false);
    socket.onerror = () => socket.close();
  }

  send(message: PageToDesk): void {
    if (this.welcome && this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  tick(): void {
    const { socket } = this;
    if (!socket) return;
    const nowMs = this.options.clock.nowMs();
    if (nowMs - this.heardAtMs > DEAD_MS) {
      this.lost(socket, false);
      return;
    }
    if (nowMs - this.pingedAtMs < PING_MS) return;
    this.pingedAtMs = nowMs;
    this.send({ type: 'ping' });
  }

  close(): void {
    this.closed = true;
    this.cancelRetry();
    this.socket?.close();
  }

  private hear(text: string): void {
    this.heardAtMs = this.options.clock.nowMs();
    for (const message of parseDeskMessages(text)) this.take(message);
  }

  private take(message: DeskToPage): void {
    if (message.type === 'welcome') {
      this.welcome = true;
      this.attempts = 0;
      this.options.onUp();
      if (this.sleptMs(message.deskMs) > SLEPT_MS) this.options.onSlept();
    }
    if ((message.type === 'welcome' || message.type === 'pong') && message.deskMs !== undefined) {
      this.told = { deskMs: message.deskMs, nowMs: this.options.clock.nowMs() };
    }
    if (message.type === 'bye' && message.why === 'signed-out' && this.socket) return this.lost(this.socket, true);
    this.options.onMessage(message);
  }

  /** Where the clock of this machine stands still in its sleep, only the desk's tells that time went by. */
  private sleptMs(deskMs: number | undefined): number {
    if (!this.told || deskMs === undefined) return 0;
    return deskMs - this.told.deskMs - (this.options.clock.nowMs() - this.told.nowMs);
  }

  private lost(socket: WebSocket, signedOut: boolean): void {
    if (this.socket !== socket) return;
    this.socket = null;
    this.welcome = false;
    if (this.closed) return;
    socket.onclose = null;
    socket.close();
    const retryInMs = backOffMs(this.attempts, Math.random());
    this.attempts += 1;
    this.cancelRetry = this.options.clock.after(retryInMs, () => void this.again(signedOut));
    this.options.onDown({ retryInMs, signedOut });
  }

  private async again(signedOut: boolean): Promise<void> {
    // Without a new session the desk refuses once more, and the next attempt asks again.
    if (signedOut) await this.options.renew().catch(() => undefined);
    this.open();
  }
}

function addressOf(base: string): string {
  const url = new URL(LIVE_PATH, base === '' ? location.href : base);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
