import type { Actual } from './actual';
import type { Desired } from './desired';
import type { State } from './state';

/** What one kind's planner looks at. */
export interface Situation {
  desired: Desired;
  actual: Actual;
  state: State | null;
  /** The state that shows what is ours, where `state` is an older one. */
  proof?: State | null;
}
