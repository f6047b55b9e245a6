import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { gatewayFault } from '../gateway/fault-schedule';

const milliseconds = z.number().int().min(0);
/** One number, or a range to draw from. */
const delay = z.union([milliseconds, z.tuple([milliseconds, milliseconds])]);

/** When a fault strikes: how likely, and how often at most. */
const chance = {
  probability: z.number().min(0).max(1).optional(),
  times: z.number().int().min(1).optional(),
  /** Leaves the first n alone. */
  skip: z.number().int().min(0).optional(),
};

const eventFault = z.strictObject({
  on: z.literal('event'),
  /** Event as its string says, such as `ACD.OperatorReached`; `*` stands for any text. */
  name: z.string(),
  delayMs: delay.optional(),
  lose: z.boolean().optional(),
  twice: z.boolean().optional(),
  /** Another event comes instead, such as `ACD.Error`. */
  become: z.strictObject({ name: z.string(), fields: z.record(z.string(), z.unknown()).optional() }).optional(),
  /** The session dies without a word. */
  crash: z.boolean().optional(),
  ...chance,
});

const httpFault = z.strictObject({
  on: z.literal('http'),
  url: z.string(),
  delayMs: delay.optional(),
  /** The answer's status, without asking anybody. */
  status: z.number().int().min(100).max(599).optional(),
  body: z.string().optional(),
  /** A code of the platform, -1 … -9 (platform facts 1.7). */
  fail: z.number().int().min(-9).max(0).optional(),
  ...chance,
});

const operatorFault = z.strictObject({
  on: z.literal('operator'),
  user: z.string(),
  /** After the start: his sockets break. */
  cutAtMs: milliseconds,
  /** And again every so often. */
  everyMs: z.number().int().min(1).optional(),
});

const sessionFault = z.strictObject({
  on: z.literal('session'),
  /** After the session's start. */
  crashAfterMs: milliseconds,
  ...chance,
});

const faultFile = z.strictObject({
  seed: z.union([z.number(), z.string()]).optional(),
  faults: z.array(z.discriminatedUnion('on', [eventFault, httpFault, operatorFault, sessionFault, gatewayFault])),
});

/** What goes wrong on purpose, as a file or a test says it. */
export type FaultFile = z.infer<typeof faultFile>;
export type Fault = FaultFile['faults'][number];
export type Delay = z.infer<typeof delay>;

/** Every problem at once, each with its place. */
export function parseFaults(content: unknown, where = 'faults'): FaultFile {
  const parsed = faultFile.safeParse(content);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${where}.${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Expected faults that can be read, got\n${problems.join('\n')}`);
}

export function readFaultFile(path: string): FaultFile {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`Cannot read the faults in ${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return parseFaults(content, path);
}
