import type { Violation } from '../invariants/violation';
import type { WorldOptions } from '../world/world';
import type { Run } from './run';

export interface Broken { run: Run; violation: Violation; options: WorldOptions }

/** Counts what was tried and keeps the first breach of each invariant. */
export class Tally {
  histories = 0;
  /** Events of the longest history. */
  longest = 0;
  /** Of at least twelve events. */
  long = 0;
  readonly distinct = new Set<string>();
  readonly broken = new Map<string, Broken>();

  add(run: Run, options: WorldOptions): void {
    this.histories += 1;
    const isNew = !this.distinct.has(run.hash);
    if (isNew) this.distinct.add(run.hash);
    if (isNew && run.notes.length >= 12) this.long += 1;
    this.longest = Math.max(this.longest, run.notes.length);
    for (const violation of run.violations) {
      const known = this.broken.get(violation.invariant);
      if (!known || known.run.actions.length > run.actions.length) {
        this.broken.set(violation.invariant, { run, violation, options });
      }
    }
  }
}
