import { describe, expect, test } from 'vitest';
import { createRandom } from '../../emulator/clock/random';
import { RealmPool } from '../../emulator/platform/realm/realm-pool';
import { makeSwitches, SWITCH_ROWS } from '../../emulator/switches';
import { pairwise, type Setting } from './covering';
import { endOf, ITEM_JOURNEYS, journalOf, type ItemJourney } from './item-journeys';
import { createRichWorld } from './rich-world';
import { ENGINES } from './world';

const SETTINGS = pairwise(SWITCH_ROWS, createRandom('items'));
const pool = new RealmPool();

describe.each(ENGINES)('%s', (engine) => {
  describe(`what a caller can meet, under each of ${SETTINGS.length} settings that hold every pair of switch values`, () => {
    test.each(ITEM_JOURNEYS.map((journey) => [journey.name, journey] as const))('%s', async (_name, journey) => {
      for (const [seed, setting] of SETTINGS.entries()) {
        try {
          await play(engine, journey, setting, seed);
        } catch (error) {
          const defaults = makeSwitches() as Setting;
          const given = Object.entries(setting).filter(([name, value]) => defaults[name] !== value);
          throw new Error(`${String(error)}\nseed ${seed}, ${given.map(([name, value]) => `--switch ${name}=${value}`).join(' ')}`, { cause: error });
        }
      }
    });
  });
});

// eslint-disable-next-line max-params -- one play of one row of the table
async function play(engine: (typeof ENGINES)[number], journey: ItemJourney, setting: Setting, seed: number): Promise<void> {
  const { operators, call = {}, others = [], prepare, ends, check, settings, change, advise } = journey;
  const world = await createRichWorld({
    engine, operators, switches: makeSwitches(setting), seed, realm: 'shared', realmPool: pool, talkMs: 10_000,
    ...(settings ? { settings } : {}), ...(change ? { change } : {}), ...(advise ? { advise } : {}),
  });
  prepare?.(world);
  world.dial(call);
  for (const { afterMs, ...other } of others) world.clock.after(afterMs, () => void world.dial(other));
  await world.clock.runFor(Math.max(0, ...others.map(({ afterMs }) => afterMs)) + 1);
  await world.finish();
  expect(endOf(world, call.from === undefined ? '+79161234567' : null)).toMatch(ends);
  check?.(world, engine);
  expect(world.live()).toEqual({ sessions: 0, legs: 0, requests: 0, timers: 0, http: 0 });
  expect(world.play.desk.events.filter(({ kind }) => kind === 'ended')).toHaveLength(1 + others.length);
  expect(journalOf(world).map(({ phase, offers }) => [phase, offers.filter(({ over }) => !over)])).toEqual(Array(1 + others.length).fill(['ended', []]));
  expect(world.play.operators.filter(({ isRinging, isTalking }) => isRinging || isTalking)).toEqual([]);
}
