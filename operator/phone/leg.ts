import { LEG_HEADERS, type TransferMode } from '../../contracts/desk-commands';
import type { PhoneEvent, SoundTrouble } from '../state';
import type { Sdk } from './load-sdk';
import { playRemote, type RemoteSound } from './remote-sound';

export type SdkCall = ReturnType<ReturnType<Sdk['getInstance']>['call']>;

export interface LegOptions {
  sdk: Sdk;
  /** The SDK's own id of an incoming leg, the page's of a call out. */
  legId: string;
  emit: (event: PhoneEvent) => void;
  speaker: () => string | null;
  onEnded: () => void;
}

export interface Leg { readonly call: SdkCall; useSpeaker(id: string | null): void }

/** Failed 409: the SDK gave the connection up, the call is lost by the network. */
const CONNECTION_CLOSED = 409;
const MEDIA_FLOWS = ['connected'];
const MEDIA_BROKEN = ['disconnected', 'failed'];
/** An answered call that has no sound by then says why, before anybody else ends it or gives up. */
const SILENT_AFTER_MS = 2_500;

/** One leg: the SDK's events as the reducer's. */
export function followLeg(call: SdkCall, options: LegOptions): Leg {
  const { sdk, emit, legId } = options;
  const proof = createProof(() => emit({ type: 'phone.audio', legId }));
  let sound: RemoteSound | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const end = (event: { elsewhere: boolean; network: boolean; code?: number }) => {
    clearTimeout(silence);
    sound?.stop();
    options.onEnded();
    const silent = proof.missing();
    emit({ type: 'phone.ended', legId, ...event, ...(silent && { silent }) });
  };
  call.on(sdk.CallEvents.Connected, ({ headers }: { headers?: Record<string, string> }) => {
    const { callId } = readHeaders(headers);
    emit({ type: 'phone.connected', legId, ...(callId === null ? {} : { callId }) });
    proof.connected();
    silence = setTimeout(() => {
      const why = proof.missing();
      if (why) emit({ type: 'phone.silent', legId, why });
    }, SILENT_AFTER_MS);
  });
  call.on(sdk.CallEvents.Disconnected, ({ params }: { params?: { answeredElsewhere?: boolean } }) =>
    end({ elsewhere: params?.answeredElsewhere === true, network: false }));
  call.on(sdk.CallEvents.Failed, ({ code }: { code: number }) =>
    end({ elsewhere: false, network: code === CONNECTION_CLOSED, code }));
  onMediaState(call, (state) => {
    if (MEDIA_FLOWS.includes(state)) {
      proof.media();
      emit({ type: 'phone.media', legId, ok: true });
    }
    if (MEDIA_BROKEN.includes(state)) emit({ type: 'phone.media', legId, ok: false });
  });
  onEndpoint(sdk, call, (stream) => {
    sound?.stop();
    sound = playRemote(stream, options.speaker());
    void sound.started.then((ok) => { if (ok) proof.sound(); });
  });
  return { call, useSpeaker: (id) => sound?.useSpeaker(id) };
}

/** What the cloud says about the call that rings on this leg. */
export function ringOf(call: SdkCall): Extract<PhoneEvent, { type: 'phone.ring' }> {
  return { type: 'phone.ring', legId: call.id(), number: call.number(), ...readHeaders(call.headers()) };
}

/** Connected, media flowing and a speaker playing: all three, in whatever order, make the proof of life. */
function createProof(done: () => void) {
  const missing = new Set(['connected', 'media', 'sound']);
  const met = (what: string) => () => {
    if (missing.delete(what) && missing.size === 0) done();
  };
  const why = (): SoundTrouble | null => (missing.has('media') ? 'media' : missing.has('sound') ? 'playback' : null);
  return { connected: met('connected'), media: met('media'), sound: met('sound'), missing: why };
}

/** The SDK passes the state of the browser's connection, ICE and keys, on as an event named SDP; it is in no typing. */
function onMediaState(call: SdkCall, tell: (state: string) => void): void {
  const listen = call.on.bind(call) as unknown as (name: string, handler: (event: { origin?: string; description?: string }) => void) => void;
  listen('SDP', ({ origin, description }) => {
    if (origin === 'onconnectionstatechange' && description !== undefined) tell(description);
  });
}

function onEndpoint(sdk: Sdk, call: SdkCall, found: (stream: MediaStream) => void): void {
  const follow = (endpoint: ReturnType<SdkCall['getEndpoints']>[number]) =>
    endpoint.on(sdk.EndpointEvents.RemoteMediaAdded, ({ mediaRenderer }: { mediaRenderer: { kind: string; stream: MediaStream } }) => {
      if (mediaRenderer.kind === 'audio') found(mediaRenderer.stream);
    });
  for (const endpoint of call.getEndpoints()) follow(endpoint);
  call.on(sdk.CallEvents.EndpointAdded, ({ endpoint }: { endpoint: Parameters<typeof follow>[0] }) => follow(endpoint));
}

function readHeaders(given: Readonly<Record<string, string>> | undefined): { callId: string | null; offerId: string | null; transfer?: { mode: TransferMode; by: string } } {
  const headers = new Map(Object.entries(given ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const read = (name: string) => headers.get(name.toLowerCase()) ?? null;
  const [, mode, by] = /^(blind|consult) (\S+)$/.exec(read(LEG_HEADERS.transfer) ?? '') ?? [];
  return {
    callId: read(LEG_HEADERS.call), offerId: read(LEG_HEADERS.offer),
    ...(mode && by ? { transfer: { mode: mode as TransferMode, by } } : {}),
  };
}
