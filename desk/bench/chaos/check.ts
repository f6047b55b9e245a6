import type { Queryable } from '../../database/port';
import { WRAP_UP_LIMIT_MS } from '../bench-config';
import type { Kept } from './call';

export interface Verdict { lost: string[]; doubled: string[] }

/** What the database holds in the end, beside all that was acknowledged. */
export async function compare(db: Queryable, calls: readonly Kept[]): Promise<Verdict> {
  const idsOf = async (sql: string): Promise<string[]> => (await db.query<{ id: string }>(sql)).map(({ id }) => id);
  const expected: { what: string; kept: string[]; found: string[] }[] = [
    {
      what: 'event', kept: calls.flatMap(({ events }) => events),
      found: await idsOf('select event_id as id from call_events'),
    },
    {
      what: 'end of call', kept: calls.filter(({ events }) => events.length === 6).map(({ callId }) => callId),
      found: await idsOf("select call_id as id from calls where reason = 'completed'"),
    },
    { what: 'save', kept: saved(calls), found: await idsOf('select call_id as id from saves') },
    { what: 'comment', kept: saved(calls), found: await idsOf('select call_id as id from comments') },
    {
      what: 'entry of the save', kept: saved(calls),
      found: await idsOf("select call_id as id from call_entries where kind = 'saved'"),
    },
    {
      // One that is saved later was closed by its limit.
      what: 'closed wrap-up', kept: saved(calls.filter(({ savedWithinMs }) => savedWithinMs < WRAP_UP_LIMIT_MS)),
      found: await idsOf("select call_id as id from wrap_ups where closed_by = 'save'"),
    },
    {
      what: 'customer', kept: calls.filter(({ customer }) => customer).map(({ callId }) => callId),
      found: await idsOf("select substr(save_id, 3) as id from customers where save_id like 'c-%'"),
    },
  ];
  const verdict: Verdict = { lost: [], doubled: [] };
  for (const { what, kept, found } of expected) {
    const there = new Set(found);
    verdict.lost.push(...kept.filter((id) => !there.has(id)).map((id) => `${what} ${id}`));
    const twice = [...there].filter((id) => found.indexOf(id) !== found.lastIndexOf(id));
    verdict.doubled.push(...twice.map((id) => `${what} ${id}`));
  }
  return verdict;
}

function saved(calls: readonly Kept[]): string[] {
  return calls.filter(({ isSaved }) => isSaved).map(({ callId }) => callId);
}
