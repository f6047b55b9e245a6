/** G.711 µ-law (ITU-T G.711), one byte for one 16-bit sample at 8 kHz. */
export const sampleRate = 8_000;
/** 20 ms. */
export const frameSamples = 160;
export const frameMs = 20;
export const silentFrame = Buffer.alloc(frameSamples, 0xff);

const bias = 0x84;
const clip = 32_635;

export function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(Math.round(sample)), clip) + bias;
  const exponent = Math.max(0, 31 - Math.clz32(magnitude) - 7);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

export function decodeSample(byte: number): number {
  const value = ~byte & 0xff;
  const magnitude = (((value & 0x0f) << 3) + bias) << ((value & 0x70) >> 4);
  return (value & 0x80) === 0 ? magnitude - bias : bias - magnitude;
}

/** Samples in −1…1. */
export function encode(samples: Float32Array): Buffer {
  return Buffer.from(Uint8Array.from(samples, (sample) => encodeSample(sample * 32_767)));
}

/** Mean square of a frame, full scale is 1. */
export function energy(frame: Uint8Array): number {
  let sum = 0;
  for (const byte of frame) sum += (decodeSample(byte) / 32_768) ** 2;
  return frame.length === 0 ? 0 : sum / frame.length;
}
