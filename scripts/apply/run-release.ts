import { randomUUID } from 'node:crypto';
import { ManagementError } from '../../contracts/management';
import type { CommandContext, ExitCode } from '../command';
import { failureDocument } from '../failure';
import type { Actual } from '../plan/actual';
import type { Desired } from '../plan/desired';
import type { Plan } from '../plan/plan';
import { describeConflicts, renderPlan } from '../plan/render';
import { stepWords } from '../plan/step-words';
import { recordRelease } from '../releases/prepare-rollback';
import { writeRecord } from '../releases/record';
import { releaseName } from '../releases/release-name';
import { UserError } from '../user-error';
import { applyPlan, type ApplyOptions } from './apply-plan';
import { confirmDestructive } from './confirm';
import { mayPassNextTime, remedyFor } from './explained';
import { waitUntilDrained, type DrainOptions } from './drain';
import { sha256Hex } from './fingerprints';
import { Ids } from './ids';
import { interruptibleSleep } from './interruption';
import { queuesOf } from './prepare';
import { showProgress } from './progress';
import { StepFailure, type StepResult } from './run-plan';
import type { Session } from './session';

export interface ReleaseInput {
  session: Session;
  plan: Plan;
  actual: Actual;
  desired: Desired;
  claims: ApplyOptions['claims'];
  undoes?: readonly string[];
  options: { yes?: boolean; whenIdle?: boolean; json?: boolean };
}

/** Idle may be far away: an evening, but not for ever. */
const IDLE: Omit<DrainOptions, 'sleep'> = { everyMs: 5000, mostMs: 6 * 3_600_000 };
const DRAIN: Omit<DrainOptions, 'sleep'> = { everyMs: 5000, mostMs: 15 * 60_000 };

/** Shows the plan, asks, records, applies and reports: what deploy and rollback have in common. */
export async function runRelease(input: ReleaseInput, context: CommandContext): Promise<ExitCode> {
  const { session, plan, actual, options } = input;
  const { out } = context;
  if (!options.json) for (const line of renderPlan(plan, out.colors)) out.line(line);
  if (plan.conflicts.length > 0) throw new UserError(describeConflicts(plan.conflicts).join('\n'));
  await confirmDestructive(plan, options.yes ?? false, context);
  if (options.whenIdle) await waitForIdle(input, context);
  const release = releaseName(context.now());
  const lot = randomUUID();
  let record = await recordRelease({
    root: context.root, plan, account: session.account, release, lot, nowMs: context.now(), before: actual.items,
    management: session.management, sha256: sha256Hex, ...(input.undoes ? { undoes: input.undoes } : {}),
  });
  // From here on a first Ctrl-C lets what is under way finish.
  const interrupted = context.interrupted();
  const view = await showProgress(plan, out, options);
  const { steps, failure, stateIsOld = false } = await applyPlan({
    session, plan, actual, desired: input.desired, release, lot, claims: input.claims, progress: view.progress, interrupted,
    // A process that is killed has written no state.
    noteMade: (what) => {
      record = { ...record, made: [...record.made ?? [], what] };
      writeRecord(context.root, record);
    },
    drain: {
      ...DRAIN, sleep: interruptibleSleep(interrupted),
      waiting: ({ waiting, talking }) => out.note(`waiting for the old queue: ${waiting} waiting, ${talking} talking`),
    },
  });
  await view.end();
  if (!stateIsOld) writeRecord(context.root, { ...record, outcome: failure ? 'failed' : 'done' });
  return report({ release, plan, steps, failure, requests: session.management.requests }, options, context);
}

async function waitForIdle({ session, actual, plan }: ReleaseInput, { out, interrupted }: CommandContext): Promise<void> {
  const ids = new Ids(actual.items);
  if (!ids.has('application', plan.application)) return;
  await waitUntilDrained({ management: session.management, application: plan.application, ids }, queuesOf(actual), {
    ...IDLE, sleep: interruptibleSleep(interrupted()), waiting: ({ waiting, talking }) => out.note(`not idle yet: ${waiting} waiting, ${talking} talking`),
  });
}

interface Report {
  release: string;
  plan: Plan;
  steps: StepResult[];
  failure: Error | undefined;
  requests: number;
}

/** After a failure: what was done, what was not, and that the same command goes on from there. */
function report({ release, plan, steps, failure, requests }: Report, { json }: { json?: boolean }, { out }: CommandContext): ExitCode {
  if (json) out.json({ release, requests, steps, ...(failure ? failureDocument(failed(failure)) : {}) });
  if (!failure) {
    if (!json) out.line(out.colors.green(`Release ${release}: ${steps.length} steps done with ${requests} requests.`));
    return 0;
  }
  const words = new Map(plan.steps.map((step) => [step.id, stepWords(step)]));
  const named = (state: StepResult['state']): string => steps.flatMap((step) => (step.state === state ? words.get(step.id) ?? [] : [])).join(', ') || 'nothing';
  out.note(`Done: ${named('done')}.`);
  out.note(`Not done: ${named('not-done')}.`);
  throw failed(failure);
}

function failed(failure: Error): UserError {
  const details = { code: 'apply-failed', ...(failure instanceof StepFailure ? { step: failure.step } : {}) };
  return new UserError(`${failure.message}\n${adviceAfter(failure)}`, { cause: failure, details });
}

/** What can never succeed is not to be repeated. */
function adviceAfter(failure: Error): string {
  const refusal = [failure, failure.cause].find((error) => error instanceof ManagementError)?.failure;
  if (!refusal || mayPassNextTime(refusal)) return 'Run the same command again: it goes on from here.';
  return `${remedyFor(refusal)} Then deploy again: it goes on from here.`;
}
