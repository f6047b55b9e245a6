import { randomUUID } from 'node:crypto';
import type { Plan } from '../plan/plan';
import { planChanges } from '../plan/plan-changes';
import { UserError } from '../user-error';
import { applyPlan, type ApplyResult } from './apply-plan';
import type { RunOptions } from './run-plan';
import { openSession, type SessionInput } from './session';
import { releaseName } from '../releases/release-name';
import { describeConflicts } from '../plan/render';
import { sleep } from '../cloud/management';

export interface Deployed extends ApplyResult {
  plan: Plan;
  release: string;
  requests: number;
}

/**
 * Reads, plans and applies without asking: for an emulator of one's own, as
 * `vox dial` and `npm start` have. A person's account is changed by `vox deploy`.
 */
export async function deployOnce(input: SessionInput & { progress?: RunOptions['progress'] }): Promise<Deployed> {
  const session = openSession(input);
  try {
    const actual = await session.read();
    const plan = planChanges({ desired: session.desired, actual, state: session.state });
    if (plan.conflicts.length > 0) throw new UserError(describeConflicts(plan.conflicts).join('\n'));
    const release = releaseName(input.now());
    const applied = await applyPlan({
      session, plan, actual, desired: session.desired, release, lot: randomUUID(), claims: session.desired.items,
      ...(input.progress ? { progress: input.progress } : {}),
      drain: { everyMs: 1000, mostMs: 60_000, sleep },
    });
    if (applied.failure !== undefined) throw applied.failure;
    return { ...applied, plan, release, requests: session.management.requests };
  } finally {
    session.management.close();
  }
}
