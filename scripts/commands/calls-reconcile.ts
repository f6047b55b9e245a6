import { explained } from '../apply/explained';
import type { Command, CommandContext, ExitCode } from '../command';
import { withAccount } from '../desk/with-account';

export interface ReconcileOptions {
  env: string;
  json?: boolean;
}

/** How far back the history is asked; a session lasts a day at the most. */
const HISTORY_MS = 30 * 24 * 3_600_000;
/** The cloud's clock may be ahead of this machine's. */
const AHEAD_MS = 3_600_000;

/** `vox calls reconcile`: closes calls whose session was killed. 1 where the history could not be read for some. */
export const reconcileCalls: Command<ReconcileOptions> = explained(reconcile);

async function reconcile(options: ReconcileOptions, context: CommandContext): Promise<ExitCode> {
  const { out } = context;
  const nowMs = context.now();
  const span = { fromMs: nowMs - HISTORY_MS, toMs: nowMs + AHEAD_MS };
  const report = await withAccount(options, context, ({ desk, place, management, applicationId }) =>
    desk.closeLostCalls(place, {
      endedAt: async (sessionId) => {
        const atMs = await management.sessionEnd({ applicationId, sessionId, ...span });
        return atMs === null ? null : { atMs };
      },
    }));
  if (options.json) out.json(report);
  else {
    const { asked, closed, stillRunning, failed } = report;
    out.line(`${asked} silent calls: ${closed.length} closed, ${stillRunning.length} still running, ${failed.length} could not be asked about`);
    for (const { callId, why } of failed) out.line(`  ${callId}: ${why}`);
  }
  return report.failed.length === 0 ? 0 : 1;
}
