import { beforeAll, describe, expect, test } from 'vitest';
import { drawHistory, drawSwitches, worldOptions, type Bundles } from '../../explorer';
import { play } from '../../explorer/search/run';
import { bundlesToExplore } from '../../scripts/explore/bundles';
import { ROOT } from '../architecture/sources';

/** What makes the explorer fast must lose nothing. */
describe.each(['smartqueue', 'acd'] as const)('shortcuts of the explorer, %s', (engine) => {
  let bundles: Bundles;
  beforeAll(async () => {
    bundles = await bundlesToExplore(ROOT, engine);
  });

  test('a world that takes over how another began stands as if it had begun by itself, and goes on alike', async () => {
    for (let n = 0; n < 6; n++) {
      const switches = n === 0 ? {} : drawSwitches(`began/${n}`);
      const options = worldOptions(bundles, { callers: 2, operators: 2, seed: 1, switches });
      const [itself, taken] = [await play(options, []), await play(options, [])];
      expect(taken.state).toBe(itself.state);
      const walk = { seed: `began/${n}`, depth: 25 };
      expect((await drawHistory(options, walk)).notes).toEqual((await drawHistory({ ...options }, walk)).notes);
    }
  });
});
