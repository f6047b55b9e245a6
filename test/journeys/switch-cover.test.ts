import { describe, test } from 'vitest';
import { createRandom } from '../../emulator/clock/random';
import { RealmPool } from '../../emulator/platform/realm/realm-pool';
import { makeSwitches, SWITCH_ROWS } from '../../emulator/switches';
import { pairwise, randomSettings, type Setting } from './covering';
import { expectNothingLeft } from './expectations';
import { playJourney, SWITCH_JOURNEYS, type SwitchJourney } from './switch-journeys';
import { createWorld, ENGINES, type WorldOptions } from './world';

const PAIRS = pairwise(SWITCH_ROWS, createRandom('pairs'));
const RANDOM = randomSettings(SWITCH_ROWS, 500, createRandom('random'));
const JOURNEYS = SWITCH_JOURNEYS.map((journey) => [journey.name, journey] as const);
const pool = new RealmPool();

type How = Pick<WorldOptions, 'engine' | 'seed' | 'realm' | 'realmPool'>;

describe.each(ENGINES)('%s', (engine) => {
  describe(`every journey under each of ${PAIRS.length} settings that hold every pair of switch values`, () => {
    test.each(JOURNEYS)('%s', async (_name, journey) => {
      for (const [index, setting] of PAIRS.entries()) {
        await underSetting(setting, journey, { engine, seed: index, realm: 'context' });
      }
    });
  });

  describe(`every journey under each of ${RANDOM.length} random settings`, () => {
    test.each(JOURNEYS)('%s', async (_name, journey) => {
      for (const [index, setting] of RANDOM.entries()) {
        await underSetting(setting, journey, { engine, seed: index, realm: 'shared', realmPool: pool });
      }
    });
  });
});

/** A failure names the setting, as `vox dial` takes it. */
async function underSetting(setting: Setting, journey: SwitchJourney, how: How): Promise<void> {
  const { operators } = journey;
  try {
    const world = await createWorld({ ...how, operators, switches: makeSwitches(setting), strict: true, talkMs: 10_000, wrapUpMs: 9_000 });
    await playJourney(world, journey, createRandom(`${journey.name}/${how.seed}`));
    await expectNothingLeft(world);
  } catch (error) {
    const defaults = makeSwitches() as Setting;
    const given = Object.entries(setting).filter(([name, value]) => defaults[name] !== value);
    const args = given.map(([name, value]) => `--switch ${name}=${value}`).join(' ');
    throw new Error(`${String(error)}\nseed ${how.seed}, --operators ${operators} --engine ${how.engine} ${args}`, { cause: error });
  }
}
