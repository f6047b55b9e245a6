import { readFileSync } from 'node:fs';
import { QUEUE_SWITCHES } from './switches/queue-rows';
import { SESSION_SWITCHES, type SwitchRow } from './switches/rows';

type KnownRow = (typeof SESSION_SWITCHES)[number] | (typeof QUEUE_SWITCHES)[number];

export type SwitchName = KnownRow['name'];
/** A setting of every switch. */
export type Switches = { readonly [Row in KnownRow as Row['name']]: Row['values'][number] };
export type { SwitchRow };

/** Every uncertain behaviour of the platform, in the order of its number. */
export const SWITCH_ROWS: readonly (SwitchRow & { name: SwitchName })[] = [...SESSION_SWITCHES, ...QUEUE_SWITCHES].sort(
  (left, right) => Number.parseInt(left.number) - Number.parseInt(right.number),
);

const DEFAULTS: Readonly<Record<string, string>> = Object.fromEntries(SWITCH_ROWS.map((row) => [row.name, row.values[0]]));

/** The defaults, with `changes` on top; an unknown name or value is refused by name. */
export function makeSwitches(changes: Partial<Record<string, string>> = {}): Switches {
  const values = { ...DEFAULTS };
  for (const [name, value] of Object.entries(changes)) {
    if (value !== undefined) values[name] = checkedValue(name, value);
  }
  return values as unknown as Switches;
}

/** `--switch name=value`, also by number: `78=yes`. */
export function parseSwitch(text: string): Partial<Switches> {
  const at = text.indexOf('=');
  if (at < 1) throw new Error(`Expected a switch as name=value, got "${text}"`);
  const row = rowOf(text.slice(0, at).trim());
  return { [row.name]: checkedValue(row.name, text.slice(at + 1).trim()) };
}

/** A JSON file `{"name": "value", …}`; names may be numbers of rows, as with `--switch`. */
export function readSwitchFile(path: string): Partial<Switches> {
  const content = readJson(path);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new Error(`Expected ${path} to hold an object of switches, such as {"declineBans": "no"}, got ${JSON.stringify(content).slice(0, 40)}`);
  }
  const changes: Record<string, string> = {};
  for (const [name, value] of Object.entries(content)) {
    const row = rowOf(name);
    changes[row.name] = checkedValue(row.name, String(value));
  }
  return changes;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(readFileSync(path)));
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Error(`Cannot read switches from ${path}: ${isMissing ? 'there is no such file' : (cause as Error).message}`, { cause });
  }
}

function rowOf(nameOrNumber: string): SwitchRow {
  const row = SWITCH_ROWS.find((one) => one.name === nameOrNumber || one.number === nameOrNumber);
  if (!row) {
    const names = SWITCH_ROWS.map((one) => one.name).join(', ');
    throw new Error(`There is no switch "${nameOrNumber}"; the switches are ${names}`);
  }
  return row;
}

function checkedValue(name: string, value: string): string {
  const row = rowOf(name);
  if (!row.values.includes(value)) {
    throw new Error(`Expected switch ${row.name} to be one of ${row.values.join(', ')}, got "${value}"`);
  }
  return value;
}
