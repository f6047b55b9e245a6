import type { Open } from '../../contracts/call-events';
import type { Presence } from '../../contracts/desk-journal';
import type { Clock, Stopwatch } from '../clock';
import type { Scope } from '../config';
import { gather } from '../database/gather';
import type { Database } from '../database/port';
import { CHANNEL, say, type BusMessage } from './bus';

export interface Presences {
  set(scope: Scope, said: { presence: Open<Presence>; callId: string | null }): Promise<void>;
  /** These pages still speak. */
  seen(people: readonly Pick<Scope, 'franchise' | 'operator'>[]): Promise<void>;
  /** Whoever was not seen for his franchise's grace is offline, whatever he said last (R16, R22). */
  expire(graceMs: (franchise: string) => number): Promise<void>;
  /** `forMs`: for how long by now. */
  list(scope: Scope): Promise<{ operator: string; presence: Open<Presence>; since: number; forMs: number }[]>;
}

/** In a rush what the pages say is written together this often. */
const WRITE_EVERY_MS = 50;

/** What the pages say of their operators. */
export function createPresences({ db, clock }: { db: Database; clock: Clock }): Presences {
  const silent = createSilence(clock);
  const write = gather<Said, undefined>({
    everyMs: WRITE_EVERY_MS, keyOf: ({ franchise, operator }) => `${franchise} ${operator}`, work: (said) => writeAll(db, said, clock.now()),
  });
  return {
    set: ({ franchise, operator }, { presence, callId }) => write({ franchise, operator, presence, callId }),
    seen: async (people) => {
      if (people.length === 0) return;
      await db.query(
        `update presences set seen_at = $1 where presence <> 'offline' and franchise || ' ' || operator = any($2)`,
        [clock.now(), people.map(({ franchise, operator }) => `${franchise} ${operator}`)]);
    },
    expire: async (graceMs) => {
      const present = await db.query<{ franchise: string; operator: string; seen_at: number }>(
        `select franchise, operator, seen_at from presences where presence <> 'offline'`);
      const gone = silent(present).filter(({ franchise, forMs }) => forMs > graceMs(franchise));
      for (const { franchise, operator, seen_at } of gone) {
        await db.query(
          `update presences set presence = 'offline', call_id = null, since = $3 where franchise = $1 and operator = $2 and seen_at = $4`,
          [franchise, operator, clock.now(), seen_at]);
        await say(db, { kind: 'team', franchise });
      }
    },
    list: async (scope) => {
      const rows = await db.query<{ operator: string; presence: Open<Presence>; since: number }>(
        'select operator, presence, since from presences where franchise = $1', [scope.franchise]);
      return rows.map((row) => ({ ...row, forMs: Math.max(0, clock.now() - row.since) }));
    },
  };
}

interface Present { franchise: string; operator: string; seen_at: number }

/**
 * For how long each was not seen: by the database's time where this desk looks for the first time, and by its own
 * stopwatch from then on, so that nobody is gone because the time of a database was set.
 */
function createSilence(clock: Clock): <P extends Present>(present: readonly P[]) => (P & { forMs: number })[] {
  let known = new Map<string, { seenAt: number; beforeMs: number; watched: Stopwatch }>();
  return (present) => {
    const looked = present.map((one) => {
      const name = `${one.franchise} ${one.operator}`;
      const before = known.get(name);
      const kept = before?.seenAt === one.seen_at ? before : {
        seenAt: one.seen_at, beforeMs: before ? 0 : Math.max(0, clock.now() - one.seen_at), watched: clock.stopwatch(),
      };
      return { one, name, kept };
    });
    known = new Map(looked.map(({ name, kept }) => [name, kept]));
    return looked.map(({ one, kept }) => ({ ...one, forMs: kept.beforeMs + kept.watched() }));
  };
}

interface Said { franchise: string; operator: string; presence: Open<Presence>; callId: string | null }

/** In one statement, news of the changed teams included. */
async function writeAll(db: Database, said: readonly Said[], nowMs: number): Promise<undefined[]> {
  const rows = said.map(({ franchise, operator, presence, callId }) => ({
    franchise, operator, presence, call_id: callId, news: JSON.stringify({ kind: 'team', franchise } satisfies BusMessage),
  }));
  await db.query(
    `with said as (
       select * from json_to_recordset($1::json) as s (franchise text, operator text, presence text, call_id text, news text)
     ), written as (
       insert into presences (franchise, operator, presence, call_id, since, seen_at)
       select franchise, operator, presence, call_id, $2::bigint, $2::bigint from said
       on conflict (franchise, operator) do update set
         since = case when presences.presence = excluded.presence then presences.since else excluded.since end,
         presence = excluded.presence, call_id = excluded.call_id, seen_at = excluded.seen_at
       returning franchise, since = $2::bigint as changed
     )
     select pg_notify($3, news) from (select distinct s.news from said s join written w on w.franchise = s.franchise where w.changed) as told`,
    [JSON.stringify(rows), nowMs, CHANNEL]);
  return said.map(() => undefined);
}
