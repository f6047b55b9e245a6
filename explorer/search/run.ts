import type { Violation } from '../invariants/violation';
import type { Action } from '../world/action';
import { enabledActions } from '../world/enabled-actions';
import { finish } from '../world/finish';
import { historyHash, type Note } from '../world/note';
import { World, type WorldOptions } from '../world/world';

/** One history, from the beginning to the end of every call. */
export interface Run {
  actions: readonly Action[];
  notes: readonly Note[];
  violations: readonly Violation[];
  hash: string;
}

/** What stands at the end of a prefix. */
export interface Prefix {
  world: World;
  /** False where the last wait brought nothing: its history is that of a shorter prefix. */
  isNew: boolean;
  state: string;
  enabled: Action[];
}

/** A fresh world, and the actions one after the other; what is not possible there is left out. */
export async function play(options: WorldOptions, actions: readonly Action[]): Promise<Prefix> {
  const world = new World(options);
  let isNew = true;
  try {
    await world.begin();
    for (const action of actions) isNew = (await takeIfPossible(world, action)) && isNew;
  } catch (thrown) {
    world.monitor.report('no-crash', messageOf(thrown));
  }
  return { world, isNew, state: world.stateKey(), enabled: enabledActions(world) };
}

export async function complete({ world }: Pick<Prefix, 'world'>, actions: readonly Action[]): Promise<Run> {
  try {
    await finish(world);
  } catch (thrown) {
    world.monitor.report('no-crash', messageOf(thrown));
  }
  world.cloud.close();
  return { actions, notes: world.notes, violations: world.monitor.violations, hash: historyHash(world.notes) };
}

export async function runHistory(options: WorldOptions, actions: readonly Action[]): Promise<Run> {
  return complete(await play(options, actions), actions);
}

async function takeIfPossible(world: World, action: Action): Promise<boolean> {
  return possibleIn(world, action) ? world.take(action) : false;
}

export function possibleIn(world: World, action: Action): boolean {
  return enabledActions(world).some(({ kind, at }) => kind === action.kind && at === action.at);
}

export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
