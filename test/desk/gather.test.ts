import { expect, test } from 'vitest';
import { gather } from '../../desk/database/gather';
import { DatabaseDown } from '../../desk/database/port';

/** Turns in the order they began; each ends when the test says so. */
function turns(failsFor: (items: readonly string[]) => Error | undefined = () => undefined) {
  const begun: string[][] = [];
  const ends: (() => void)[] = [];
  const ask = gather<string, string>({
    everyMs: 0, most: 3, keyOf: (item) => item.slice(0, 1),
    work: async (items) => {
      begun.push([...items]);
      await new Promise<void>((resolve) => ends.push(resolve));
      const failure = failsFor(items);
      if (failure) throw failure;
      return items.map((item) => (item.endsWith('!') ? new Error(item) : item.toUpperCase()));
    },
  });
  const endNext = async (): Promise<void> => {
    await expect.poll(() => ends.length).toBeGreaterThan(0);
    ends.shift()?.();
  };
  return { ask, begun, endNext };
}

test('the first goes at once, what is asked meanwhile goes together, of one key one a turn, and no more than most', async () => {
  const { ask, begun, endNext } = turns();
  const asked = ['a1', 'b1', 'b2', 'c1', 'd1', 'e1'].map(ask);
  for (let turn = 0; turn < 3; turn++) await endNext();
  expect(await Promise.all(asked)).toEqual(['A1', 'B1', 'B2', 'C1', 'D1', 'E1']);
  expect(begun).toEqual([['a1'], ['b1', 'c1', 'd1'], ['b2', 'e1']]);
});

test('a refusal is for who asked alone', async () => {
  const { ask, endNext } = turns();
  const asked = Promise.allSettled(['a', 'b!', 'c'].map(ask));
  for (let turn = 0; turn < 2; turn++) await endNext();
  expect(await asked).toMatchObject([{ value: 'A' }, { reason: { message: 'b!' } }, { value: 'C' }]);
});

test('where a turn of several fails each is tried alone, so that one that always fails harms nobody', async () => {
  const { ask, begun, endNext } = turns((items) => (items.includes('c') ? new Error('poison') : undefined));
  const asked = Promise.allSettled(['a', 'b', 'c', 'd'].map(ask));
  for (let turn = 0; turn < 5; turn++) await endNext();
  expect(await asked).toMatchObject([{ value: 'A' }, { value: 'B' }, { reason: { message: 'poison' } }, { value: 'D' }]);
  expect(begun).toEqual([['a'], ['b', 'c', 'd'], ['b'], ['c'], ['d']]);
});

test('a database that is down is not asked for each again', async () => {
  const { ask, begun, endNext } = turns((items) => (items.length > 1 ? new DatabaseDown(new Error('gone')) : undefined));
  const asked = Promise.allSettled(['a', 'b', 'c'].map(ask));
  for (let turn = 0; turn < 2; turn++) await endNext();
  expect((await asked).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(begun).toHaveLength(2);
});
