import type { QueueEngineName } from './call-events';

/** Which end of SmartQueue's priorities is served first (platform-facts, switch 128). */
export type SmartQueuePriority = 'larger-first' | 'smaller-first';

/**
 * The virtual module `vox:settings`: all that one franchise's scenario needs,
 * derived from the config at build, ≤ 8 KB. Names only, never an account's object ids.
 */
export interface CallSettings {
  version: 1;
  franchise: string;
  queue: {
    engine: QueueEngineName;
    name: string;
    smartQueuePriority: SmartQueuePriority;
    /** How long one operator rings, seconds (the platform's unit). */
    ringSeconds: number;
  };
  /** Only in the settings of the scenario that calls out: each franchise's own number, E.164, that customers see. */
  callerIds?: Readonly<Record<string, string>>;
  numbering: NumberingPlan;
  greeting: Prompt | null;
  goodbye: Prompt | null;
  operatorLost: Prompt | null;
  musicUrl: string | null;
  maxWaitMs: number;
  allowTestCalls: boolean;
  desk: { eventsUrl: string } | null;
  /** Missing: always open. */
  hours?: OpeningHours;
  /** Conversations are recorded; `notice` is said after the greeting. */
  recording?: { notice: Prompt | null };
  announcements?: Announcements;
  /** A cause without a list: the goodbye, then the end. */
  exits?: Partial<Record<ExitCause, readonly ExitStep[]>>;
  callback?: CallbackOffer;
  callers?: CallerLists;
  /** One level, after the greeting; without a choice the call takes its ordinary route. */
  menu?: { prompt: Prompt; choices: Readonly<Record<string, Route>>; answerMs: number };
  /** By the dialled number (E.164), for franchises with several. */
  routes?: Readonly<Record<string, Route>>;
  /** The operator who served this caller last is looked for this long before others; ACD v1: in a queue of his own. */
  lastOperatorFirst?: { seconds: number };
}

/** What a dialled number or a menu digit asks for; what is left out stays as it is. */
export interface Route {
  /** On ACD v1 every set of skills has a queue of its own. */
  queue?: string;
  /** SmartQueue: acceptable levels by skill. */
  skills?: readonly SkillWanted[];
  /** ACD v1: who of the franchise's operators serves `queue`, where that is not its own, and so may be looked for first. */
  lastOperators?: readonly string[];
}
export interface SkillWanted {
  name: string;
  levels: readonly (1 | 2 | 3 | 4 | 5)[];
}

/** Taken at build from libphonenumber's metadata of the franchise's region. */
export interface NumberingPlan {
  countryCode: string;
  /** National prefix, e.g. `8` in Russia; '' where there is none. */
  trunkPrefix: string;
  /** International prefix, e.g. `810` in Russia. */
  internationalPrefix: string;
  /** Possible lengths of a national number. */
  nationalLengths: number[];
}

/** `voice` is a path in VoiceList, checked at build. */
export type Prompt = { text: string; voice: string } | { url: string };

/** Minutes since local midnight, from inclusive, to exclusive; `to` may be 1440. */
export type TimeSpan = readonly [fromMinute: number, toMinute: number];

/** When a franchise serves; missing in the settings: always. */
export interface OpeningHours {
  /** IANA, e.g. `Europe/Moscow`. */
  timeZone: string;
  /** From Sunday (0) to Saturday (6). */
  weekly: readonly (readonly TimeSpan[])[];
  /** Closed days: `YYYY-MM-DD`, or `MM-DD` every year. */
  holidays: readonly string[];
  /** Days (`YYYY-MM-DD`) with hours of their own; they win over holidays. */
  exceptions: Readonly<Record<string, readonly TimeSpan[]>>;
}

/** What a waiting caller is told besides the music. */
export interface Announcements {
  /** `{position}` is filled in. */
  position?: Prompt;
  /** Said after the position where the platform has an estimate; `{minutes}` is filled in, never 0. */
  expectedWait?: Prompt;
  /** Minutes are rounded up to a multiple of this. */
  roundMinutes?: number;
  firstMs: number;
  everyMs: number;
  /** Only where the position is better than the one said last. */
  onlyBetter?: boolean;
  /** Said in turn, between the announcements. */
  comfort?: { prompts: readonly Prompt[]; everyMs: number };
}

/** What closes the way to an operator. */
export type ExitCause =
  | 'closed' | 'timeout' | 'queue-full' | 'offline' | 'rejected-by-all' | 'operator-lost' | 'queue-error';

/**
 * One step of the way out. `queue` and `number` may fail and go on to the next;
 * `callback` goes on where the caller does not want it; `voicemail` and `end` are ends.
 */
export type ExitStep =
  | { kind: 'say'; prompt: Prompt }
  | { kind: 'queue'; name: string; maxWaitMs: number }
  /** E.164. Called from the number that the caller dialled. */
  | { kind: 'number'; number: string; ringMs: number }
  | { kind: 'callback' }
  | { kind: 'voicemail'; intro: Prompt; tone: Prompt | null; maxMs: number }
  | { kind: 'end' };

/** A call back, wished by a digit while waiting or at an exit. */
export interface CallbackOffer {
  digit: string;
  /** Asks for the digit again; `{number}` is filled in, digit by digit. */
  confirm: Prompt;
  done: Prompt | null;
  /** How long the second digit may take after the question. */
  answerMs: number;
}

/** Numbers are E.164. */
export interface CallerLists {
  urgent?: readonly string[];
  blocked?: readonly string[];
  /** Callers without a number. */
  hidden?: 'serve' | 'refuse';
}
