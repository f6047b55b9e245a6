import type { NormalConfig } from '../normal-config';
import type { Problem } from '../problem';

/** One named rule about what hangs together in a config; pure. */
export type Check = (config: NormalConfig) => Problem[];

/** Names that occur more than once. */
export function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

/** `a, b or c`; `(none)` for an empty list. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? '(none)';
  return `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}
