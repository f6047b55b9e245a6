import { explained } from '../apply/explained';
import { connect, prepareWithoutBundles, readLive } from '../apply/prepare';
import { runRelease } from '../apply/run-release';
import type { Session } from '../apply/session';
import type { Command, CommandContext, ExitCode } from '../command';
import { desireNothing, planDestroy } from '../plan/destroy';
import { renderPlan } from '../plan/render';
import { takeLock } from '../releases/lock';
import { UserError } from '../user-error';

export interface DestroyOptions {
  env: string;
  yes?: boolean;
  json?: boolean;
}

/** `vox destroy`: removes from the account what we made there, and nothing else. */
export const destroy: Command<DestroyOptions> = explained(runDestroy);

async function runDestroy(options: DestroyOptions, context: CommandContext): Promise<ExitCode> {
  const { root, out } = context;
  const prepared = await prepareWithoutBundles(options, context);
  const unlock = takeLock(root, options.env, context.now());
  let session: Session | undefined;
  try {
    session = connect(prepared);
    const { state } = session;
    if (state === null) {
      throw new UserError(
        `Nothing in this folder shows what was deployed to "${options.env}", so nothing is removed. ` +
          'Run it where the deploys were made, or remove things in the control panel.',
      );
    }
    const desired = desireNothing(session.desired);
    // Everything that may go is read whole: a deploy that was killed has left no state of what it made.
    const actual = await session.read({ desired: { ...session.desired, ownership: desired.ownership }, elsewhere: true });
    const made = planDestroy({ desired, actual, state });
    const plan = { ...made, live: await readLive(session, actual) };
    if (plan.steps.length === 0) {
      if (options.json) out.json({ release: null, requests: session.management.requests, steps: [] });
      else for (const line of renderPlan(plan, out.colors)) out.line(line);
      return 0;
    }
    return await runRelease({ session, plan, actual, desired, claims: [], options }, context);
  } finally {
    session?.management.close();
    unlock();
  }
}
