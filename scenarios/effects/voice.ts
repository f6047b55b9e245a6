/**
 * The voice at a path in VoiceList, e.g. `Amazon.ru_RU_Tatyana`, checked at
 * build; undefined where the platform has it no more (then its default speaks).
 */
export function voiceAt(path: string): Voice | undefined {
  let found: unknown = VoiceList;
  for (const part of path.split('.')) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, part) : undefined;
  }
  return found ?? undefined;
}
