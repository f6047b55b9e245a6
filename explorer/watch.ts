import { connectionLine } from '../operator/state';
import { complete, possibleIn, type Run } from './search/run';
import { describeAction, type Action } from './world/action';
import { QUIET_MS, World, type WorldOptions } from './world/world';

/** What somebody beside an operator sees: the page's connection line, or that there is none to read. */
export type SeenLine = ReturnType<typeof connectionLine>['line'] | 'closed' | 'asleep';

export interface Seen {
  /** By operator: the line, and the status that the cloud has of him. */
  operators: { line: SeenLine; status: string }[];
  /** By caller. */
  callers: ('not yet' | 'waits' | 'talks' | 'gone')[];
}

export interface ActionStep {
  action: Action;
  text: string;
  /** Virtual milliseconds since the history began. */
  atMs: number;
  /** False: it could not be done there and was left out. */
  isPossible: boolean;
  /** Right before it. */
  before: Seen;
}

export interface WatchedHistory {
  /** In order. */
  steps: ActionStep[];
  /** Each from `atMs` on, up to the next one. */
  frames: { atMs: number; seen: Seen }[];
  run: Run;
}

/** How long it is looked at after the last step. */
const AFTERMATH_MS = 4_000;

/** Plays a history and keeps what was to be seen at every moment, for comparing it with another stage. */
export async function watchHistory(options: WorldOptions, actions: readonly Action[]): Promise<WatchedHistory> {
  const world = new World(options);
  await world.begin();
  const steps: WatchedHistory['steps'] = [];
  const frames: WatchedHistory['frames'] = [];
  const look = () => {
    const seen = seenIn(world);
    const last = frames.at(-1);
    if (JSON.stringify(last?.seen) === JSON.stringify(seen)) return;
    if (last?.atMs === world.nowMs) frames.pop();
    frames.push({ atMs: world.nowMs, seen });
  };
  look();
  for (const action of actions) {
    const isPossible = possibleIn(world, action);
    steps.push({ action, text: describeAction(action), atMs: world.nowMs, isPossible, before: seenIn(world) });
    if (!isPossible) continue;
    if (action.kind === 'wait') await waitLooking(world, look);
    else await world.take(action);
    look();
  }
  await world.clock.runUntil(() => {
    look();
    return false;
  }, AFTERMATH_MS);
  const run = await complete({ world }, actions);
  return { steps, frames, run };
}

/** As a world waits, with an eye on what happens meanwhile. */
async function waitLooking(world: World, look: () => void): Promise<void> {
  const before = world.notes.length;
  await world.clock.runUntil(() => {
    look();
    return world.notes.length > before;
  }, QUIET_MS);
}

function seenIn({ operators, callers, cloud, options }: World): Seen {
  const { engine } = options.settings.queue;
  return {
    operators: operators.map(({ state, isAsleep, parts: { user } }) => ({
      line: state === null ? 'closed' : isAsleep ? 'asleep' : connectionLine(state).line,
      status: cloud.queues.presence.status(user.id, engine),
    })),
    callers: callers.map(({ line, isOnLine, hearsLeg }) => {
      if (line === null) return 'not yet';
      if (!isOnLine) return 'gone';
      return hearsLeg === null ? 'waits' : 'talks';
    }),
  };
}
