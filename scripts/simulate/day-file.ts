import path from 'node:path';
import * as z from 'zod';
import { ConfigError } from '../config/problem';
import { shapeProblems } from '../config/shape-problems';
import { readText } from '../read-text';
import type { Shift } from '../targets';
import { UserError } from '../user-error';
import { hoursOf, inTurn, shiftProblem } from './shift-times';

/** A working day as it is written in the file of `--day`; docs/simulation.md explains every field. */
export interface Day {
  /** 24 rates from midnight on, or null where a history gives the arrivals. */
  callsPerHour: readonly number[] | null;
  /** A call history (CSV), found from the folder of the day file. */
  history: string | null;
  /** One for each operator. */
  shifts: readonly Shift[];
}

/** Reads and checks a day file; every problem at once, each with its path and what to do. */
export function readDay(file: string, shown: string): Day {
  const checked = day.safeParse(parse(file, shown));
  if (!checked.success) throw new ConfigError(shown, shapeProblems(checked.error, 'docs/simulation.md'));
  const { callsPerHour = null, history, operators } = checked.data;
  return {
    callsPerHour,
    history: history === undefined ? null : path.resolve(path.dirname(file), history),
    shifts: inTurn(operators.map(({ count, ...shift }) => ({ count, shift: hoursOf(shift) }))),
  };
}

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'expected a time of day as HH:MM, e.g. 09:30' });
const pause = z.strictObject({ from: time, minutes: z.number().int().min(1) });
const group = z
  .strictObject({ count: z.number().int().min(1).max(1000), from: time, to: time, breaks: z.array(pause).optional() })
  .superRefine((shift, context) => {
    const found = shiftProblem(shift);
    if (found) context.addIssue({ code: 'custom', path: found.path, message: found.what, params: { remedy: found.remedy } });
  });

const day = z
  .strictObject({
    callsPerHour: z
      .array(z.number().min(0))
      .superRefine((rates, context) => {
        const found = ratesProblem(rates);
        if (found) context.addIssue({ code: 'custom', message: found.what, params: { remedy: found.remedy } });
      })
      .optional(),
    history: z.string().min(1).optional(),
    operators: z.array(group).min(1),
  })
  .superRefine(({ callsPerHour, history }, context) => {
    if ((callsPerHour === undefined) === (history === undefined)) {
      context.addIssue({
        code: 'custom', message: `it has ${history === undefined ? 'neither callsPerHour nor history' : 'both callsPerHour and history'}`,
        params: { remedy: 'say in one of them when calls come' },
      });
    }
  });

function ratesProblem(rates: readonly number[]): { what: string; remedy: string } | null {
  if (rates.length !== 24) return { what: `it has ${rates.length} rates`, remedy: 'give 24, one for each hour from midnight on' };
  if (rates.every((rate) => rate === 0)) return { what: 'no hour has a call', remedy: 'give at least one rate above 0' };
  return null;
}

function parse(file: string, shown: string): unknown {
  let text: string;
  try {
    text = readText(file);
  } catch (cause) {
    throw new UserError(`--day ${shown} could not be read: ${(cause as NodeJS.ErrnoException).code ?? 'unknown error'}. Name a file as docs/simulation.md describes it.`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError(`--day ${shown} is no JSON: ${(cause as Error).message}. docs/simulation.md has an example.`, { cause });
  }
}
