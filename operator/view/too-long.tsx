import type { Texts } from '../locale';

/** What was typed stays whole; where the desk takes less, it is said. */
export function TooLong({ text, limit, texts: { t, language } }: { text: string; limit: number; texts: Texts }) {
  const length = text.length.toLocaleString(language);
  return <p class="too-long" role="status">{text.length > limit ? t('tooLong', { length, limit: limit.toLocaleString(language) }) : ''}</p>;
}
