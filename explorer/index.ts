export { explore, type ExploreOptions, type ExploreResult } from './explore';
export { drawHistory, drawSwitches } from './search/random';
export { runHistory, type Run } from './search/run';
export { rootsOf, type Root } from './search/roots';
export { shrink } from './search/shrink';
export { parseReplay, readReplay, timeline, toReplay, worldOptions, type Bundles, type ReplayFile } from './replay';
export { INVARIANTS, type Invariant, type Violation } from './invariants/violation';
export { describeAction, parseAction, type Action } from './world/action';
export type { WorldOptions } from './world/world';
