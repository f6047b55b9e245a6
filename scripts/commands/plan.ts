import { explained } from '../apply/explained';
import { connect, planOffline, planSession, prepare } from '../apply/prepare';
import type { Command, CommandContext, ExitCode } from '../command';
import type { Plan } from '../plan/plan';
import { describeConflicts, renderPlan } from '../plan/render';
import { writePlanFile } from '../plan/plan-file';
import type { State } from '../plan/state';
import { UserError } from '../user-error';
import path from 'node:path';

export interface PlanOptions {
  env: string;
  /** Neither account nor network: everything is new. */
  offline?: boolean;
  /** Also written to this file, for `vox deploy --plan`. */
  out?: string;
  /** Fetches every script, also those whose date of change is ours. */
  full?: boolean;
  json?: boolean;
}

/** `vox plan`: what a deploy would do. 0 nothing, 2 there are changes. */
export const plan: Command<PlanOptions> = explained(makePlan);

async function makePlan(options: PlanOptions, context: CommandContext): Promise<ExitCode> {
  const prepared = await prepare(options, context);
  const full = options.full ?? false;
  const { made, state } = options.offline ? { made: planOffline(prepared), state: null } : await online();
  if (options.out !== undefined) writePlanFile(path.resolve(context.root, options.out), made, { state, full });
  show(made, options, context);
  if (made.conflicts.length > 0) throw new UserError(describeConflicts(made.conflicts).join('\n'));
  return made.steps.length === 0 ? 0 : 2;

  async function online(): Promise<{ made: Plan; state: State | null }> {
    const session = connect(prepared);
    try {
      return { made: (await planSession(session, { full, live: true })).plan, state: session.state };
    } finally {
      session.management.close();
    }
  }
}

function show(made: Plan, { json }: PlanOptions, { out }: CommandContext): void {
  if (json) out.json(made);
  else for (const line of renderPlan(made, out.colors)) out.line(line);
}
