import { setupI18n } from '@lingui/core';
import { compileTexts, type Plural, type TextTree } from './compile';
import type callsWindow from './calls-window.ru.json';
import type customerPage from './customer-page.ru.json';
import ru from './ru.json';

export type Language = 'ru' | 'en';
/** Russian is the first language; every other has every text of it, or does not compile. */
export type Words<T> = { [K in keyof T]: T[K] extends string ? string : T[K] extends Plural ? Plural : Words<T[K]> };
export type Locale = Words<typeof ru>;
export type CustomerPageWords = Words<typeof customerPage>;
export type CallsWindowWords = Words<typeof callsWindow>;
/** Paths to every text, e.g. `line.off`: a misspelt one does not compile. */
export type TextKey = Leaves<Locale & { customerPage: CustomerPageWords; callsWindow: CallsWindowWords }>;
type Leaves<T> = { [K in keyof T & string]: T[K] extends string | Plural ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];

/** A word that is newer than this page (decision 26) is shown as it came. */
export type Translate = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

export interface Texts {
  readonly t: Translate;
  readonly language: Language;
  /** Those of `addTexts` that it has. */
  readonly added: TextTree | undefined;
}

/** English comes when a page asks for it: its words are a tenth of what would load with every dialog. */
const loaded: { ru: TextTree; en?: TextTree } = { ru };

/** Texts of a page that comes by itself; for those made from now on. */
export function addTexts(texts: Readonly<Record<Language, TextTree>>): void {
  Object.assign(more, texts);
}
const more: Partial<Record<Language, TextTree>> = {};

/** False once another language is wanted or texts were added: they are to be made anew. */
export function areCurrent(texts: Texts, wanted: Language): boolean {
  return texts.language === wanted && texts.added === more[wanted];
}

/** Once it is over, `createTexts` has that language. */
export async function loadLanguage(language: Language): Promise<void> {
  if (language === 'en') loaded.en ??= (await import('./en.json')).default satisfies Locale;
}

/**
 * Russian until another language is loaded; `language` says which one it is. An instance of its own, since the host page
 * may use the same library. Preact escapes what is shown.
 */
export function createTexts(wanted: Language): Texts {
  const language = loaded[wanted] ? wanted : 'ru';
  const texts = compileTexts({ ...loaded[language] ?? ru, ...more[language] });
  const i18n = setupI18n({ locale: language, messages: { [language]: texts } });
  return { t: (key, values) => (Object.hasOwn(texts, key) ? i18n._(key, { ...values }) : key.slice(key.lastIndexOf('.') + 1)), language, added: more[language] };
}
