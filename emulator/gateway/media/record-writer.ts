import type { Heard } from '../../platform/lines';
import type { RecordTrack, RecordWriter } from '../../platform/media/records';
import { decodeSample, frameMs, frameSamples, sampleRate, silentFrame } from './g711';
import { createPlayer, type PlayerOptions } from './player';
import { writeWav } from './wav';

/** After that a recording goes on without being written: a machine's memory is no storage. */
const LONGEST_SECONDS = 30 * 60;
/** After a pause of the process all frames of it come at once, and each waits for its turn; longer pauses are cut. */
const WAITING_MOST = 10_000 / frameMs;

/** Recordings as WAV files of what legs say and sounds play, as the browser at the other end would hear it. */
export function createRecordWriter(options: Omit<PlayerOptions, 'emit'>): RecordWriter {
  return { open: () => openTrack(options) };
}

interface Voice { waiting: Buffer[]; stop(): void }

function openTrack(options: Omit<PlayerOptions, 'emit'>): RecordTrack {
  const voices = new Map<string, Voice>();
  const frames: Float32Array[] = [];
  const leave = options.ticker.subscribe(() => {
    if (frames.length * frameSamples < LONGEST_SECONDS * sampleRate) frames.push(mix([...voices.values()]));
  });
  return {
    hear(heard) {
      const wanted = new Map(heard.map((one) => [JSON.stringify(one), one]));
      for (const [key, voice] of voices) {
        if (wanted.has(key)) continue;
        voice.stop();
        voices.delete(key);
      }
      for (const [key, one] of wanted) if (!voices.has(key) && one.kind !== 'silence') voices.set(key, openVoice(one, options));
    },
    close() {
      leave();
      for (const voice of voices.values()) voice.stop();
      while ([...voices.values()].some(({ waiting }) => waiting.length > 0)) frames.push(mix([...voices.values()]));
      const samples = new Float32Array(frames.length * frameSamples);
      frames.forEach((frame, index) => samples.set(frame, index * frameSamples));
      return { bytes: writeWav(samples), type: 'audio/wav' };
    },
  };
}

function openVoice(heard: Heard, options: Omit<PlayerOptions, 'emit'>): Voice {
  const waiting: Buffer[] = [];
  const player = createPlayer({
    ...options,
    emit(frame) {
      // Silence that fills a gap would come before what is late.
      if (frame !== silentFrame) waiting.push(frame);
      if (waiting.length > WAITING_MOST) waiting.shift();
    },
  });
  player.hear(heard);
  return { waiting, stop: () => player.stop() };
}

function mix(voices: readonly Voice[]): Float32Array {
  const sum = new Float32Array(frameSamples);
  for (const { waiting } of voices) {
    const frame = waiting.shift();
    if (frame) for (let at = 0; at < frameSamples; at += 1) sum[at] = (sum[at] ?? 0) + decodeSample(frame[at] ?? 0xff) / 32_768;
  }
  return sum;
}
