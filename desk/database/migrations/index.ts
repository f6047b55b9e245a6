import { calls } from './001-calls';
import { people } from './002-people';
import { customers } from './003-customers';
import { callers } from './004-callers';
import { lists } from './005-lists';
import { comments } from './020-comments';
import { readings } from './021-readings';
import { erasure } from './022-erasure';
import { jobs } from './023-jobs';
import { personRequests } from './024-person-requests';

export interface Migration {
  name: string;
  statements: readonly string[];
  fill?: Fill;
}

/** Rows that a migration makes of rows that are there; there may be a million of them, so part by part. */
export interface Fill {
  /** In the log: what is filled in. */
  what: string;
  /** The table it is made of. */
  from: string;
  /**
   * One statement: makes the next part, at most $3 rows of `from` behind the key ($1, $2), and gives one row: `position`,
   * the key of the last of them, and `rows`, how many. None: there are no more. A part may be made twice.
   */
  part: string;
}

/** In order, for ever: a released migration is never edited, only followed by another. */
export const MIGRATIONS: readonly Migration[] = [
  calls, people, customers, callers, lists, comments, readings, erasure, jobs, personRequests,
];
