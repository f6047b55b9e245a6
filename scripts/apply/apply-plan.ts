import type { Management } from '../../contracts/management';
import { sleep } from '../cloud/management';
import { USUAL_RETRIES, type RetryPolicy } from '../cloud/retry';
import type { Actual } from '../plan/actual';
import type { Desired } from '../plan/desired';
import { drawnName } from '../plan/drawn-name';
import { listField, ofKind, type Item, type Kind } from '../plan/items';
import { OF_THE_ACCOUNT } from '../plan/ownership';
import { WAVES, type Plan, type Step } from '../plan/plan';
import { planChanges } from '../plan/plan-changes';
import { STATE_VERSION, type State } from '../plan/state';
import { keptScript } from '../releases/scripts';
import { writeState } from '../releases/state-file';
import type { Sources, StepContext } from './executor';
import { passwordByName, secretValues } from './fingerprints';
import { Ids } from './ids';
import { nextState } from './next-state';
import { runPlan, type RunOptions, type StepResult } from './run-plan';
import type { Session } from './session';
import { waitUntilDrained, type DrainOptions } from './drain';

export interface ApplyOptions {
  session: Session;
  plan: Plan;
  /** As the plan was made from. */
  actual: Actual;
  /** What the plan leads to; another than the session's for a rollback. */
  desired: Desired;
  release: string;
  /** What becomes ours by this: for a deploy all that the config lists. */
  claims: readonly Item[];
  progress?: RunOptions['progress'];
  /** Drawn for this run and written down before it; the account's own skills are called by it until their ids are known. */
  lot: string;
  /** Told at once of what was made of the account's own objects, as `<kind>/<id>`. */
  noteMade?: (what: string) => void;
  interrupted?: AbortSignal;
  drain: DrainOptions;
}

export interface ApplyResult {
  steps: StepResult[];
  /** undefined: all stands as planned. */
  failure: Error | undefined;
  /** The state does not say what was done: the account could not be read back. */
  stateIsOld?: boolean;
}

/** The only writer. Afterwards the state says what stands, also where a step failed. */
export async function applyPlan(options: ApplyOptions): Promise<ApplyResult> {
  const { session, plan, actual, desired } = options;
  const { management, input } = session;
  const made = new Set<string>();
  const context: StepContext = {
    management,
    application: plan.application,
    ids: new Ids(actual.items),
    sources: sourcesOf(session),
    drawnName: (name) => drawnName(options.lot, name),
    noteMade: (what) => {
      if (!made.has(what)) options.noteMade?.(what);
      made.add(what);
    },
    drained: (queue) => waitUntilDrained(context, [queue], options.drain),
  };
  const policy: RetryPolicy = { ...USUAL_RETRIES, random: Math.random, sleep, ...input.retries };
  const { results, failure } = await runPlan({
    plan, context, policy,
    progress: (step, state) => {
      if (state === 'done') for (const what of madeBy(step, context)) context.noteMade(what);
      options.progress?.(step, state);
    },
    ...(options.interrupted ? { interrupted: options.interrupted } : {}),
    beforeWave: (wave, done) => (wave < WAVES.numbers ? Promise.resolve() : requireBoundRules(management, done, plan.application)),
  });
  const found = await readBack(options, { results, context }).catch((error: unknown) => ({ error: error instanceof Error ? error : new Error(String(error)) }));
  if ('error' in found) return { steps: results, failure: failure ?? found.error, stateIsOld: true };
  writeState(input.root, nextState({
    session, found, claims: options.claims, made: [...made, ...withDrawnNames(found, plan, context)],
    release: failure === undefined ? options.release : session.state?.release ?? options.release,
  }));
  return { steps: results, failure: failure ?? requireConvergence(options, desired, found) };
}

function sourcesOf({ input }: Session): Sources {
  const { root, config, built, env } = input;
  const secrets = secretValues(config, env);
  const must = <Value>(value: Value | undefined, what: string): Value => {
    if (value === undefined) throw new Error(`${what} is not at hand`);
    return value;
  };
  return {
    script: (sha256) => must(built.find((one) => one.sha256 === sha256)?.code ?? keptScript(root, sha256), `the script ${sha256.slice(0, 12)}`),
    password: (name) => must(passwordByName(config, env, name), `the password of operator "${name}" (OPERATOR_KEY)`),
    secret: (name) => must(secrets.get(name), `the value of secret "${name}"`),
  };
}

/** Before a number leads to a new rule, the rule is read back with its scenario. */
async function requireBoundRules(management: Management, steps: readonly Step[], application: string): Promise<void> {
  const made = steps.filter(({ kind, action }) => kind === 'rule' && (action === 'create' || action === 'bind'));
  // Later waves rename and remove; what was proven once stays proven.
  if (made.length === 0 || steps.some(({ wave }) => wave >= WAVES.numbers)) return;
  const rules = await management.rules(application);
  for (const { object, after } of made) {
    const wanted = listField(after, 'scenarios').join(', ');
    const found = rules.find(({ name }) => name === object)?.scenarioNames.join(', ');
    if (found === wanted) continue;
    throw new Error(
      `The cloud took rule "${object}" and lists it with ${found ? `the scenarios ${found}` : 'no scenario'} instead of ${wanted}. ` +
        'The number was left where it is. Run the deploy again.',
    );
  }
}

/** What was just written is known by hash; only lists that a write has spoiled are asked for again. */
function readBack(options: ApplyOptions, { results, context }: { results: readonly StepResult[]; context: StepContext }): Promise<Actual> {
  const { session, plan, desired } = options;
  const done = new Set(results.filter(({ state }) => state === 'done').map(({ id }) => id));
  const written = <Key>(kind: Kind, field: string, key: (name: string) => Key): Map<Key, string> =>
    new Map(plan.steps
      .filter((step) => step.kind === kind && done.has(step.id) && typeof step.after?.[field] === 'string')
      .map((step) => [key(step.object), String(step.after?.[field])]));
  const idOf = (kind: Kind) => (name: string): number => (context.ids.has(kind, name) ? context.ids.get(kind, name) : 0);
  return session.read({
    state: stateBefore(options),
    desired,
    written: {
      scripts: written('scenario', 'sha256', idOf('scenario')),
      secrets: written('secret', 'value', idOf('secret')),
      passwords: written('operator', 'password', (name) => name),
    },
  });
}

/** What the plan's own reading found, so that nothing is fetched a second time. */
function stateBefore({ session, actual, plan }: ApplyOptions): State {
  return {
    release: null, ...session.state,
    version: STATE_VERSION, environment: plan.environment, account: session.account, items: [...actual.items],
  };
}

/** Of the account's own objects, by their ids. */
function madeBy({ kind, action, object }: Step, { ids }: StepContext): string[] {
  return action === 'create' && OF_THE_ACCOUNT.includes(kind) ? [`${kind}/${ids.get(kind, object)}`] : [];
}

/** Made without an answer, and not named since. */
function withDrawnNames({ items }: Actual, { steps }: Plan, context: StepContext): string[] {
  const drawn = steps.filter(({ kind }) => kind === 'acd-skill').map(({ object }) => context.drawnName(object));
  return ofKind(items, 'acd-skill').filter(({ name }) => drawn.includes(name)).map(({ kind, id }) => `${kind}/${id}`);
}

/** A cloud that answers 1 and changes nothing is found here. */
function requireConvergence({ session }: ApplyOptions, desired: Desired, found: Actual): Error | undefined {
  const left = planChanges({ desired, actual: found, state: session.state }).steps;
  if (left.length === 0) return undefined;
  const names = left.map(({ id }) => id).slice(0, 5).join(', ');
  const rules = ofKind(found.items, 'rule').length;
  return new Error(`The cloud answered that all was done, but read back it is not: ${names} (${rules} rules read). Run the deploy again.`);
}
