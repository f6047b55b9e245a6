import { buildScenarios, TOOL_VARIABLE } from '../build/build-scenarios';
import { keepBundles } from '../build/keep-bundles';
import { findTarget } from '../cloud/target';
import type { CommandContext } from '../command';
import { environmentOf, readConfig } from '../config/read-config';
import { EMPTY_ACTUAL, type Actual } from '../plan/actual';
import { ofKind } from '../plan/items';
import type { LiveTotals } from '../plan/live';
import type { Plan } from '../plan/plan';
import { planChanges } from '../plan/plan-changes';
import type { State } from '../plan/state';
import { requireCleanValues } from './clean-values';
import { liveTotals, type Queue } from './drain';
import { desiredOf, openSession, type Session, type SessionInput } from './session';

export interface PrepareOptions {
  env: string;
  full?: boolean;
}

export type Prepared = Omit<SessionInput, 'target'>;

/** Config and bundles: whatever is wrong with them is said before the account is asked anything. */
export async function prepare({ env }: PrepareOptions, context: CommandContext): Promise<Prepared> {
  const { root, out } = context;
  const config = await readConfig(root);
  const environment = environmentOf(config, env);
  const built = await buildScenarios({ root, config, environment, tool: context.env[TOOL_VARIABLE] });
  keepBundles(root, built);
  return { root, config, environment, built, env: context.env, now: () => context.now(), note: (text) => out.note(text) };
}

/** As `prepare` without bundles: what goes back needs none, and must not wait for sources that do not compile. */
export async function prepareWithoutBundles({ env }: PrepareOptions, context: CommandContext): Promise<Prepared> {
  const { root, out } = context;
  const config = await readConfig(root);
  const environment = environmentOf(config, env);
  return { root, config, environment, built: [], env: context.env, now: () => context.now(), note: (text) => out.note(text) };
}

export function connect(prepared: Prepared, stateOfPlan: State | null = null): Session {
  const { root, environment, env, config } = prepared;
  requireCleanValues(config, env);
  return openSession({ ...prepared, target: findTarget({ root, environment, env }), stateOfPlan });
}

/** A plan against an account of which nothing is known, without key and network. */
export function planOffline(prepared: Prepared): Plan {
  const desired = { ...desiredOf(prepared, null), withoutValue: [] };
  return planChanges({ desired, actual: EMPTY_ACTUAL, state: null });
}

/** Reads the account once and says what would change; live calls only where there is a reason to ask. */
export async function planSession(session: Session, { full = false, live = false } = {}): Promise<{ plan: Plan; actual: Actual }> {
  const actual = await session.read({ full });
  if (!session.state && ofKind(actual.items, 'operator').length > 0) {
    session.input.note(`There is no state of "${session.desired.environment}" here, so the operators' passwords are taken to be those of the config.`);
  }
  const situation = { desired: session.desired, actual, state: session.state };
  const plan = planChanges(situation);
  if (plan.steps.length === 0 && !live) return { plan, actual };
  return { plan: { ...plan, live: await readLive(session, actual) }, actual };
}

export function queuesOf(actual: Actual): Queue[] {
  return [...ofKind(actual.items, 'sq-queue'), ...ofKind(actual.items, 'acd-queue')];
}

export async function readLive({ management, desired }: Session, actual: Actual): Promise<LiveTotals> {
  const [application] = ofKind(actual.items, 'application').filter(({ name }) => name === desired.application);
  if (!application) return { waiting: 0, talking: 0 };
  return liveTotals(management, { applicationId: application.id, queues: queuesOf(actual) });
}
