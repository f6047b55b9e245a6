import path from 'node:path';
import { explained } from '../apply/explained';
import { nextState } from '../apply/next-state';
import { connect, planSession, prepare } from '../apply/prepare';
import { runRelease } from '../apply/run-release';
import type { Session } from '../apply/session';
import type { Command, CommandContext, ExitCode } from '../command';
import type { Actual } from '../plan/actual';
import { requireSamePlan } from '../plan/compare-plans';
import { readPlanFile } from '../plan/plan-file';
import { describeConflicts, renderPlan } from '../plan/render';
import { takeLock } from '../releases/lock';
import { writeState } from '../releases/state-file';
import { UserError } from '../user-error';

export interface DeployOptions {
  env: string;
  /** Exactly this plan, from `vox plan --out`. */
  plan?: string;
  yes?: boolean;
  /** Waits until no call waits or talks. */
  whenIdle?: boolean;
  json?: boolean;
}

/** `vox deploy`: plans anew, or takes a reviewed plan, and applies it. */
export const deploy: Command<DeployOptions> = explained(runDeploy);

async function runDeploy(options: DeployOptions, context: CommandContext): Promise<ExitCode> {
  const { root, out } = context;
  const reviewed = options.plan === undefined ? undefined : readPlanFile(path.resolve(root, options.plan), options.env);
  const prepared = await prepare(options, context);
  const unlock = takeLock(root, options.env, context.now());
  let session: Session | undefined;
  try {
    session = connect(prepared, reviewed?.madeFrom.state);
    const { plan, actual } = await planSession(session, { full: reviewed?.madeFrom.full ?? false });
    if (reviewed) requireSamePlan(reviewed, { plan, state: session.state });
    if (plan.conflicts.length > 0) throw new UserError(describeConflicts(plan.conflicts).join('\n'));
    if (plan.steps.length > 0) {
      return await runRelease({ session, plan, actual, desired: session.desired, claims: session.desired.items, options }, context);
    }
    adopt(session, actual);
    if (options.json) out.json({ release: session.state?.release ?? null, requests: session.management.requests, steps: [] });
    else for (const line of renderPlan(plan, out.colors)) out.line(line);
    return 0;
  } finally {
    session?.management.close();
    unlock();
  }
}

/** Nothing to do, but the state may be lost, or older than what was done by hand. */
function adopt(session: Session, found: Actual): void {
  const { state, desired, input } = session;
  writeState(input.root, nextState({ session, found, claims: desired.items, release: state?.release ?? null }));
}
