import { InvalidArgumentError } from 'commander';

/** Parsers of flag values; a wrong value names what was got and what is possible. */
export function seconds(text: string): number {
  return atLeast(text, 0, 'a number of seconds, 0 or more');
}

export function port(text: string): number {
  const value = wholeNumber(text);
  if (value > 65_535) throw new InvalidArgumentError('Expected a port from 0 to 65535.');
  return value;
}

export function wholeNumber(text: string): number {
  const value = atLeast(text, 0, 'a whole number, 0 or more');
  if (!Number.isInteger(value)) throw new InvalidArgumentError('Expected a whole number, 0 or more.');
  return value;
}

/** `120/h`, or just `120`: calls an hour. */
export function ratePerHour(text: string): number {
  const value = atLeast(text.replace(/\/h$/, ''), 0, 'calls an hour, e.g. 120/h');
  if (value === 0) throw new InvalidArgumentError('Expected more than no call an hour.');
  return value;
}

/** Seconds, Infinity for `inf`. Not null: commander takes a null from a parser for an option without its value. */
export function patience(text: string): number {
  return text === 'inf' ? Infinity : atLeast(text, 0.001, 'a number of seconds, or inf');
}

/** `80/20`: 80 % of the calls answered within 20 s. */
export function serviceTarget(text: string): { share: number; seconds: number } {
  const match = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(text);
  const percent = Number(match?.[1]);
  if (!match || percent > 100) throw new InvalidArgumentError('Expected per cent/seconds, e.g. 80/20.');
  return { share: percent / 100, seconds: Number(match[2]) };
}

/** `5` or `5%`: five of a hundred, as a share of 1. */
export function percentage(text: string): number {
  const value = atLeast(text.replace(/%$/, ''), 0, 'per cent, from 0 to 100');
  if (value > 100) throw new InvalidArgumentError('Expected per cent, from 0 to 100.');
  return value / 100;
}

/** A key of the caller's telephone, and when it is pressed. */
export interface PressedDigit {
  digit: string;
  /** From CallAlerting. */
  atMs: number;
}

/** `1@12,5@40`: one after 12 s, five after 40. */
export function pressedDigits(text: string): PressedDigit[] {
  return text.split(',').map((part) => {
    const [, digit, after] = /^\s*([\d*#])@(\d+(?:\.\d+)?)\s*$/.exec(part) ?? [];
    if (digit === undefined) throw new InvalidArgumentError(`"${part.trim()}" is not digit@seconds, e.g. 1@12 or #@30.`);
    return { digit, atMs: Number(after) * 1000 };
  });
}

/** A time of day on the franchise's clocks, `2027-01-01T12:00`. */
export function wallClock(text: string): string {
  const atMs = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) ? Date.parse(`${text}:00Z`) : NaN;
  // A 30th of February would be the 2nd of March.
  if (Number.isNaN(atMs) || !new Date(atMs).toISOString().startsWith(text)) throw new InvalidArgumentError('Expected day and time, e.g. 2027-01-01T12:00.');
  return text;
}

export function atLeastOne(text: string): number {
  const value = wholeNumber(text);
  if (value < 1) throw new InvalidArgumentError('Expected a whole number, 1 or more.');
  return value;
}

/** Collects `name=value` pairs of a flag that may be repeated. */
export function pair(text: string, before: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('Expected name=value.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function atLeast(text: string, least: number, expected: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value) || value < least) throw new InvalidArgumentError(`Expected ${expected}.`);
  return value;
}
