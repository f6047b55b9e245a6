import path from 'node:path';
import { UserError } from '../user-error';
import { readRecord, recordFile, recordIds, type ReleaseRecord } from './record';

export type AtLeastOne<T> = [T, ...T[]];

/**
 * The releases that a rollback undoes, oldest first. A rollback counts as a release: rolling back twice goes back
 * and forth, `to` goes further; one that did not come to its end is gone on with.
 */
export function releasesToUndo(root: string, { env, to }: { env: string; to?: string }): AtLeastOne<ReleaseRecord> {
  const ids = recordIds(root, env);
  const read = (id: string): ReleaseRecord | null => readRecord(root, env, id);
  const from = to === undefined ? firstOfLast(ids, read) : ids.indexOf(to) + 1;
  if (to !== undefined && from === 0) {
    throw new UserError(`There is no release "${to}" of "${env}". There are: ${ids.join(', ') || 'none'}.`);
  }
  const [oldest, ...later] = ids.slice(from).map((id) => read(id) ?? broken(root, env, id));
  if (oldest) return [oldest, ...later];
  throw new UserError(
    to === undefined ? `Nothing was deployed to "${env}" from this folder, so there is nothing to bring back.` : `Release ${to} is the last one; it is live.`,
  );
}

/** The last release begins with the attempts right before it that did not come to their end: nobody wants what they left. */
function firstOfLast(ids: readonly string[], read: (id: string) => ReleaseRecord | null): number {
  const isUnfinished = (record: ReleaseRecord | null): boolean => record !== null && record.outcome !== 'done';
  const last = ids.length - 1;
  const newest = ids[last] === undefined ? null : read(ids[last]);
  let first = last;
  while (first > 0 && isUnfinished(read(ids[first - 1] ?? ''))) first -= 1;
  const [undone] = isUnfinished(newest) ? newest?.undoes ?? [] : [];
  const goesOnAt = undone === undefined ? -1 : ids.indexOf(undone);
  return Math.max(0, goesOnAt === -1 ? first : goesOnAt);
}

function broken(root: string, environment: string, id: string): never {
  const file = path.relative(root, recordFile(root, environment, id));
  throw new UserError(
    `The record of release ${id}, ${file}, is cut off or of another version, so what it changed cannot be undone. ` +
      'Nothing was written. Put the file back from a copy, or deploy what should stand there now.',
  );
}
