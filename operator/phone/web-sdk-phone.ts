import type { Me } from '../../contracts/desk-api';
import { permission } from '../browser/permission';
import type { PhoneTrouble, SettableStatus } from '../state';
import { followLeg, ringOf, type Leg, type SdkCall } from './leg';
import { loadSdk, type Sdk } from './load-sdk';
import { watchMicrophone } from './microphone';
import type { AudioDevices, Phone, PhoneOptions } from './port';
import { followStatuses } from './statuses';

/**
 * For all of an attempt: a gateway that takes the socket and then says nothing, or drops it, leaves what the SDK was
 * asked pending for ever.
 */
const CONNECT_LIMIT_MS = 15_000;
/**
 * The SDK gives up after 23.6 s by itself, but has no timer for a socket that is taken and then says nothing: it would
 * stay in RECONNECTING for ever. `disconnect()` frees it, in 6 s.
 */
const RESUME_LIMIT_MS = 30_000;
/** A microphone that may be used opens sooner; else the browser has put a question. */
const ASKING_AFTER_MS = 1_500;

/** The Web SDK behind the port. One per page: the SDK itself is one object. */
export function createWebSdkPhone(options: PhoneOptions): Phone {
  return new WebSdkPhone(options);
}

class WebSdkPhone implements Phone {
  private sdk: Sdk | null = null;
  private legs = new Map<string, Leg>();
  private devices: AudioDevices = { microphone: null, speaker: null, ring: null };
  private signedIn = false;
  /** Runs while the SDK tries to resume. */
  private resuming: ReturnType<typeof setTimeout> | null = null;
  private readonly microphone;
  /** Of the attempt under way. */
  private onDropped: () => void = () => undefined;
  /** Counts connection attempts, so that an abandoned one cannot report. */
  private attempt = 0;

  constructor(private readonly options: PhoneOptions) {
    this.microphone = watchMicrophone(options.emit);
  }

  async connect(account: Me['voximplant']): Promise<void> {
    const attempt = ++this.attempt;
    if (typeof RTCPeerConnection !== 'function') return this.lost('no-webrtc', attempt);
    const sdk = await this.start(account).catch(() => null);
    if (!sdk) return this.lost('sdk', attempt);
    try {
      const outcome = await withLimit(this.enter(sdk, account.login), CONNECT_LIMIT_MS);
      if (outcome === null || typeof outcome === 'string') return this.lost(outcome ?? 'network', attempt);
      if (attempt !== this.attempt) return;
      this.signedIn = true;
      this.options.emit({ type: 'phone.up', ...outcome });
    } catch {
      this.lost('network', attempt);
    }
  }

  async disconnect(): Promise<void> {
    this.attempt += 1;
    this.signedIn = false;
    this.stopResuming();
    this.legs.clear();
    await this.sdk?.getInstance().disconnect().catch(() => undefined);
  }

  setStatus(id: string, status: SettableStatus): void {
    const { sdk } = this;
    if (!sdk) return;
    type Status = Parameters<ReturnType<Sdk['getInstance']>['setOperatorACDStatus']>[0];
    sdk.getInstance().setOperatorACDStatus(status as unknown as Status).then(
      (answer) => this.options.emit({ type: 'phone.statusAnswer', id, ok: String(answer) === status, status: String(answer) }),
      () => this.options.emit({ type: 'phone.statusAnswer', id, ok: false, status: null }),
    );
  }

  call(legId: string, { destination, headers }: Parameters<Phone['call']>[1]): void {
    const { sdk } = this;
    const fail = () => this.options.emit({ type: 'phone.ended', legId, elsewhere: false, network: false });
    if (!sdk || !this.signedIn) return fail();
    try {
      const call = sdk.getInstance().call({ number: destination, extraHeaders: { ...headers }, video: { sendVideo: false, receiveVideo: false } });
      this.follow(sdk, legId, call);
    } catch {
      // The SDK throws where it is not connected any more; that is on its way as an event of its own.
      fail();
    }
  }

  answer(legId: string): void {
    const { emit } = this.options;
    this.withCall(legId, (call) => {
      const asking = setTimeout(() => void permission('microphone').then((state) => { if (state !== 'granted') emit({ type: 'phone.asking', legId }); }), ASKING_AFTER_MS);
      // In no typing: a promise that settles with the microphone.
      const answered = call.answer('', {}, { sendVideo: false, receiveVideo: false }) as unknown as Promise<unknown> | undefined;
      Promise.resolve(answered)
        .catch(() => emit({ type: 'phone.unanswerable', legId }))
        .finally(() => clearTimeout(asking));
    });
  }

  reject(legId: string): void {
    // Outside of ALERTING the SDK throws; the leg is then ended the other way.
    this.withCall(legId, (call) => {
      try {
        call.reject();
      } catch {
        call.hangup();
      }
    });
  }

  hangUp(legId: string): void {
    this.withCall(legId, (call) => call.hangup());
  }

  send(legId: string, text: string): void {
    this.withCall(legId, (call) => call.sendMessage(text));
  }

  mute(legId: string, on: boolean): void {
    this.withCall(legId, (call) => (on ? call.muteMicrophone() : call.unmuteMicrophone()));
  }

  hold(legId: string, on: boolean): void {
    this.withCall(legId, (call) => {
      call.setActive(!on).then(
        () => this.options.emit({ type: 'phone.held', legId, ok: true, on }),
        () => this.options.emit({ type: 'phone.held', legId, ok: false, on }),
      );
    });
  }

  useDevices(devices: AudioDevices): void {
    this.devices = devices;
    if (!this.sdk) return;
    const audio = this.sdk.Hardware.AudioDeviceManager.get();
    const params = devices.microphone === null ? {} : { inputId: devices.microphone };
    audio.setDefaultAudioSettings(params);
    for (const leg of this.legs.values()) {
      leg.useSpeaker(devices.speaker);
      void audio.setCallAudioSettings(leg.call, params).catch(() => undefined);
    }
  }

  private async start(account: Me['voximplant']): Promise<Sdk> {
    if (this.sdk) return this.sdk;
    const sdk = await loadSdk(this.options.sdkUrl);
    const client = sdk.getInstance();
    type Config = NonNullable<Parameters<typeof client.init>[0]>;
    await client.init({
      node: sdk.ConnectionNode[account.node as keyof typeof sdk.ConnectionNode],
      queueType: sdk.QueueTypes[account.queueType],
      ...(account.serverIp === null ? {} : { serverIp: [account.serverIp] }),
      micRequired: false,
      progressTone: false,
      showDebugInfo: false,
    } satisfies Config);
    this.sdk = sdk;
    this.useDevices(this.devices);
    this.listen(sdk);
    return sdk;
  }

  private listen(sdk: Sdk): void {
    const client = sdk.getInstance();
    const { emit } = this.options;
    client.on(sdk.Events.IncomingCall, ({ call }: { call: SdkCall }) => this.addLeg(sdk, call));
    client.on(sdk.Events.MicAccessResult, ({ result, stream }: { result: boolean; stream: MediaStream | null }) => {
      if (result && stream) this.microphone.use(stream);
    });
    client.on(sdk.Events.Reconnecting, () => {
      this.resuming ??= setTimeout(() => void client.disconnect().catch(() => undefined), RESUME_LIMIT_MS);
      emit({ type: 'phone.resuming' });
    });
    client.on(sdk.Events.Reconnected, () => {
      this.stopResuming();
      emit({ type: 'phone.resumed' });
    });
    client.on(sdk.Events.ConnectionClosed, () => {
      const why = this.stopResuming() ? 'network' : 'kicked';
      this.onDropped();
      if (this.signedIn) this.lost(why, this.attempt);
    });
    followStatuses(sdk, emit);
  }

  /** An attempt that was given up may still be on its way: it ends first. */
  private async reach(sdk: Sdk): Promise<boolean> {
    const client = sdk.getInstance();
    const { CONNECTED, LOGGED_IN, DISCONNECTED } = sdk.ClientState;
    const state = client.getClientState();
    if (state === CONNECTED || state === LOGGED_IN) return true;
    if (state !== DISCONNECTED) await client.disconnect();
    return client.connect();
  }

  /** Whether it was on. */
  private stopResuming(): boolean {
    const was = this.resuming !== null;
    if (this.resuming !== null) clearTimeout(this.resuming);
    this.resuming = null;
    return was;
  }

  private async enter(sdk: Sdk, login: string): Promise<'network' | 'refused' | { status: string }> {
    const client = sdk.getInstance();
    if (!await this.reach(sdk)) return 'network';
    // Dropped from here on, the SDK says so and leaves what it was asked unanswered.
    const dropped = new Promise<'network'>((resolve) => { this.onDropped = () => resolve('network'); });
    const entered = async (): Promise<'refused' | { status: string }> => {
      if (!await this.signIn(client, login)) return 'refused';
      return { status: String(await client.getOperatorACDStatus()) };
    };
    return Promise.race([entered(), dropped]);
  }

  /** `requestOneTimeLoginKey` gives the key in its answer, or in what it rejects with. */
  private async signIn(client: ReturnType<Sdk['getInstance']>, login: string): Promise<boolean> {
    const { key } = await client.requestOneTimeLoginKey(login).catch((refusal: unknown) => refusal as { key?: string });
    if (!key) return false;
    const hash = await this.options.signKey(key);
    const answer = await client.loginWithOneTimeKey(login, hash).catch(() => ({ result: false }));
    return answer.result;
  }

  private addLeg(sdk: Sdk, call: SdkCall): void {
    this.follow(sdk, call.id(), call);
    this.options.emit(ringOf(call));
  }

  private follow(sdk: Sdk, legId: string, call: SdkCall): void {
    const leg = followLeg(call, {
      sdk,
      legId,
      emit: this.options.emit,
      speaker: () => this.devices.speaker,
      onEnded: () => {
        this.legs.delete(legId);
        if (this.legs.size === 0) this.microphone.rest();
      },
    });
    this.legs.set(legId, leg);
  }

  private withCall(legId: string, run: (call: SdkCall) => void): void {
    const leg = this.legs.get(legId);
    if (!leg) return;
    try {
      run(leg.call);
    } catch {
      // The SDK throws on a call in the wrong state: it has ended, and its end is on the way.
    }
  }

  private lost(why: PhoneTrouble, attempt: number): void {
    if (attempt !== this.attempt) return;
    this.attempt += 1;
    this.signedIn = false;
    this.legs.clear();
    this.options.emit({ type: 'phone.lost', why, jitter: Math.random() });
  }
}

/** Null where no answer came in time. */
function withLimit<T>(asked: Promise<T>, limitMs: number): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), limitMs);
    asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
