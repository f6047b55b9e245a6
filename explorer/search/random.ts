import { createRandom } from '../../emulator/clock/random';
import { SWITCH_ROWS, type Switches } from '../../emulator/switches';
import { worldOptions, type Bundles } from '../replay';
import { WAIT, type Action } from '../world/action';
import { enabledActions } from '../world/enabled-actions';
import type { World, WorldOptions } from '../world/world';
import { complete, messageOf, play, type Run } from './run';

export interface RandomSearch {
  options: WorldOptions;
  bundles: Bundles;
  seed: number;
  depth: number;
  goesOn: () => boolean;
  found: (run: Run, options: WorldOptions) => void;
}

/** Long histories drawn from a seed; in three of four the cloud behaves otherwise than by default, where nobody has said how it does. */
export async function tryRandomly(search: RandomSearch): Promise<void> {
  for (let n = 0; search.goesOn(); n++) {
    const seed = `${search.seed}/${n}`;
    const options = n % 4 === 0 ? search.options : withDrawnSwitches(search, seed);
    search.found(await drawHistory(options, { seed, depth: search.depth }), options);
  }
}

/** A random walk: each step is one that is possible where it stands; half of them let time go on. */
export async function drawHistory(options: WorldOptions, walk: { seed: string; depth: number }): Promise<Run> {
  const random = createRandom(walk.seed);
  const prefix = await play(options, []);
  const actions: Action[] = [];
  const { world } = prefix;
  try {
    while (actions.length < walk.depth && world.monitor.violations.length === 0) {
      const action = random.next() < 0.5 ? WAIT : pick(world, random);
      actions.push(action);
      await world.take(action);
    }
  } catch (thrown) {
    world.monitor.report('no-crash', messageOf(thrown));
  }
  return complete(prefix, actions);
}

/** One setting of every switch. */
export function drawSwitches(seed: string): Partial<Switches> {
  const random = createRandom(`switches/${seed}`);
  const drawn: Record<string, string> = {};
  for (const { name, values } of SWITCH_ROWS) drawn[name] = random.pick(values);
  return drawn;
}

function withDrawnSwitches({ bundles, options }: RandomSearch, seed: string): WorldOptions {
  const { callers, operators } = options;
  return worldOptions(bundles, { callers, operators, seed: options.seed, switches: { ...drawSwitches(seed), ...options.switches } });
}

function pick(world: World, random: ReturnType<typeof createRandom>): Action {
  const possible = enabledActions(world).filter(({ kind }) => kind !== 'wait');
  return possible.length === 0 ? WAIT : random.pick(possible);
}
