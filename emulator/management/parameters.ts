import { invalidParameter, missingParameter } from './api-error';

/** n number, s string, b boolean, il and sl lists joined by `;` or the word `all`, ts date and time in UTC. */
interface Kinds {
  n: number;
  s: string;
  b: boolean;
  il: number[] | 'all';
  sl: string[] | 'all';
  ts: number;
}
export type Kind = keyof Kinds;
/** A parameter's kind; a trailing `!` marks it required. */
export type ParameterTable = Readonly<Record<string, Kind | `${Kind}!`>>;

type KindOf<Mark> = Mark extends `${infer K}!` ? K : Mark;
type RequiredNames<T> = { [P in keyof T]: T[P] extends `${string}!` ? P : never }[keyof T];
type ValueOf<Mark> = KindOf<Mark> extends Kind ? Kinds[KindOf<Mark> & Kind] : never;

/** The parameters of one request, read after the method's table. Unknown ones are ignored, as the cloud does. */
export type Parameters<T extends ParameterTable> = {
  [P in RequiredNames<T>]: ValueOf<T[P]>;
} & {
  [P in Exclude<keyof T, RequiredNames<T>>]?: ValueOf<T[P]>;
};

export type RawParameters = Readonly<Record<string, string>>;

/** @throws ApiError 485 or the code of the parameter that cannot be read. */
export function readParameters<T extends ParameterTable>(table: T, raw: RawParameters): Parameters<T> {
  const values: Record<string, unknown> = {};
  for (const [name, mark] of Object.entries(table)) {
    const text = raw[name];
    const kind = mark.replace('!', '') as Kind;
    if (text === undefined || (text === '' && kind !== 's')) {
      if (mark.endsWith('!')) throw missingParameter(name);
      continue;
    }
    values[name] = READERS[kind](text, name);
  }
  return values as Parameters<T>;
}

const READERS: { [K in Kind]: (text: string, name: string) => Kinds[K] } = {
  s: (text) => text,
  n: readNumber,
  b: (text, name) => {
    const lower = text.toLowerCase();
    if (lower === 'true' || lower === '1') return true;
    if (lower === 'false' || lower === '0') return false;
    throw invalidParameter(name);
  },
  il: (text, name) => (text === 'all' ? 'all' : splitList(text).map((item) => readNumber(item, name))),
  sl: (text) => (text === 'all' ? 'all' : splitList(text)),
  ts: (text, name) => {
    const ms = Date.parse(`${text.trim().replace(' ', 'T')}Z`);
    if (!/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/.test(text.trim()) || Number.isNaN(ms)) throw invalidParameter(name);
    return ms;
  },
};

function readNumber(text: string, name: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw invalidParameter(name);
  return value;
}

function splitList(text: string): string[] {
  return text.split(';').map((item) => item.trim()).filter((item) => item !== '');
}
