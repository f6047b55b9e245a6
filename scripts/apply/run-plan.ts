import type { Management } from '../../contracts/management';
import type { RetryPolicy } from '../cloud/retry';
import type { Plan, Step } from '../plan/plan';
import type { StepContext } from './executor';
import { runStep } from './run-step';

export interface StepResult {
  id: string;
  state: 'done' | 'failed' | 'not-done';
  requests: number;
  ms: number;
  error?: string;
}

export interface RunOptions {
  plan: Plan;
  context: StepContext;
  policy: RetryPolicy;
  /** Aborted: what is under way ends, and nothing new begins. */
  interrupted?: AbortSignal;
  /** Called as steps begin and end. */
  progress?: (step: Step, state: 'started' | StepResult['state']) => void;
  /** Called before each wave with all steps done so far; throws where what was written does not stand. */
  beforeWave?: (wave: number, done: readonly Step[]) => Promise<void>;
}

/** A step that could not be done; the cause is the cloud's own error. */
export class StepFailure extends Error {
  constructor(readonly step: string, cause: Error) {
    super(`Step ${step} failed. ${cause.message}`, { cause });
  }
}

/** How many requests are under way at once; more only meets the cloud's throttling. */
export const SIDE_BY_SIDE = 8;

/** Runs a plan's steps wave by wave. After a failure what is under way ends, and nothing new begins. */
export async function runPlan(options: RunOptions): Promise<{ results: StepResult[]; failure: Error | undefined }> {
  const { plan } = options;
  const results = new Map<string, StepResult>();
  let failure: Error | undefined;
  for (const wave of new Set(plan.steps.map((step) => step.wave))) {
    const steps = plan.steps.filter((step) => step.wave === wave);
    if (failure === undefined) failure = await runWave(options, { wave, steps, results });
  }
  for (const { id } of plan.steps) if (!results.has(id)) results.set(id, { id, state: 'not-done', requests: 0, ms: 0 });
  return { results: plan.steps.flatMap(({ id }) => results.get(id) ?? []), failure };
}

interface Wave {
  wave: number;
  steps: readonly Step[];
  results: Map<string, StepResult>;
}

async function runWave(options: RunOptions, { wave, steps, results }: Wave): Promise<Error | undefined> {
  const done = options.plan.steps.filter(({ id }) => results.get(id)?.state === 'done');
  let failure = await failureOf(options.beforeWave?.(wave, done));
  failure ??= interruption(options);
  if (failure) return failure;
  const queue = [...steps];
  const worker = async (): Promise<void> => {
    for (let step = queue.shift(); step && failure === undefined; step = queue.shift()) {
      const { result, error } = await timed(options, step);
      results.set(step.id, result);
      failure ??= error ?? interruption(options);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return failure;
}

function interruption({ interrupted }: RunOptions): Error | undefined {
  return interrupted?.aborted ? new Error('Interrupted: what was under way is finished, nothing new was begun.') : undefined;
}

async function failureOf(work: Promise<void> | undefined): Promise<Error | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return asError(error);
  }
}

/** Steps run side by side, so each counts its own. */
function countCalls(management: Management): { management: Management; calls: () => number } {
  let calls = 0;
  const counting = new Proxy(management, {
    get(target, name): unknown {
      if (name !== 'requests' && name !== 'close') calls += 1;
      return Reflect.get(target, name);
    },
  });
  return { management: counting, calls: () => calls };
}

async function timed(options: RunOptions, step: Step): Promise<{ result: StepResult; error?: Error }> {
  const { context, policy, progress } = options;
  const startedMs = performance.now();
  const counted = countCalls(context.management);
  const result = (state: StepResult['state'], error?: string): StepResult => ({
    id: step.id, state, requests: counted.calls(), ms: Math.round(performance.now() - startedMs),
    ...(error === undefined ? {} : { error }),
  });
  progress?.(step, 'started');
  try {
    await runStep(step, { ...context, management: counted.management }, policy);
    progress?.(step, 'done');
    return { result: result('done') };
  } catch (error) {
    progress?.(step, 'failed');
    const cause = asError(error);
    return { result: result('failed', cause.message), error: new StepFailure(step.id, cause) };
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
