/** Voices by their names of before VoiceList, as older code gives them to say() [field]. */
export const LANGUAGES = {
  RU_RUSSIAN_FEMALE: 'RU_RUSSIAN_FEMALE',
  RU_RUSSIAN_MALE: 'RU_RUSSIAN_MALE',
  US_ENGLISH_FEMALE: 'US_ENGLISH_FEMALE',
  US_ENGLISH_MALE: 'US_ENGLISH_MALE',
  UK_ENGLISH_FEMALE: 'UK_ENGLISH_FEMALE',
  UK_ENGLISH_MALE: 'UK_ENGLISH_MALE',
} as const;
