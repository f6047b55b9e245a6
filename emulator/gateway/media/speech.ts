import { execFile } from 'node:child_process';
import { encode } from './g711';
import { speechMark } from './generated';
import { readWav } from './wav';

/** The platform's clock gives a text 70 ms a character and then cuts it off: at this pace sentences keep within it. */
const wordsPerMinute = '190';

/** Text to µ-law samples: espeak-ng where it is installed, else a marked tone of about the same length. */
export function speak(text: string, voice: string): Promise<Buffer> {
  return new Promise((resolve) => {
    const program = execFile(
      'espeak-ng',
      ['-v', languageOf(text, voice), '-s', wordsPerMinute, '--stdin', '--stdout'],
      { encoding: 'buffer', maxBuffer: 64 * 1_024 * 1_024, timeout: 10_000 },
      (error, wav) => {
        const samples = error ? undefined : readWav(wav);
        resolve(samples ? encode(samples) : speechMark(text));
      },
    );
    // A program that is not there closes its input before we write.
    program.stdin?.on('error', () => {});
    program.stdin?.end(text);
  });
}

/** Voices carry their language, like `ru_RU_…`; else the letters tell. */
export function languageOf(text: string, voice: string): string {
  const named = /(?:^|[^a-z])([a-z]{2})[_-][A-Z]{2}(?![a-z])/.exec(voice)?.[1];
  if (named) return named;
  return /[\u0400-\u04ff]/.test(text) ? 'ru' : 'en';
}
