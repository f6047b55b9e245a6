import * as z from 'zod';
import { SESSION_LIMITS } from '../../contracts/platform-limits';

/** The shape of what a caller can meet: hours, ways out, menu, announcements. */
/** A timer of more milliseconds than 31 bits hold ends at once, here as in the cloud. */
export const TIMER_SECONDS = 2_147_483;
export const seconds = z.number().int().min(1).max(TIMER_SECONDS);
export const ringSeconds = seconds.min(SESSION_LIMITS.ringSeconds.least).max(SESSION_LIMITS.ringSeconds.most);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is no date like 2026-12-31');

export const prompt = z.union([
  z.strictObject({ text: z.string().min(1), voice: z.string().min(1) }),
  z.strictObject({ url: z.string().min(1) }),
]);

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'is no time like 09:30');
const spans = z.array(z.strictObject({ from: time, to: time }));

export const hours = z.strictObject({
  weekly: z.strictObject({
    mon: spans.optional(), tue: spans.optional(), wed: spans.optional(), thu: spans.optional(), fri: spans.optional(),
    sat: spans.optional(), sun: spans.optional(),
  }),
  holidays: z.array(z.string().regex(/^(\d{4}-)?\d{2}-\d{2}$/, 'is no date like 2026-12-31 or 12-31')).optional(),
  exceptions: z.record(day, spans).optional(),
});

const exitStep = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('say'), prompt }),
  z.strictObject({ kind: z.literal('queue'), name: z.string().min(1), maxWaitSeconds: seconds }),
  z.strictObject({ kind: z.literal('number'), number: z.string().min(1), ringSeconds }),
  z.strictObject({ kind: z.literal('callback') }),
  z.strictObject({ kind: z.literal('voicemail'), intro: prompt, tone: prompt.optional(), maxSeconds: seconds.max(600) }),
  z.strictObject({ kind: z.literal('end') }),
]);
const way = z.array(exitStep).optional();
const level = z.literal([1, 2, 3, 4, 5]);
const route = z.strictObject({ queue: z.string().min(1).optional(), skills: z.record(z.string().min(1), level).optional() });

export const callerFields = {
  recording: z.strictObject({ notice: prompt.optional() }).optional(),
  announcements: z.strictObject({
    position: prompt.optional(),
    expectedWait: prompt.optional(),
    roundMinutes: z.number().int().min(1).max(60).optional(),
    firstSeconds: seconds,
    everySeconds: seconds.min(15),
    onlyBetter: z.boolean().optional(),
    comfort: z.strictObject({ prompts: z.array(prompt).min(1), everySeconds: seconds.min(15) }).optional(),
  }).optional(),
  exits: z.strictObject({
    closed: way, timeout: way, 'queue-full': way, offline: way, 'rejected-by-all': way, 'operator-lost': way, 'queue-error': way,
  }).optional(),
  callback: z.strictObject({ digit: z.string().regex(/^\d$/, 'is no digit'), confirm: prompt, done: prompt.optional(), answerSeconds: seconds.optional() }).optional(),
  callers: z.strictObject({
    urgent: z.array(z.string()).optional(),
    blocked: z.array(z.string()).optional(),
    hidden: z.enum(['serve', 'refuse']).optional(),
    returnMinutes: seconds.optional(),
    floodPerHour: seconds.optional(),
  }).optional(),
  menu: z.strictObject({ prompt, choices: z.record(z.string().regex(/^\d$/, 'is no digit'), route), answerSeconds: seconds.optional() }).optional(),
  routes: z.record(z.string(), route).optional(),
  lastOperatorFirst: z.strictObject({ seconds }).optional(),
};
