import { availableParallelism } from 'node:os';

/** As many works at a time as there are cores; the results in the order of the works. */
export async function sideBySide<T>(works: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const left = works.entries();
  const core = async (): Promise<void> => {
    // One iterator for all: each takes the next that nobody has taken.
    for (const [index, work] of left) results[index] = await work();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, core));
  return results;
}
