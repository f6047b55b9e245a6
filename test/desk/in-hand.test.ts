import { expect, test } from 'vitest';
import { InHand } from '../../desk/in-hand';

function held() {
  let end = (): void => undefined;
  const work = new Promise<void>((resolve) => { end = resolve; });
  return { work, end: () => end() };
}

test('what was begun while others were waited for is waited for too', async () => {
  const inHand = new InHand(() => undefined);
  const [first, second] = [held(), held()];
  inHand.add(first.work.then(() => inHand.add(second.work)));
  let isDone = false;
  const done = inHand.done().then(() => { isDone = true; });
  first.end();
  await new Promise(setImmediate);
  expect(isDone).toBe(false);
  second.end();
  await done;
  expect(isDone).toBe(true);
});

test('what fails is told, and holds up nobody', async () => {
  const failed: unknown[] = [];
  const inHand = new InHand((error) => failed.push(error));
  const error = new Error('the database is gone');
  inHand.add(Promise.reject(error));
  await inHand.done();
  expect(failed).toEqual([error]);
});

test('with nothing in hand there is nothing to wait for', async () => {
  await expect(new InHand(() => undefined).done()).resolves.toBeUndefined();
});
