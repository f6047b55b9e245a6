import { createHash, randomUUID } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { WebSocket, type ClientOptions } from 'ws';

/** A message of the gateway, e.g. `handleIncomingConnection`. */
export interface SdkMessage {
  name: string;
  params: readonly unknown[];
}

export interface SdkLogin {
  /** `localhost:PORT`. */
  host: string;
  /** PEM to trust. */
  certificate: string;
  /** `name@application.account.voximplant.com`. */
  login: string;
  password: string;
}

export interface SdkListener {
  heard(message: SdkMessage): void;
  /** The socket ended without our having left. */
  lost(code: number): void;
}

/** One page of the Web SDK, as far as its socket goes: the frames that version 4.13.1 sends, no media. */
export interface SdkPage {
  say(name: string, ...params: readonly unknown[]): void;
  setStatus(status: string): void;
  leave(): void;
}

/** The SDK's own beat; it also confirms what has come. */
const PING_EVERY_MS = 2_000;
const REALM = 'voximplant.com';

/** Connects and signs in; rejects with the gateway's code where it is refused. */
export async function openSdkPage({ host, certificate, login, password }: SdkLogin, listener: SdkListener): Promise<SdkPage> {
  const socket = new WebSocket(`wss://${host}/platform?version=5&client_version=4.13.1-3005&acd_version=2&features=1`, trusting(certificate));
  const frames = createFrames(socket);
  let hasLeft = false;
  let isIn = false;
  const page: SdkPage = {
    say: (name, ...params) => frames.say(name, params),
    setStatus: (status) => frames.say('setOperatorACDStatus', [{ permanent: false, status, uuid: `${randomUUID()}_${frames.id}` }]),
    leave() {
      hasLeft = true;
      clearInterval(beat);
      socket.close(1001);
    },
  };
  const beat = setInterval(() => frames.beat(), PING_EVERY_MS);
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code) => {
      clearInterval(beat);
      if (!isIn) reject(new Error(`The gateway closed the socket of ${login} with ${code}`));
      else if (!hasLeft) listener.lost(code);
    });
    socket.on('message', (data: Buffer) => {
      const message = frames.take(data.toString('utf8'));
      if (!message) return;
      if (isIn) return listener.heard(message);
      if (message.name === '__createConnection') return page.say('login', login, digestOf(login, password), { credentialType: 'md5' });
      if (message.name === 'loginFailed') return reject(new Error(`The gateway refused ${login} with ${String(message.params[0])}`));
      if (message.name !== 'loginSuccessful') return;
      isIn = true;
      resolve(page);
    });
  });
}

const contexts = new Map<string, SecureContext>();

/** One context for all pages: each of its own would read the system's certificates anew. */
function trusting(certificate: string): ClientOptions & { secureContext: SecureContext } {
  const secureContext = contexts.get(certificate) ?? createSecureContext({ ca: certificate });
  contexts.set(certificate, secureContext);
  return { secureContext };
}

function digestOf(login: string, password: string): string {
  return createHash('md5').update(`${login.split('@')[0] ?? ''}:${REALM}:${password}`).digest('hex');
}

interface Frames {
  readonly id: string;
  say(name: string, params: readonly unknown[]): void;
  /** The message in a frame, or undefined for one of the envelope's own. */
  take(text: string): SdkMessage | undefined;
  beat(): void;
}

interface Frame {
  type: 'id' | 'lastrx' | 'msg' | 'ack' | 'close' | 'error';
  id?: string;
  seq?: number;
  payload?: SdkMessage;
}

/** Numbers from 1 in each direction; what came is confirmed with the next beat. */
function createFrames(socket: WebSocket): Frames {
  let id = '';
  let sent = 0;
  let received = 0;
  let confirmed = 0;
  const put = (frame: object) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
  };
  const say = (name: string, params?: readonly unknown[]) => put({ type: 'msg', seq: ++sent, payload: params ? { name, params } : { name } });
  return {
    get id() {
      return id;
    },
    say,
    take(text) {
      const frame = JSON.parse(text) as Frame;
      if (frame.type === 'id') {
        id = frame.id ?? '';
        put({ type: 'lastrx', seq: 0 });
      }
      if (frame.type !== 'msg') return undefined;
      received = frame.seq ?? received;
      return frame.payload;
    },
    beat() {
      say('__ping');
      if (received > confirmed) put({ type: 'ack', seq: (confirmed = received) });
    },
  };
}
