import { LIVE_PATH, parseDeskMessages, type DeskToPage, type PageToDesk } from '../../contracts/desk-live';
import { backOffMs } from './back-off';

/** Twice within the desk's limit of silence. */
const PING_MS = 6_000;
/** No word for this long: the line is dead though the browser has not noticed. */
const DEAD_MS = 15_000;

export interface LiveOptions {
  base: string;
  pageId: string;
  session: () => string | null;
  /** The desk asks for a new session; rejects where the ERP gives none. */
  renew: () => Promise<unknown>;
  onMessage: (message: DeskToPage) => void;
  onUp: () => void;
  onDown: (how: { retryInMs: number; signedOut: boolean }) => void;
}
export interface Live {
  open(): void;
  send(message: PageToDesk): void;
  /** Unthrottled time from outside: pings, and finds a dead line. */
  tick(nowMs: number): void;
  close(): void;
}

/** The live channel, with back-off and jitter; it is up once the desk has said welcome. */
export function createLive(options: LiveOptions): Live {
  return new LiveChannel(options);
}

class LiveChannel implements Live {
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private attempts = 0;
  private welcome = false;
  private closed = false;
  private heardAtMs = 0;
  private pingedAtMs = 0;
  private nowMs = 0;

  constructor(private readonly options: LiveOptions) {}

  open(): void {
    if (this.socket || this.closed) return;
    const socket = new WebSocket(addressOf(this.options.base));
    this.socket = socket;
    this.heardAtMs = this.nowMs;
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

  tick(nowMs: number): void {
    this.nowMs = nowMs;
    const { socket } = this;
    if (!socket) return;
    if (nowMs - this.heardAtMs > DEAD_MS && this.heardAtMs > 0) {
      socket.onclose = null;
      socket.close();
      this.lost(socket, false);
      return;
    }
    if (this.heardAtMs === 0) this.heardAtMs = nowMs;
    if (nowMs - this.pingedAtMs < PING_MS) return;
    this.pingedAtMs = nowMs;
    this.send({ type: 'ping' });
  }

  close(): void {
    this.closed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.socket?.close();
  }

  private hear(text: string): void {
    this.heardAtMs = this.nowMs;
    for (const message of parseDeskMessages(text)) this.take(message);
  }

  private take(message: DeskToPage): void {
    if (message.type === 'welcome') {
      this.welcome = true;
      this.attempts = 0;
      this.options.onUp();
    }
    if (message.type === 'bye' && message.why === 'signed-out' && this.socket) return this.lost(this.socket, true);
    this.options.onMessage(message);
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
    this.timer = setTimeout(() => void this.again(signedOut), retryInMs);
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
