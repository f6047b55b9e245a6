import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { EVENT_NAMES } from '../platform/realm/event-names';
import { gatewayFault } from '../gateway/fault-schedule';

const milliseconds = z.number().int().min(0);
/** One number, or a range to draw from. */
const delay = z.union([milliseconds, z.tuple([milliseconds, milliseconds])], {
  error: 'expected whole milliseconds, 0 or more, or a range such as [100, 900]',
});

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

const KINDS = ['event', 'http', 'operator', 'session', 'gateway'] as const;

/** What goes wrong on purpose, as a file or a test says it. */
export type FaultFile = z.infer<typeof faultFile>;
export type Fault = FaultFile['faults'][number];
export type Delay = z.infer<typeof delay>;

/** Every problem at once, each with its place. */
export function parseFaults(content: unknown, where = 'faults'): FaultFile {
  const parsed = faultFile.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new Error(problemsText(where, parsed.error.issues.map((issue) => `${placeOf(issue.path)}: ${messageOf(issue)}`)));
}

export function readFaultFile(path: string): FaultFile {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(readFileSync(path)));
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Error(`Cannot read the faults in ${path}: ${isMissing ? 'there is no such file' : (cause as Error).message}`, { cause });
  }
  const file = parseFaults(content, path);
  const unknown = file.faults.flatMap((fault, at) => (fault.on === 'event' && !isOfEvents(fault.name) ? [{ at, name: fault.name }] : []));
  if (unknown.length === 0) return file;
  throw new Error(problemsText(path, unknown.map(({ at, name }) => `faults[${at}].name: no event is called "${name}"; names look like ACD.OperatorReached or Call.*`)));
}

/** Whether a pattern of `name` fits any event that there is. */
function isOfEvents(pattern: string): boolean {
  const fits = patternOf(pattern);
  return Object.values(EVENT_NAMES).some((list) => Object.values(list).some((name) => fits.test(name)));
}

/** `*` stands for any text. */
export function patternOf(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`);
}

function problemsText(where: string, problems: readonly string[]): string {
  return `${where} cannot be used (docs/emulator.md has the format):\n${problems.map((problem) => `  ${problem}`).join('\n')}`;
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at > 0 ? '.' : ''}${String(part)}`)).join('') || 'the file';
}

function messageOf(issue: { code: string; path: readonly PropertyKey[]; message: string }): string {
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'on') return `expected ${KINDS.map((kind) => `"${kind}"`).join(', ')}`;
  return issue.message.replace(/^Invalid input: /, '').replace(/^Unrecognized/, 'unrecognized');
}
