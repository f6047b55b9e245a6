import { explained } from '../apply/explained';
import type { Command, CommandContext, ExitCode } from '../command';
import { storedItemsOf } from '../desk/stored-items';
import { withAccount } from '../desk/with-account';

export interface OutboxOptions {
  env: string;
  json?: boolean;
}

/** `vox outbox drain`: what sessions could not hand to the desk, into its journal. 1 where something had to stay. */
export const drainOutbox: Command<OutboxOptions> = explained(drain);

async function drain(options: OutboxOptions, context: CommandContext): Promise<ExitCode> {
  const { out } = context;
  const report = await withAccount(options, context, ({ desk, place, management, applicationId }) =>
    desk.drainStoredEvents(place, storedItemsOf(management, applicationId)));
  if (options.json) out.json(report);
  else {
    out.line(`${report.drained} taken into the journal, ${report.kept.length} left in the storage`);
    for (const { key, why } of report.kept) out.line(`  ${key}: ${why}`);
  }
  return report.kept.length === 0 ? 0 : 1;
}
