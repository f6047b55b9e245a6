import { encode, sampleRate } from './g711';

/** Frequencies in Hz (several sound together, none is silence) and the time they last. */
export interface Segment {
  hz: readonly number[];
  ms: number;
}

/** Progress tones by the names VoxEngine's playProgressTone knows: countries. */
const ringing: Record<string, readonly Segment[]> = {
  RU: [{ hz: [425], ms: 1_000 }, { hz: [], ms: 4_000 }],
  US: [{ hz: [440, 480], ms: 2_000 }, { hz: [], ms: 4_000 }],
};

/** A telephone tone: the country's ringing tone, Russia's for a country we have no table for. */
export function ringingTone(country: string): Buffer {
  return synthesize(ringing[country] ?? ringing['RU'] ?? []);
}

/** Said instead of text where there is no speech engine: as long as the text, and like no other sound. */
export function speechMark(text: string): Buffer {
  // Made once: the samples of a long text one by one would hold the process up for a fifth of a second.
  const beat = synthesize([{ hz: [620], ms: 180 }, { hz: [], ms: 70 }]);
  const beats = Math.max(2, Math.ceil((text.length * msPerCharacter) / 250));
  return Buffer.concat(Array<Buffer>(beats).fill(beat));
}

const msPerCharacter = 65;

/** Played for a file whose format we cannot read. */
export function unreadableMark(): Buffer {
  return synthesize([{ hz: [950], ms: 150 }, { hz: [700], ms: 150 }, { hz: [], ms: 700 }]);
}

/** Waiting music, about 13 s: a slow broken chord over four harmonies; ours, so nothing has to be fetched. */
export function waitingMusic(): Buffer {
  const chords = [[220, 261.63, 329.63], [174.61, 220, 261.63], [196, 246.94, 293.66], [164.81, 196, 246.94]];
  return synthesize(chords.flatMap((chord) => [0, 1, 2, 1, 0, 1, 2, 1].map(
    (step) => ({ hz: [chord[step] ?? 0, (chord[0] ?? 0) / 2], ms: 400 }),
  )));
}

function synthesize(segments: readonly Segment[]): Buffer {
  return encode(Float32Array.from(segments.flatMap(({ hz, ms }) => {
    const count = Math.round((ms / 1_000) * sampleRate);
    return Array.from({ length: count }, (_, at) => envelope(at, count) * mix(hz, at));
  })));
}

function mix(hz: readonly number[], at: number): number {
  const sum = hz.reduce((total, frequency) => total + Math.sin((2 * Math.PI * frequency * at) / sampleRate), 0);
  return hz.length === 0 ? 0 : (0.3 * sum) / hz.length;
}

/** 5 ms up and down, so that nothing clicks. */
function envelope(at: number, count: number): number {
  const edge = 0.005 * sampleRate;
  return Math.min(1, at / edge, (count - at) / edge);
}
