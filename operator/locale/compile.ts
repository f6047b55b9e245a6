import type { Messages } from '@lingui/core';

/** A text whose form follows `{{count}}`, by the language's own plural rules. */
export interface Plural { one?: string; few?: string; many?: string; other: string }
export interface TextTree { readonly [name: string]: string | Plural | TextTree }
type Tokens = (string | [name: string])[];

/** Nested texts as Lingui's compiled catalogue: `{ 'line.paused': ['Прием приостановлен: ', ['reason']] }`. */
export function compileTexts(texts: TextTree, path = ''): Messages {
  const entries = Object.entries(texts).flatMap(([name, text]): [string, Messages[string]][] => {
    const key = path + name;
    if (typeof text === 'string') return [[key, tokens(text)]];
    return isPlural(text) ? [[key, plural(text)]] : Object.entries(compileTexts(text, `${key}.`));
  });
  return Object.fromEntries(entries);
}

function plural(forms: Plural): Messages[string] {
  const compiled = Object.fromEntries(Object.entries(forms).map(([form, text]) => [form, tokens(String(text))]));
  return [['count', 'plural', compiled]];
}

/** Every second piece of the split is the name of a value. */
function tokens(text: string): Tokens {
  return text.split(/\{\{(\w+)\}\}/).map((piece, index) => (index % 2 === 1 ? [piece] : piece));
}

function isPlural(text: Plural | TextTree): text is Plural {
  return typeof text['other'] === 'string';
}
