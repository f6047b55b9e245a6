import type { Presence } from '../../contracts/desk-journal';
import type { Clock } from '../clock';
import type { Scope } from '../config';
import type { Database } from '../database/port';
import { say } from './bus';

export interface Presences {
  set(scope: Scope, said: { presence: Presence; callId: string | null }): Promise<void>;
  /** These pages still speak. */
  seen(people: readonly Pick<Scope, 'franchise' | 'operator'>[]): Promise<void>;
  /** Whoever was not seen for his franchise's grace is offline, whatever he said last (R16, R22). */
  expire(graceMs: (franchise: string) => number): Promise<void>;
  list(scope: Scope): Promise<{ operator: string; presence: Presence; since: number }[]>;
}

/** What the pages say of their operators. */
export function createPresences({ db, clock }: { db: Database; clock: Clock }): Presences {
  return {
    set: (scope, { presence, callId }) => db.transaction(async (tx) => {
      const changed = await tx.query(
        `insert into presences (franchise, operator, presence, call_id, since, seen_at) values ($1, $2, $3, $4, $5, $5)
         on conflict (franchise, operator) do update set
           since = case when presences.presence = excluded.presence then presences.since else excluded.since end,
           presence = excluded.presence, call_id = excluded.call_id, seen_at = excluded.seen_at
         returning since = $5 as changed`,
        [scope.franchise, scope.operator, presence, callId, clock.now()]);
      if (changed[0]?.['changed'] === true) await say(tx, { kind: 'team', franchise: scope.franchise });
    }),
    seen: async (people) => {
      if (people.length === 0) return;
      await db.query(
        `update presences set seen_at = $1 where presence <> 'offline' and franchise || ' ' || operator = any($2)`,
        [clock.now(), people.map(({ franchise, operator }) => `${franchise} ${operator}`)]);
    },
    expire: async (graceMs) => {
      const present = await db.query<{ franchise: string; operator: string; seen_at: number }>(
        `select franchise, operator, seen_at from presences where presence <> 'offline'`);
      const gone = present.filter(({ franchise, seen_at }) => clock.now() - seen_at > graceMs(franchise));
      for (const { franchise, operator, seen_at } of gone) {
        await db.query(
          `update presences set presence = 'offline', call_id = null, since = $3 where franchise = $1 and operator = $2 and seen_at = $4`,
          [franchise, operator, clock.now(), seen_at]);
        await say(db, { kind: 'team', franchise });
      }
    },
    list: (scope) => db.query('select operator, presence, since from presences where franchise = $1', [scope.franchise]),
  };
}
