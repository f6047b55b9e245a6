import { createHash } from 'node:crypto';
import type { ActualItem } from './items';

/** The account as far as this application is concerned, as read. */
export interface Actual {
  /** null: read from nowhere, for a plan without network. */
  account: number | null;
  items: readonly ActualItem[];
  /** Names that are taken in the account outside the application. */
  taken: {
    scenarios: readonly string[];
    acdQueues: readonly string[];
    /** Skills of ACD v1 that operators or queues of other applications have; looked for only where one of ours may go. */
    acdSkills?: readonly string[];
  };
  /** Users of the account's other applications; asked for where users are about to be made. */
  usersElsewhere?: number;
}

export const EMPTY_ACTUAL: Actual = { account: null, items: [], taken: { scenarios: [], acdQueues: [] } };

/** What other applications hold counts against limits, and is no change of this one. */
export function fingerprintOfAccount({ usersElsewhere: _count, ...actual }: Actual): string {
  return fingerprintOf(actual);
}

/** Changes when anything that a plan rests on changes. */
export function fingerprintOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex').slice(0, 32);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
