import lines from './voices.json';

/**
 * The voices of VoiceList, names by provider and kind, e.g. `ru_RU_Tatyana` of `Amazon`
 * (from the vendor's voxengine.d.ts of November 2025). The config's check and the emulator have this one list.
 */
export const VOICES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(lines).map(([provider, names]) => [provider, names.flatMap((line) => line.split(' '))]),
);
