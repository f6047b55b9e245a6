/** Text and bytes, as VoxEngine's global functions do them [typings]. */
export const TEXT_FUNCTIONS = {
  base64_encode: (data: unknown): string => bytesOf(data).toString('base64'),
  base64_decode: (data: unknown): number[] => [...Buffer.from(String(data), 'base64')],
  bytes2hex: (data: unknown, toUpperCase?: unknown): string => {
    const hex = bytesOf(data).toString('hex');
    return toUpperCase ? hex.toUpperCase() : hex;
  },
  hex2bytes: (data: unknown): number[] => [...Buffer.from(String(data), 'hex')],
  bytes2str: (data: unknown, encoding?: unknown): string => bytesOf(data).toString(encodingOf(encoding)),
  str2bytes: (data: unknown, encoding?: unknown): number[] => [...Buffer.from(String(data), encodingOf(encoding))],
  levenshtein_distance: (left: unknown, right: unknown): number => levenshtein(String(left), String(right)),
};

function bytesOf(data: unknown): Buffer {
  return Array.isArray(data) ? Buffer.from(data as number[]) : Buffer.from(String(data), 'utf8');
}

function encodingOf(encoding: unknown): BufferEncoding {
  const name = `${(encoding ?? 'utf-8') as string}`.toLowerCase();
  if (name === 'utf-8' || name === 'utf8') return 'utf8';
  if (/^(iso-8859-1|latin-?1|windows-1252)$/.test(name)) return 'latin1';
  if (/^(utf-16|utf-16le|ucs-2)$/.test(name)) return 'utf16le';
  if (name === 'ascii' || name === 'us-ascii') return 'ascii';
  throw new Error(`Expected an encoding such as utf-8, got "${name}"`);
}

function levenshtein(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const swap = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
