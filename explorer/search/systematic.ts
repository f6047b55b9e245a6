import type { Action } from '../world/action';
import type { WorldOptions } from '../world/world';
import { isOtherwiseNamed, isSwapped } from './independent';
import { complete, play, type Prefix, type Run } from './run';

export interface Systematic {
  options: WorldOptions;
  /** Where the orders begin: the actions that lead to an interesting moment. */
  root: readonly Action[];
  /** Of the second steps those whose index leaves `part` when divided by `parts`; others try the rest. */
  part: number;
  parts: number;
  /** False: stop here. */
  goesOn: () => boolean;
  found: (run: Run) => void;
}

/** Shares part ways here: there are enough orders of two steps for shares of one size. */
const PARTING_DEPTH = 2;

/** A state that was met for the first time, with the actions that led there and those possible there. */
interface Node { actions: readonly Action[]; last: Action | undefined; enabled: readonly Action[] }

/**
 * Every order of the alphabet after one moment, a step at a time, each run to its end. Left out without loss:
 * a prefix that leads into a state met before, at this depth or an earlier one, since whatever comes after it
 * was or will be tried from there; and an order whose last two actions touch nothing in common and stand the
 * other way round elsewhere; of callers who have not dialled only the first dials. A wait in which nothing happens is no step.
 */
export class Orders {
  private readonly seen = new Set<string>();
  private layer: readonly Node[] | null = null;
  private depth = 0;

  constructor(private readonly search: Systematic) {}

  /** States met so far. */
  get states(): number {
    return this.seen.size;
  }

  /**
   * One step deeper; false where time was up before every order of this length was tried.
   * `isLast`: nothing goes on from there, so that nothing of hundreds of thousands of states is kept.
   */
  async deepen(isLast = false): Promise<boolean> {
    const { root, goesOn, part, parts } = this.search;
    if (this.layer === null) {
      const first = await this.meet(root);
      this.layer = first ? [{ ...first, last: undefined }] : [];
    }
    this.depth += 1;
    const next: Node[] = [];
    let order = 0;
    for (const { actions, last, enabled } of this.layer) {
      for (const action of enabled) {
        if ((last && isSwapped(last, action)) || isOtherwiseNamed(action, enabled)) continue;
        if (this.depth === PARTING_DEPTH && order++ % parts !== part) continue;
        if (!goesOn()) return false;
        const node = await this.meet([...actions, action]);
        if (node && !isLast) next.push(node);
      }
    }
    this.layer = next;
    return true;
  }

  /** Plays it to its end where it leads into a new state; null where nothing is to be tried after it. */
  private async meet(actions: readonly Action[]): Promise<Node | null> {
    const prefix = await play(this.search.options, actions);
    if (!prefix.isNew || this.seen.has(prefix.state)) {
      prefix.world.cloud.close();
      return null;
    }
    this.seen.add(prefix.state);
    const isBroken = isViolated(prefix);
    this.search.found(await complete(prefix, actions));
    return isBroken ? null : { actions, last: actions[actions.length - 1], enabled: prefix.enabled };
  }
}

function isViolated({ world }: Prefix): boolean {
  return world.monitor.violations.length > 0;
}
