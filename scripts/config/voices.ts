import { VOICES } from '../../contracts/voices';

/** By their paths, e.g. `Amazon.ru_RU_Tatyana`. */
const paths = new Set(Object.entries(VOICES).flatMap(([provider, names]) => names.map((name) => `${provider}.${name}`)));

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
