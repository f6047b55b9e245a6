import voices from './voices.json';

/**
 * The voices of VoiceList by their paths, e.g. `Amazon.ru_RU_Tatyana`
 * (names from the vendor's voxengine.d.ts of November 2025).
 */
const paths = new Set(
  Object.entries(voices).flatMap(([provider, lines]) =>
    lines.flatMap((line) => line.split(' ')).map((name) => `${provider}.${name}`),
  ),
);

export function isVoice(path: string): boolean {
  return paths.has(path);
}

/** Up to `count` voices that a wrong path may have meant: same last name first, then same language. */
export function similarVoices(path: string, count: number): string[] {
  const wanted = path.split('.').pop() ?? '';
  const language = wanted.slice(0, 5).toLowerCase();
  const last = (candidate: string) => (candidate.split('.').pop() ?? '').toLowerCase();
  const same = [...paths].filter((candidate) => last(candidate) === wanted.toLowerCase());
  const near = [...paths].filter((candidate) => last(candidate).startsWith(language));
  return [...new Set([...same, ...near])].slice(0, count);
}
