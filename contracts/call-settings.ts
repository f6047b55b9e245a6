import type { QueueEngineName } from './call-events';
import type { SmartQueuePriority } from './config';

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
  numbering: NumberingPlan;
  greeting: Prompt | null;
  goodbye: Prompt | null;
  operatorLost: Prompt | null;
  musicUrl: string | null;
  maxWaitMs: number;
  allowTestCalls: boolean;
  desk: { eventsUrl: string } | null;
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
