import { createInstance, type i18n } from 'i18next';
import { en } from './en';
import { ru, type Locale } from './ru';

export type Language = 'ru' | 'en';
/** Paths to every text, e.g. `line.off`: a misspelt one does not compile. */
export type TextKey = Leaves<Locale>;
type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? Stem<K> : `${K}.${Leaves<T[K]>}` }[keyof T & string];
/** i18next picks the plural form; the key is written without it. */
type Stem<K extends string> = K extends `${infer Base}_${'one' | 'few' | 'many' | 'other'}` ? Base : K;

export type Translate = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

export interface Texts { readonly t: Translate; readonly language: Language }

/** An instance of its own: the host page may use i18next too. */
export function createTexts(language: Language): Texts {
  const instance: i18n = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'ru',
    initAsync: false,
    showSupportNotice: false,
    resources: { ru: { translation: ru }, en: { translation: en } },
    // Preact escapes; escaping twice would show entities.
    interpolation: { escapeValue: false },
  });
  return { t: (key, values) => instance.t(key, values ?? {}), language };
}
