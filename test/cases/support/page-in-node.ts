import { vi } from 'vitest';
import { WebSocket } from 'ws';
import type { PageClock } from '../../../operator/clock';
import type { Phone, PhoneOptions } from '../../../operator/phone/port';
import { startPage, type Page } from '../../../operator/runner/page';
import { listen } from '../../desk/support/live-page';
import { createManualClock, NOON, type ManualClock } from '../../desk/support/manual-clock';
import type { World } from '../../desk/support/world';

/** What a page's phone was asked for, and how to say what comes in. */
export interface TestPhone {
  /** `send alive`, `setStatus READY` …, each with the page's time. */
  asked: string[];
  emit: PhoneOptions['emit'];
}

export interface RunningPage {
  page: Page;
  phone: TestPhone;
  /** Of the machine that the page runs on. */
  machine: ManualClock;
}

/** The page's own program without its view, beside a real desk; devices, sockets and time are what a test gives it. */
export async function runPage(world: World, operator: string): Promise<RunningPage> {
  stubBrowser();
  const machine = createManualClock(NOON);
  const phone: TestPhone = { asked: [], emit: () => undefined };
  const page = startPage({
    base: `http://${await listen(world)}`, sdkUrl: 'about:blank', getToken: () => world.token(operator),
    alertTexts: () => ({ title: 'Входящий звонок', body: (number) => number }),
    clock: pageClock(machine), openPhone: (options) => openPhone(phone, options, machine),
  });
  return { page, phone, machine };
}

function pageClock(machine: ManualClock): PageClock {
  const after: PageClock['after'] = (delayMs, fn) => {
    const timer = machine.after(delayMs, fn);
    return () => timer.cancel();
  };
  return {
    nowMs: () => machine.now() - NOON,
    wall: machine.wall,
    after,
    everySecond(beat) {
      let stop = (): void => undefined;
      const arm = (): void => { stop = after(1_000, () => { arm(); beat(); }); };
      arm();
      return () => stop();
    },
  };
}

/** Takes every status, connects what is answered, and lets sound flow. */
function openPhone(phone: TestPhone, { emit }: PhoneOptions, machine: ManualClock): Phone {
  const note = (what: string): void => { phone.asked.push(`${machine.now() - NOON} ${what}`); };
  phone.emit = emit;
  return {
    async connect() { emit({ type: 'phone.up', status: 'ONLINE' }); },
    async disconnect() { note('disconnect'); },
    setStatus(id, status) {
      note(`setStatus ${status}`);
      emit({ type: 'phone.statusAnswer', id, ok: true, status });
    },
    call: (legId) => note(`call ${legId}`),
    answer(legId) {
      emit({ type: 'phone.connected', legId });
      emit({ type: 'phone.audio', legId });
    },
    reject: () => note('reject'),
    hangUp(legId) {
      note('hangUp');
      emit({ type: 'phone.ended', legId, elsewhere: false, network: false });
    },
    send: (_legId, text) => note(`send ${text}`),
    mute: () => undefined,
    hold: () => undefined,
    useDevices: () => undefined,
  };
}

/** Requests and sockets are real; this counts what is under way. */
const traffic = { open: 0, heard: 0 };

/** The browser's own things that the page touches: a microphone that works, rights that are given, no other tabs. */
function stubBrowser(): void {
  const { fetch } = globalThis;
  const track = { readyState: 'live', stop: () => undefined };
  const media = {
    getUserMedia: async () => ({ getAudioTracks: [track].slice.bind([track]), getTracks: () => [track] }),
    enumerateDevices: async () => [{ kind: 'audiooutput' }],
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', Object.assign(new EventTarget(), { title: '', hidden: false }));
  vi.stubGlobal('location', new URL('http://127.0.0.1/'));
  vi.stubGlobal('navigator', { mediaDevices: media });
  vi.stubGlobal('BroadcastChannel', undefined);
  vi.stubGlobal('HTMLMediaElement', class {});
  vi.stubGlobal('Notification', Object.assign(class { close() { return undefined; } }, { permission: 'granted' }));
  vi.stubGlobal('AudioContext', SilentContext);
  vi.stubGlobal('WebSocket', CountedSocket);
  vi.stubGlobal('fetch', async (...args: Parameters<typeof fetch>) => {
    traffic.open += 1;
    try {
      return await fetch(...args);
    } finally {
      traffic.open -= 1;
      traffic.heard += 1;
    }
  });
}

const PING = JSON.stringify({ type: 'ping' });

/** Under way until it is open, and from each message until the desk is done with it: it takes one at a time, so the pong of a ping behind it says so. */
class CountedSocket extends WebSocket {
  private waiting = 1;

  constructor(url: string) {
    super(url);
    traffic.open += 1;
    this.once('open', () => this.done(1));
    this.once('close', () => this.done(this.waiting));
    this.on('message', (data: Buffer) => {
      traffic.heard += 1;
      if (data.toString().includes('"pong"')) this.done(1);
    });
  }

  override send(data: string): void {
    traffic.open += 1;
    this.waiting += 1;
    super.send(data);
    if (data !== PING) super.send(PING);
  }

  private done(answers: number): void {
    traffic.open -= Math.min(answers, this.waiting);
    this.waiting -= Math.min(answers, this.waiting);
  }
}

/** Any sound, heard by nobody. */
class SilentContext {
  state = 'running';
  currentTime = 0;
  destination = {};
  resume = async (): Promise<void> => undefined;
  createOscillator = () => silentNode();
  createGain = () => silentNode();
}

/** Whatever is asked of it, or done with it, is it again. */
function silentNode(): unknown {
  const node: unknown = new Proxy(() => node, { get: () => node });
  return node;
}

/** Until the pages have the answers to all that they asked, and no more of it. */
async function answered(): Promise<void> {
  for (let quiet = 0, heard = -1; quiet < 3;) {
    await new Promise((done) => setImmediate(done));
    quiet = traffic.open === 0 && traffic.heard === heard ? quiet + 1 : 0;
    heard = traffic.heard;
  }
}

/** A second goes by everywhere. */
export async function second(world: World, machines: readonly ManualClock[]): Promise<void> {
  for (let quarter = 0; quarter < 4; quarter++) for (const machine of [world.clock, ...machines]) machine.advance(250);
  await answered();
}

/** The desk has done what is due, and the pages know of it. What it gathers of a rush is written within this. */
const GATHERED_MS = 60;
export async function settled(world: World): Promise<void> {
  await answered();
  await new Promise((done) => setTimeout(done, GATHERED_MS));
  await world.desk.tick();
  await answered();
}
