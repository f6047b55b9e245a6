/** For searching: «Ёлкина, Алёна» and "елкина алена" are the same words, whatever forms and invisible characters they hold. */
export function foldWords(text: string): string {
  return text
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll('ς', 'σ')
    // Apostrophes that Unicode counts among the letters.
    .replace(/[^\p{L}\p{N}]+|[\u02b9-\u02c8]+/gu, ' ')
    .trim();
}

/** A name as it is kept for searching. A space without width may part two words or stand within one: both are kept. */
export function foldName(name: string): string {
  const folded = foldWords(name);
  return name.includes(ZERO_WIDTH_SPACE) ? `${folded} ${foldWords(name.replaceAll(ZERO_WIDTH_SPACE, ' '))}` : folded;
}

const ZERO_WIDTH_SPACE = '\u200b';
