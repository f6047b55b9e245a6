import { WAIT, type Action, type ActionKind } from '../world/action';
import { enabledActions } from '../world/enabled-actions';
import { World, type WorldOptions } from '../world/world';

/** Moments of a call from which every order is tried; a caller's first seconds alone would leave the talk unseen. */
export interface Root { name: string; actions: readonly Action[] }

type Lead = readonly (Action | ((world: World) => boolean))[];

const rings = (world: World) => world.operators.some(({ state }) => state?.offer?.phase === 'ringing');
const talks = (world: World) => world.callers.some((caller) => caller.hearsLeg !== null);
const wrapsUp = (world: World) => world.operators.some(({ state }) => state?.wrapUp != null);
const waits = (world: World) => world.callers.some((caller) => caller.heard.kind === 'sound');
const do1 = (kind: ActionKind, at = 0): Action => ({ kind, at });

const RINGING: Lead = [do1('dial'), rings];
const TALKING: Lead = [...RINGING, do1('answer'), talks];

/** Everybody ready, nobody called yet. */
export const BEGINNING = 'idle';

const LEADS: Record<string, Lead> = {
  [BEGINNING]: [],
  ringing: RINGING,
  talking: TALKING,
  'wrap-up': [...TALKING, do1('endTalk'), wrapsUp],
  // The page's word to the desk that wrap-up begins is still on its way.
  'late-wrap-up': [...TALKING, do1('late'), do1('endTalk'), wrapsUp],
  'passed on': [...RINGING, do1('pass'), rings],
};
const TWO_CALLERS: Record<string, Lead> = { 'talking, another rings': [...TALKING, do1('dial', 1), rings] };

/** The roots of a world of this size, each as actions that lead to it. */
export async function rootsOf(options: WorldOptions): Promise<Root[]> {
  const { operators, callers } = options;
  const closed: Lead = [...Array.from({ length: operators }, (_, at) => do1('intakeOff', at)), do1('dial'), waits];
  const leads = { ...LEADS, 'nobody ready': closed, ...(callers > 1 && operators > 1 ? TWO_CALLERS : {}) };
  const roots: Root[] = [];
  for (const [name, lead] of Object.entries(leads)) {
    const actions = await follow(options, lead);
    if (actions) roots.push({ name, actions });
  }
  return roots;
}

/** null where the moment cannot be reached, e.g. a second operator's ring where there is only one. */
async function follow(options: WorldOptions, lead: Lead): Promise<Action[] | null> {
  const world = new World(options);
  await world.begin();
  const taken: Action[] = [];
  const take = async (action: Action) => {
    taken.push(action);
    return world.take(action);
  };
  for (const step of lead) {
    if (typeof step !== 'function') {
      const meant = whoCan(world, step);
      if (!meant) return null;
      await take(meant);
      continue;
    }
    while (!step(world)) if (taken.length > 60 || !(await take(WAIT))) return null;
  }
  world.cloud.close();
  return taken;
}

/** Which operator rings is the platform's choice: an operator's step is taken by the first who can. */
function whoCan(world: World, step: Action): Action | null {
  const possible = enabledActions(world).filter(({ kind }) => kind === step.kind);
  return possible.find(({ at }) => at === step.at) ?? possible[0] ?? null;
}
