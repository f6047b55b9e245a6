import { VOICES } from '../../../contracts/voices';
import { guard } from './guard';

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
