import { createHmac } from 'node:crypto';
import { vi } from 'vitest';

/** A typed stand-in for what has listeners on the platform; a test says what happens. */
export class FakeTarget {
  private readonly listeners = new Map<string, ((event: unknown) => void)[]>();

  addEventListener(event: string, listener: (event: unknown) => void): void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }

  emit(event: string, payload: object = {}): void {
    for (const listener of this.listeners.get(event) ?? []) listener(payload);
  }
}

/** A leg; keeps what was done to it, in order. */
export class FakeCall extends FakeTarget {
  readonly deeds: string[] = [];

  constructor(private readonly user = '') {
    super();
  }

  number = () => this.user;
  clientType = () => 'pstn';
  answer = () => this.did('answer');
  reject = (code: number) => this.did(`reject ${code}`);
  hangup = () => this.did('hangup');
  say = (text: string) => this.did(`say ${text}`);
  startPlayback = (url: string) => this.did(`play ${url}`);
  stopPlayback = () => this.did('stop');

  private did(what: string): void {
    this.deeds.push(what);
  }
}

export class FakeRequest extends FakeTarget {
  readonly deeds: string[] = [];
  cancel = () => void this.deeds.push('cancel');
  getStatus = () => void this.deeds.push('getStatus');
  end = (description: string) => void this.deeds.push(`end ${description}`);
}

export interface HttpCall {
  url: string;
  body: { events: { kind: string; seq: number; id: string }[]; accessUrl?: string };
  headers: Record<string, string>;
  answer(code: number, text?: string): void;
}

export interface FakePlatform {
  request: FakeRequest;
  /** Arguments of the last enqueue. */
  enqueued: unknown[];
  http: HttpCall[];
  storage: Map<string, string>;
  log: string[];
  session: FakeTarget;
  media: [unknown, unknown][];
  terminated: number;
  secrets: Record<string, string>;
}

/** Puts the platform's globals in place; call it in every test, `vi.unstubAllGlobals` takes them away. */
export function installPlatform(): FakePlatform {
  const platform: FakePlatform = {
    request: new FakeRequest(), enqueued: [], http: [], storage: new Map(), log: [], session: new FakeTarget(),
    media: [], terminated: 0, secrets: { VOX_DESK_KEY_1: 'first key' },
  };
  const enqueue = (...given: unknown[]) => {
    platform.enqueued = given;
    return platform.request;
  };
  const globals = {
    AppEvents: { Started: 'Started', CallAlerting: 'CallAlerting', HttpRequest: 'HttpRequest' },
    CallEvents: named('Connected', 'Disconnected', 'Failed', 'MessageReceived', 'PlaybackStarted', 'PlaybackFinished'),
    ACDEvents: named('Queued', 'Waiting', 'Offline', 'QueueFull', 'OperatorCallAttempt', 'OperatorFailed', 'OperatorReached', 'Error'),
    SmartQueueEvents: named('EnqueueSuccess', 'Waiting', 'TaskDistributed', 'OperatorReached', 'ClientDisconnected', 'TaskCanceled', 'Error'),
    SmartQueueOperatorSettingsMode: named('SMART', 'STRICT'),
    VoiceList: { Amazon: { ru_RU_Tatyana: { id: 'tatyana' } } },
    Logger: { write: (line: string) => platform.log.push(line) },
    Crypto: { hmac_sha256: (key: string, data: string) => createHmac('sha256', key).update(data).digest('hex') },
    Net: { httpRequest: httpOf(platform) },
    ApplicationStorage: storageOf(platform.storage),
    VoxEngine: {
      addEventListener: platform.session.addEventListener.bind(platform.session),
      enqueueACDRequest: enqueue,
      enqueueTask: enqueue,
      sendMediaBetween: (a: unknown, b: unknown) => platform.media.push([a, b]),
      getSecretValue: (name: string) => platform.secrets[name],
      terminate: () => void platform.terminated++,
    },
  };
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  let nonces = 0;
  vi.stubGlobal('uuidgen', () => `nonce-${++nonces}`);
  return platform;
}

function named(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

type HttpResult = { code: number; text?: string };
function httpOf(platform: FakePlatform) {
  return (url: string, done: (result: HttpResult) => void, options: { postData: string; headers: Record<string, string> }) => {
    const body = JSON.parse(options.postData) as HttpCall['body'];
    platform.http.push({
      url, body, headers: options.headers,
      answer: (code, text) => done(text === undefined ? { code } : { code, text }),
    });
  };
}

function storageOf(storage: Map<string, string>) {
  return {
    put: async (key: string, value: string) => void storage.set(key, value),
    get: async (key: string) => {
      const value = storage.get(key);
      return value === undefined ? null : { key, value, expireAt: 0 };
    },
    remove: async (key: string) => void storage.delete(key),
    keys: async (namespace: string, count: number) => ({
      keys: [...storage.keys()].filter((key) => key.startsWith(`${namespace}:`)).slice(0, count),
    }),
  };
}
