import { isSwapped, type Action } from '../world/action';
import type { WorldOptions } from '../world/world';
import { complete, play, type Run } from './run';

export interface Systematic {
  options: WorldOptions;
  /** Where the tree begins: the actions that lead to an interesting moment. */
  root: readonly Action[];
  depth: number;
  /** Of the first choices this process tries those whose index leaves `part` when divided by `parts`. */
  part: number;
  parts: number;
  /** False: stop here. */
  goesOn: () => boolean;
  found: (run: Run) => void;
}

/**
 * Every order of the alphabet to a depth, each run to its end; true where none was left out.
 * Left out without loss: an order whose two neighbours touch nothing in common and stand the
 * other way round elsewhere, and a prefix that led into a state already seen at this depth.
 */
export async function trySystematically(search: Systematic): Promise<boolean> {
  return visit(search, { actions: search.root, left: search.depth, seen: new Set() });
}

interface Node { actions: readonly Action[]; left: number; seen: Set<string> }

async function visit(search: Systematic, { actions, left, seen }: Node): Promise<boolean> {
  if (!search.goesOn()) return false;
  const prefix = await play(search.options, actions);
  const key = `${left} ${prefix.state}`;
  if (!prefix.isNew || seen.has(key)) {
    prefix.world.cloud.close();
    return true;
  }
  seen.add(key);
  const broken = prefix.world.monitor.violations.length > 0;
  if (left === 0 || broken) {
    search.found(await complete(prefix, actions));
    return true;
  }
  prefix.world.cloud.close();
  let whole = true;
  for (const [index, next] of prefix.enabled.entries()) {
    if (left === search.depth && index % search.parts !== search.part) continue;
    const last = actions.length > search.root.length ? actions[actions.length - 1] : undefined;
    if (last && isSwapped(last, next)) continue;
    whole = (await visit(search, { actions: [...actions, next], left: left - 1, seen })) && whole;
  }
  return whole;
}
