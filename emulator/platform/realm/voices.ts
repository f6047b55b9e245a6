import { guard } from './guard';

/** Voices by their path in VoiceList [typings]; those that calls in Russian and English use. */
const VOICES = {
  Default: ['ru_RU_Female', 'ru_RU_Male', 'en_US_Female', 'en_US_Male'],
  Amazon: ['en_US_Joanna', 'en_US_Matthew', 'en_GB_Amy', 'en_GB_Brian', 'ru_RU_Tatyana', 'ru_RU_Maxim'],
  'Amazon.Neural': ['en_US_Joanna', 'en_US_Matthew', 'en_GB_Amy'],
  'Microsoft.Neural': ['ru_RU_SvetlanaNeural', 'ru_RU_DariyaNeural', 'ru_RU_DmitryNeural', 'en_US_JennyNeural'],
  'Yandex.Neural': ['ru_RU_alena', 'ru_RU_filipp', 'ru_RU_ermil', 'ru_RU_jane', 'ru_RU_omazh', 'ru_RU_zahar'],
} as const;

const DEFAULT_VOICE = 'Amazon.en_US_Joanna';

/** VoiceList: voices are objects; a path that is not there fails by its name. */
export function makeVoiceList(): object {
  const list: Record<string, Record<string, unknown>> = {};
  for (const [path, names] of Object.entries(VOICES)) {
    const [provider = '', kind] = path.split('.');
    const root = (list[provider] ??= {});
    const place = kind ? ((root[kind] ??= {}) as Record<string, unknown>) : root;
    for (const name of names) place[name] = Object.freeze({ voice: `${path}.${name}` });
  }
  for (const [provider, root] of Object.entries(list)) {
    for (const [kind, inner] of Object.entries(root)) {
      if (!Object.isFrozen(inner)) Object.freeze(guard(`VoiceList.${provider}.${kind}`, inner as object));
    }
    Object.freeze(guard(`VoiceList.${provider}`, root));
  }
  return Object.freeze(guard('VoiceList', list));
}

/** The path of the voice in say's arguments; without one the English default speaks. */
export function voiceName(options: unknown): string {
  if (typeof options !== 'object' || options === null) return typeof options === 'string' ? options : DEFAULT_VOICE;
  const { voice } = options as { voice?: unknown };
  if (typeof voice === 'string') return voice;
  if (typeof voice === 'object' && voice !== null) return (voice as { voice?: string }).voice ?? DEFAULT_VOICE;
  return DEFAULT_VOICE;
}
