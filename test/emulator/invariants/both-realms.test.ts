import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import type { RealmKind } from '../../../emulator/platform/realm/realm';
import { randomDay } from './random-day';

const CALLS = Number(process.env['RANDOM_CALLS'] ?? 10_000);
const EVENTS_A_DIGEST = 1_000;

/** The whole trace of a day of random calls, as digests of a thousand events each. */
async function digests(realm: RealmKind, calls: number): Promise<string[]> {
  const clock = new VirtualClock({ drain: 'flagged' });
  const made: string[] = [];
  let hash = createHash('sha256');
  let events = 0;
  const told = (event: object) => {
    hash.update(JSON.stringify(event));
    if (++events % EVENTS_A_DIGEST > 0) return;
    made.push(hash.digest('hex'));
    hash = createHash('sha256');
  };
  const day = randomDay({ seed: 8, calls, clock, told, options: { realm, keepHistory: false } });
  await clock.runFor(calls * 6000 + 200_000);
  const ends = createHash('sha256').update(JSON.stringify([...day.ends])).digest('hex');
  return [...made, hash.digest('hex'), ends, `${events} events`];
}

it(`${CALLS} random calls leave the same trace in a realm of their own and in the shared one`, async () => {
  const own = await digests('unwatched', CALLS);
  expect(own.length).toBeGreaterThan((CALLS * 5) / EVENTS_A_DIGEST);
  expect(await digests('shared', CALLS)).toEqual(own);
}, 1_800_000);

it('whether somebody watches over the callbacks makes no difference to them', async () => {
  expect(await digests('context', 200)).toEqual(await digests('unwatched', 200));
});
