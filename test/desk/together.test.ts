import { expect, test } from 'vitest';
import { together } from '../../desk/live/together';
import { createManualClock } from './support/manual-clock';

function told() {
  const clock = createManualClock();
  const done: string[] = [];
  const failed: unknown[] = [];
  const news = together<string>({
    clock, everyMs: 200, keyOf: (what) => what.slice(0, 1), unawaited: (work) => void work.catch((error: unknown) => failed.push(error)),
    work: (what) => { done.push(what); return what.endsWith('!') ? Promise.reject(new Error(what)) : Promise.resolve(); },
  });
  return { clock, done, failed, news };
}

test('the first is told at once, a rush after it once, with its last', async () => {
  const { clock, done, news } = told();
  for (const what of ['a1', 'a2', 'b1', 'a3']) await news.ask(what);
  expect(done).toEqual(['a1', 'b1']);
  clock.advance(200);
  expect(done).toEqual(['a1', 'b1', 'a3']);
  await news.ask('a4');
  clock.advance(199);
  expect(done).toHaveLength(3);
  clock.advance(1);
  expect(done).toEqual(['a1', 'b1', 'a3', 'a4']);
  clock.advance(200);
  await news.ask('a5');
  expect(done.at(-1)).toBe('a5');
});

test('what a rush asked for is merged where the asker says how', async () => {
  const clock = createManualClock();
  const done: string[] = [];
  const news = together<string>({
    clock, everyMs: 200, keyOf: () => 'one', unawaited: () => undefined, merge: (earlier, later) => `${earlier} ${later}`,
    work: async (what) => void done.push(what),
  });
  for (const what of ['a', 'b', 'c']) await news.ask(what);
  clock.advance(200);
  expect(done).toEqual(['a', 'b c']);
});

test('a failure goes to who asked, or is told where he is gone; the next is done all the same', async () => {
  const { clock, done, failed, news } = told();
  await expect(news.ask('a!')).rejects.toThrow('a!');
  await news.ask('a2!');
  clock.advance(200);
  await expect.poll(() => failed).toEqual([new Error('a2!')]);
  clock.advance(200);
  await news.ask('a3');
  expect(done).toEqual(['a!', 'a2!', 'a3']);
});

test('after its end nothing is done', async () => {
  const { clock, done, news } = told();
  for (const what of ['a1', 'a2']) await news.ask(what);
  news.stop();
  clock.advance(1000);
  expect(done).toEqual(['a1']);
});
