import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../emulator/clock/random';
import { describeAction, drawHistory, runHistory, worldOptions, type Action, type Bundles } from '../../explorer';
import { bundlesToExplore } from '../../scripts/explore/bundles';
import { ROOT } from '../architecture/sources';

/** On each engine, each without jumps and with them. */
const HISTORIES = Number(process.env['VOX_CLOCK_HISTORIES'] ?? 40);
const LIMIT_MS = 60_000 + HISTORIES * 200;
const isJump = ({ kind }: Action) => kind === 'clockJump' || kind === 'deskClockJump';
const JUMPS: readonly Action[] = [{ kind: 'clockJump', at: 0 }, { kind: 'clockJump', at: 1 }, { kind: 'deskClockJump', at: 0 }];

/** The same history with clocks set, one to six times, anywhere in it. */
function withJumps(actions: readonly Action[], seed: string): Action[] {
  const random = createRandom(seed);
  const jumping = [...actions];
  for (let jumps = 1 + random.below(6); jumps > 0; jumps--) jumping.splice(random.below(jumping.length + 1), 0, random.pick(JUMPS));
  return jumping;
}

describe.each(['smartqueue', 'acd'] as const)('A1 clocks of pages and of the desk are set by a second to a day, %s', (engine) => {
  let bundles: Bundles;
  beforeAll(async () => {
    bundles = await bundlesToExplore(ROOT, engine);
  });

  test('A1 calls, wrap-ups, leases and reconnects take the same course as without, to the millisecond', async () => {
    const options = worldOptions(bundles, { callers: 2, operators: 2, seed: 1, switches: {} });
    for (let n = 0; n < HISTORIES; n++) {
      const drawn = await drawHistory(options, { seed: `clocks/${n}`, depth: 50 });
      const actions = drawn.actions.filter((action) => !isJump(action));
      const jumping = withJumps(actions, `jumps/${n}`);
      const [still, jumped] = [await runHistory(options, actions), await runHistory(options, jumping)];
      expect(jumped.notes.filter(({ what }) => !/lockJump$/.test(what)), jumping.map(describeAction).join(' ')).toEqual(still.notes);
      expect(jumped.violations).toEqual([]);
    }
  }, LIMIT_MS);
});
