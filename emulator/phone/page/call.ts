import type { ToPage } from '../messages';
import type { PhoneExchange } from './exchange';
import { createMeter } from './meter';

export type CallState =
  | { kind: 'idle' | 'asking' | 'dialling' | 'ringing' | 'early' }
  | { kind: 'connected'; sinceMs: number }
  | { kind: 'ended'; code: number; reason: string }
  | { kind: 'noMicrophone' | 'noWebrtc' };

/** Why nothing is heard though the line is up. */
export type Silence = 'noPath' | 'noPlayback';

export interface CallListener {
  state: (state: CallState) => void;
  /** Null once sound flows. */
  silence: (silence: Silence | null) => void;
  /** Loudness of what is heard, 0…1. */
  level: (level: number) => void;
}

/** One call of one phone: its microphone, its sound, its messages. */
export interface PhoneCall {
  hangUp(): void;
  tone(tone: string): void;
  mute(isMuted: boolean): void;
}

/** Sound has come by then, or it is said why not. */
const soundWithinMs = 4_000;
/** A microphone that may be used opens sooner; else the browser has put a question. */
const askingAfterMs = 1_500;

export function startCall(exchange: PhoneExchange, numbers: { from: string; to: string }, listener: CallListener): PhoneCall {
  if (typeof RTCPeerConnection !== 'function') return withoutWebrtc(listener);
  const call = crypto.randomUUID();
  const connection = new RTCPeerConnection();
  const stopWatching = watchPath(connection, listener);
  const audio = new Audio();
  const meter = createMeter(listener.level);
  let microphone: MediaStream | undefined;
  const finish = (state: CallState) => {
    unfollow();
    stopWatching();
    clearTimeout(asking);
    meter.stop();
    connection.close();
    audio.srcObject = null;
    for (const track of microphone?.getTracks() ?? []) track.stop();
    listener.state(state);
  };
  const unfollow = exchange.follow(call, (message) => {
    if (message.type === 'ended') finish({ kind: 'ended', code: message.code, reason: message.reason });
    else void take(connection, message, listener);
  });
  connection.ontrack = ({ track }) => {
    const heard = new MediaStream([track]);
    audio.srcObject = heard;
    // A click on «Позвонить» came first, so the browser should let it play.
    audio.play().catch(() => { if (audio.srcObject !== null) listener.silence('noPlayback'); });
    meter.listen(heard);
  };
  listener.state({ kind: 'dialling' });
  const asking = setTimeout(() => listener.state({ kind: 'asking' }), askingAfterMs);
  void (async () => {
    try {
      microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      finish({ kind: 'noMicrophone' });
      return;
    } finally {
      clearTimeout(asking);
    }
    listener.state({ kind: 'dialling' });
    for (const track of microphone.getAudioTracks()) connection.addTrack(track, microphone);
    await connection.setLocalDescription();
    exchange.send({ type: 'dial', call, ...numbers, sdp: connection.localDescription?.sdp ?? '' });
  })();
  return {
    hangUp: () => exchange.send({ type: 'hangup', call }),
    tone: (tone) => exchange.send({ type: 'tone', call, tone }),
    mute(isMuted) {
      for (const track of microphone?.getAudioTracks() ?? []) track.enabled = !isMuted;
    },
  };
}

function withoutWebrtc(listener: CallListener): PhoneCall {
  listener.state({ kind: 'noWebrtc' });
  return { hangUp() {}, tone() {}, mute() {} };
}

/** From the description of the other side on, until sound has a path. */
function watchPath(connection: RTCPeerConnection, { silence }: CallListener): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => silence(connection.connectionState === 'connected' ? null : 'noPath');
  connection.onsignalingstatechange = () => {
    if (connection.remoteDescription !== null) timer ??= setTimeout(look, soundWithinMs);
  };
  connection.onconnectionstatechange = () => {
    if (['connected', 'disconnected', 'failed'].includes(connection.connectionState)) look();
  };
  return () => {
    clearTimeout(timer);
    silence(null);
  };
}

async function take(connection: RTCPeerConnection, message: ToPage, listener: CallListener): Promise<void> {
  switch (message.type) {
    case 'answer':
      await connection.setRemoteDescription({ type: 'answer', sdp: message.sdp });
      return;
    case 'ringing':
    case 'early':
      listener.state({ kind: message.type });
      return;
    case 'connected':
      listener.state({ kind: 'connected', sinceMs: performance.now() });
      return;
    case 'numbers':
    case 'ended':
  }
}
