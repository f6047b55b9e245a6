import { storedKeys, type StoredItems } from '../journal/outbox';
import type { Person } from './person';

/** What sessions left in the application's storage about an erased person would come back with the next drain. Returns how many went. */
export async function removeStoredEvents(items: StoredItems, { callIds, numbers }: Pick<Person, 'callIds' | 'numbers'>): Promise<number> {
  const calls = new Set(callIds);
  const ends = numbers.map((number) => number.replace(/\D/g, '')).filter((digits) => digits.length >= SHORTEST).map((digits) => digits.slice(-SHORTEST_NATIONAL));
  let removed = 0;
  for (const key of await storedKeys(items)) {
    const value = await items.value(key);
    const isTheirs = calls.has(key.split(':')[1] ?? '') || ends.some((digits) => value?.includes(digits));
    if (!isTheirs) continue;
    await items.remove(key);
    removed++;
  }
  return removed;
}

const SHORTEST = 7;
/** Without country and trunk prefix, which may be written or not. */
const SHORTEST_NATIONAL = 10;
