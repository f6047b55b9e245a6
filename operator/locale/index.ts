import { setupI18n } from '@lingui/core';
import { compileTexts, type Plural, type TextTree } from './compile';
import { en } from './en';
import { ru, type Locale } from './ru';

export type Language = 'ru' | 'en';
/** Paths to every text, e.g. `line.off`: a misspelt one does not compile. */
export type TextKey = Leaves<Locale>;
type Leaves<T> = { [K in keyof T & string]: T[K] extends string | Plural ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];

/** A word that is newer than this page (decision 26) is shown as it came. */
export type Translate = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

export interface Texts { readonly t: Translate; readonly language: Language }

const LOCALES: Record<Language, TextTree> = { ru, en };

/** An instance of its own: the host page may use the same library. Preact escapes what is shown. */
export function createTexts(language: Language): Texts {
  const texts = compileTexts(LOCALES[language]);
  const i18n = setupI18n({ locale: language, messages: { [language]: texts } });
  return { t: (key, values) => (Object.hasOwn(texts, key) ? i18n._(key, { ...values }) : key.slice(key.lastIndexOf('.') + 1)), language };
}
