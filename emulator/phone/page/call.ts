import type { ToPage } from '../messages';
import type { PhoneExchange } from './exchange';
import { createMeter } from './meter';

export type CallState =
  | { kind: 'idle' | 'dialling' | 'ringing' | 'early' }
  | { kind: 'connected'; sinceMs: number }
  | { kind: 'ended'; code: number; reason: string }
  | { kind: 'noMicrophone' };

export interface CallListener {
  state: (state: CallState) => void;
  /** Loudness of what is heard, 0…1. */
  level: (level: number) => void;
}

/** One call of one phone: its microphone, its sound, its messages. */
export interface PhoneCall {
  hangUp(): void;
  tone(tone: string): void;
  mute(isMuted: boolean): void;
}

export function startCall(exchange: PhoneExchange, numbers: { from: string; to: string }, listener: CallListener): PhoneCall {
  const call = crypto.randomUUID();
  const connection = new RTCPeerConnection();
  const audio = new Audio();
  const meter = createMeter(listener.level);
  let microphone: MediaStream | undefined;
  const finish = (state: CallState) => {
    unfollow();
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
    // A click on «Позвонить» came first, so the browser lets it play.
    void audio.play();
    meter.listen(heard);
  };
  listener.state({ kind: 'dialling' });
  void (async () => {
    try {
      microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      finish({ kind: 'noMicrophone' });
      return;
    }
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
