import type { CommandContext, ExitCode } from '../command';
import { readBoth } from '../config/read-config';
import { deskFolder } from '../desk/place';
import { loadDesk } from '../targets';
import { UserError } from '../user-error';

export interface EraseOptions {
  env: string;
  franchise: string;
  number?: string;
  customer?: string;
  yes?: boolean;
  json?: boolean;
}

/** `vox customers erase`: one person's traces out of the desk, for good. */
export async function eraseCustomer(options: EraseOptions, context: CommandContext): Promise<ExitCode> {
  const { root, env, out } = context;
  const { franchise, number, customer: customerId } = options;
  if (number === undefined && customerId === undefined) throw new UserError('Say whose traces: --customer ID, --number N, or both.');
  if (!options.yes) throw new UserError('What is erased cannot be brought back, except from a backup. If that is meant, add --yes.');
  const { written } = await readBoth(root);
  const { eraseTraces } = await loadDesk();
  const place = { config: written, environment: options.env, env, databaseFolder: deskFolder(root) };
  const who = { franchise, ...(number === undefined ? {} : { number }), ...(customerId === undefined ? {} : { customerId }) };
  const report = await eraseTraces(place, who).catch((cause: unknown) => {
    throw new UserError(`Nothing was erased: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  });
  if (options.json) out.json(report);
  else out.line(`${report.customers} customers and ${report.calls} calls erased in ${franchise}.`);
  return 0;
}
