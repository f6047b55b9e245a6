import { calls } from './001-calls';
import { people } from './002-people';
import { customers } from './003-customers';
import { callers } from './004-callers';
import { lists } from './005-lists';
import { comments } from './020-comments';
import { readings } from './021-readings';
import { erasure } from './022-erasure';

/** In order, for ever: a released migration is never edited, only followed by another. */
export const MIGRATIONS: readonly { name: string; statements: readonly string[] }[] = [
  calls, people, customers, callers, lists, comments, readings, erasure,
];
