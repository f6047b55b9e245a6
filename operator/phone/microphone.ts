import type { PhoneEvent } from '../state';

/** The microphone that speaks in a call. */
export interface MicrophoneWatch {
  /** The SDK opened it, at the answer or because devices changed. */
  use(stream: MediaStream): void;
  /** No call any more: what ends from now on ends on purpose. */
  rest(): void;
}

const LOOK_EVERY_MS = 1_000;

/** Looks instead of listening: nobody is told of a track that a script or a driver stops. */
export function watchMicrophone(emit: (event: PhoneEvent) => void): MicrophoneWatch {
  let track: MediaStreamTrack | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;
  let last = { state: 'ok', label: '' };
  let wasMuted = false;

  const look = () => {
    if (!track) return;
    // A headset that changes its profile is muted for a moment.
    const muted = track.muted && wasMuted;
    wasMuted = track.muted;
    const state = track.readyState === 'ended' ? 'ended' : muted ? 'muted' : 'ok';
    if (state === last.state && (state !== 'ok' || track.label === last.label)) return;
    last = { state, label: track.label };
    emit({ type: 'phone.microphone', state, label: track.label });
  };
  return {
    use(stream) {
      const [opened] = stream.getAudioTracks();
      if (!opened) return;
      if (!track) last = { state: 'ok', label: opened.label };
      track = opened;
      timer ??= setInterval(look, LOOK_EVERY_MS);
      look();
    },
    rest() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      track = null;
    },
  };
}
