import { explained } from '../apply/explained';
import type { Command, CommandContext, ExitCode } from '../command';
import { sessionHistory } from '../desk/session-history';
import { withAccount } from '../desk/with-account';

export interface ReconcileOptions {
  env: string;
  json?: boolean;
}

/** `vox calls reconcile`: closes calls whose session was killed. 1 where the history could not be read for some. */
export const reconcileCalls: Command<ReconcileOptions> = explained(reconcile);

async function reconcile(options: ReconcileOptions, context: CommandContext): Promise<ExitCode> {
  const { out } = context;
  const report = await withAccount(options, context, ({ desk, place, management }) =>
    desk.closeLostCalls(place, sessionHistory({ management, application: place.config.application.name, now: () => context.now() })));
  if (options.json) out.json(report);
  else {
    const { asked, closed, stillRunning, failed } = report;
    out.line(`${asked} silent calls: ${closed.length} closed, ${stillRunning.length} still running, ${failed.length} could not be asked about`);
    for (const { callId, why } of failed) out.line(`  ${callId}: ${why}`);
  }
  return report.failed.length === 0 ? 0 : 1;
}
