import { readFileSync } from 'node:fs';

/** A text file that a person or another program wrote: without its byte order mark, also where that says UTF-16. */
export function readText(file: string): string {
  const bytes = readFileSync(file);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
