import { decodeSample, sampleRate } from './g711';

/** Mono samples in −1…1 at 8 kHz, or undefined for what is no WAV file we can read. */
export function readWav(file: Buffer): Float32Array | undefined {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') return undefined;
  const format = chunk(file, 'fmt ');
  const data = chunk(file, 'data');
  if (!format || !data || format.length < 16) return undefined;
  const bits = format.readUInt16LE(14);
  const read = sampleReader(codecOf(format), bits);
  const channels = format.readUInt16LE(2);
  const rate = format.readUInt32LE(4);
  if (!read || channels === 0 || rate === 0) return undefined;
  const step = (bits / 8) * channels;
  const mono = Float32Array.from({ length: Math.floor(data.length / step) }, (_, index) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += read(data, index * step + (channel * bits) / 8);
    return sum / channels;
  });
  return resample(mono, rate);
}

/** The extensible format keeps the codec in its sub-format. */
function codecOf(format: Buffer): number {
  const codec = format.readUInt16LE(0);
  return codec === 0xfffe && format.length >= 26 ? format.readUInt16LE(24) : codec;
}

function chunk(file: Buffer, name: string): Buffer | undefined {
  for (let at = 12; at + 8 <= file.length;) {
    const size = file.readUInt32LE(at + 4);
    // A program that writes to a pipe does not know the size.
    if (file.toString('latin1', at, at + 4) === name) return file.subarray(at + 8, Math.min(at + 8 + size, file.length));
    at += 8 + size + (size % 2);
  }
  return undefined;
}

type SampleReader = (data: Buffer, at: number) => number;

function sampleReader(codec: number, bits: number): SampleReader | undefined {
  const readers: Record<string, SampleReader> = {
    '1/8': (data, at) => (data.readUInt8(at) - 128) / 128,
    '1/16': (data, at) => data.readInt16LE(at) / 32_768,
    '1/24': (data, at) => data.readIntLE(at, 3) / 8_388_608,
    '1/32': (data, at) => data.readInt32LE(at) / 2_147_483_648,
    '3/32': (data, at) => data.readFloatLE(at),
    '7/8': (data, at) => decodeSample(data.readUInt8(at)) / 32_768,
  };
  return readers[`${codec}/${bits}`];
}

/** Averages what falls into one output sample: a simple low-pass is enough for a telephone. */
export function resample(samples: Float32Array, rate: number): Float32Array {
  const ratio = rate / sampleRate;
  return Float32Array.from({ length: Math.floor(samples.length / ratio) }, (_, index) => {
    const from = Math.floor(index * ratio);
    const to = Math.max(from + 1, Math.floor((index + 1) * ratio));
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += samples[at] ?? 0;
    return sum / (to - from);
  });
}

/** A WAV file of 16 bits, mono, from samples in −1…1. */
export function writeWav(samples: Float32Array, rate = sampleRate): Buffer {
  const file = Buffer.alloc(44 + samples.length * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, index) => file.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 44 + index * 2));
  return file;
}
