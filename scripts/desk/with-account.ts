import { connect, prepareWithoutBundles } from '../apply/prepare';
import type { Management } from '../../contracts/management';
import type { CommandContext } from '../command';
import { readBoth } from '../config/read-config';
import { loadDesk } from '../targets';
import { UserError } from '../user-error';
import { deskFolder } from './place';
import { told } from './told';

type Desk = Awaited<ReturnType<typeof loadDesk>>;

export interface DeskAndAccount {
  desk: Desk;
  /** Where the desk's data is. */
  place: Parameters<Desk['drainStoredEvents']>[0];
  management: Management;
  applicationId: number;
}

/** For commands that carry something from the account into the desk's data. */
export async function withAccount<T>(
  options: { env: string }, context: CommandContext, work: (both: DeskAndAccount) => Promise<T>,
): Promise<T> {
  const { root, env } = context;
  const { written } = await readBoth(root);
  const { management, desired } = connect(await prepareWithoutBundles(options, context));
  try {
    const application = await management.application(desired.application);
    if (!application) throw new UserError(`The account has no application "${desired.application}": nothing was deployed there yet.`);
    const place = { config: written, environment: options.env, env, databaseFolder: deskFolder(root) };
    return await work({ desk: await loadDesk(), place, management, applicationId: application.id });
  } catch (error) {
    // A folder that a running desk holds, a PostgreSQL that does not answer.
    throw told(error, "The desk's data cannot be used");
  } finally {
    management.close();
  }
}
