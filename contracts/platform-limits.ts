/**
 * What Voximplant takes and allows, as data (platform facts, 1.6 and 5.4). The config's checks, the plan, the build and
 * the emulator read these rows and have no numbers of their own; a row that nobody holds fails test/cases/c05.
 */
export type ValueLimit =
  | { kind: 'text'; least: number; most: number; unit: 'characters' | 'bytes' }
  | { kind: 'pattern'; pattern: RegExp; words: string }
  | { kind: 'number'; least: number; most: number };

const characters = (least: number, most: number) => ({ kind: 'text', least, most, unit: 'characters' }) as const;
const bytes = (least: number, most: number) => ({ kind: 'text', least, most, unit: 'bytes' }) as const;
const between = (least: number, most: number) => ({ kind: 'number', least, most }) as const;
const pattern = (expression: RegExp, words: string) => ({ kind: 'pattern', pattern: expression, words }) as const;

/** Of one value that is written into the account. */
export const VALUE_LIMITS = {
  applicationName: pattern(/^[a-z][a-z0-9-]{1,64}$/, '2 to 65 characters: small letters, digits and dashes, a letter first'),
  /** On a change of the name, which vox never asks for. */
  renamedApplicationName: pattern(/^[a-z][a-z0-9-]{1,78}$/, '2 to 79 characters: small letters, digits and dashes, a letter first'),
  scenarioName: characters(1, 29),
  scenarioScript: bytes(0, 131_071),
  ruleName: characters(1, 99),
  rulePattern: bytes(1, 65_535),
  ruleExclude: bytes(0, 65_535),
  userName: pattern(/^[a-z0-9][a-z0-9_-]{2,49}$/, '3 to 50 characters: small letters, digits, dash and underscore, a letter or digit first'),
  userDisplayName: characters(1, 255),
  acdQueueName: characters(1, 99),
  acdQueuePriority: between(0, 1_000_000),
  acdServiceProbability: between(0.5, 1),
  acdMaxQueueSize: between(0, 1_000_000),
  acdMaxWaitMinutes: between(0, 1_000_000),
  acdAverageServiceSeconds: between(0, 1_000_000),
  acdSkillName: characters(1, 99),
  sqQueueName: characters(1, 100),
  sqQueueDescription: characters(0, 200),
  sqQueuePriority: between(1, 100),
  sqMaxQueueSize: between(1, 2_147_483_647),
  sqMaxWaitSeconds: between(1, 2_147_483_647),
  sqSkillName: characters(1, 100),
  sqSkillDescription: characters(0, 200),
  sqSkillLevel: between(1, 5),
  secretName: pattern(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'up to 64 letters, digits and underscores, a letter first'),
  secretValue: characters(1, 8192),
} as const satisfies Record<string, ValueLimit>;

/** Of how many there may be; what counts is the most that there are at any moment of a deploy. */
export const COUNT_LIMITS = {
  usersOfAccount: 1000,
  sqQueuesOfApplication: 1000,
  sqSkillsOfAgent: 5,
} as const;

/** Of the application's storage, which scenarios and the Management API share. */
export const STORAGE_LIMITS = { keyChars: 200, valueChars: 2_000, ttlSeconds: 7_776_000 } as const;

/** Of a session of a scenario. */
export const SESSION_LIMITS = {
  unansweredMs: 60_000,
  idleMs: 60_000,
  idleWithAcdMs: 120 * 60_000,
  /** Code units; the Management API refuses from 131,072 bytes on. */
  scriptChars: 262_144,
  stringChars: 8_388_607,
  heapBytes: 16 * 1024 * 1024,
  callbackMs: 1_000,
  timers: 100,
  intervalFloorMs: 100,
  players: 10,
  headerBytes: 200,
  headersBytes: 4_095,
  httpActive: 3,
  httpOutstanding: 35,
  httpTimeoutMs: 90_000,
  httpConnectMs: 6_000,
  httpBodyBytes: 2 * 1024 * 1024,
  attempts: 50,
  unanswered: 10,
  ringSeconds: { least: 10, most: 400, usual: 60 },
  messageBytes: 8_192,
  webSocketsBeyondCalls: 3,
  logChars: 15_000,
  ttsChars: 1_500,
  storage: STORAGE_LIMITS,
  push: { leastMs: 10_000, mostMs: 60_000, usualMs: 20_000 },
  refers: 10,
  mailActive: 2,
  mailOutstanding: 10,
  packetBytes: 307_200,
  audioBytes: 10 * 1024 * 1024,
  audioDownloadMs: 12_000,
} as const;

/** How long a value is, as the limit counts; a number is its own length. */
export function lengthOf(limit: Exclude<ValueLimit, { kind: 'pattern' }>, value: string | number): number {
  if (typeof value === 'number') return value;
  return limit.kind === 'text' && limit.unit === 'bytes' ? utf8Length(value) : value.length;
}

export function fits(limit: ValueLimit, value: string | number): boolean {
  if (limit.kind === 'pattern') return limit.pattern.test(String(value));
  const length = lengthOf(limit, value);
  return length >= limit.least && length <= limit.most;
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
