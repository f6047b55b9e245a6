import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock';
import type { Scope } from '../config';
import type { Database } from '../database/port';
import { hashOf } from './sessions';

export const TICKET_MS = 60_000;

type Who = Pick<Scope, 'franchise' | 'operator'>;

export interface Tickets {
  make(who: Who): Promise<{ ticket: string; expiresInMs: number }>;
  /** Whose it was; undefined where it is over or was taken before. */
  take(ticket: string): Promise<Who | undefined>;
}

/**
 * The way from an embedded page to a window of the desk's own, where its bearer cannot go along and the browser may keep
 * no cookie. Tickets lie among the sessions, so that signing an operator out ends their links too.
 */
export function createTickets({ db, clock }: { db: Database; clock: Clock }): Tickets {
  return {
    async make({ franchise, operator }) {
      const ticket = randomBytes(32).toString('base64url');
      const now = clock.now();
      await db.query(
        'insert into sessions (session_hash, franchise, operator, created_at, expires_at) values ($1, $2, $3, $4, $5)',
        [keyOf(ticket), franchise, operator, now, now + TICKET_MS]);
      return { ticket, expiresInMs: TICKET_MS };
    },
    async take(ticket) {
      const now = clock.now();
      // More than a whole life ahead: time was set back since.
      const [row] = await db.query<{ franchise: string; operator: string }>(
        'delete from sessions where session_hash = $1 and expires_at > $2 and expires_at <= $3 returning franchise, operator',
        [keyOf(ticket), now, now + TICKET_MS]);
      return row;
    },
  };
}

/** No bearer has a colon in it: a ticket opens no route. */
function keyOf(ticket: string): string {
  return hashOf(`ticket:${ticket}`);
}
