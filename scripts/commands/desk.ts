import path from 'node:path';
import type { Management } from '../../contracts/management';
import { requireCleanValues } from '../apply/clean-values';
import { readCredentials } from '../cloud/credentials';
import { accountAuthorization } from '../cloud/plain-request';
import { findTarget } from '../cloud/target';
import type { CommandContext, ExitCode } from '../command';
import { environmentOf, readBoth } from '../config/read-config';
import { openAccount, type AccountPlace } from '../desk/account';
import { deskFolder } from '../desk/place';
import { sessionHistory } from '../desk/session-history';
import { requireFreePort } from '../dev/port';
import { loadDesk } from '../targets';
import { UserError } from '../user-error';

export interface DeskCommandOptions {
  env: string;
  port: number;
  host: string;
}

/** `vox desk`: the desk alone, with the operator's page, until Ctrl-C. */
export async function desk({ env: environment, port, host }: DeskCommandOptions, context: CommandContext): Promise<ExitCode> {
  const { root, env, out } = context;
  const { written, config } = await readBoth(root);
  environmentOf(config, environment);
  requireCleanValues(config, env);
  if (!written.environments[environment]?.accountName) {
    throw new UserError(
      `Environment ${environment} has no accountName in voxfiles.config.ts, under which operators log in. `
      + 'On this machine alone npm start runs the desk; for an account: vox desk --env NAME.');
  }
  await requireFreePort(port, 'vox desk');
  const signal = context.interrupted();
  const { startDesk, buildPage } = await loadDesk();
  const pageFolder = path.join(root, '.vox', 'page');
  await buildPage({ root, outDir: pageFolder });
  const databaseFolder = deskFolder(root);
  const asked = { root, env, environment, config };
  const account = accountOf(asked, context);
  const desk = {
    ...(written.application.secureRecordStorage ? { recordAuthorization: authorizationFor(asked) } : {}),
    ...(account ? {
      history: sessionHistory({ management: account, application: config.application.name, now: () => context.now() }),
      removeRecord: (address: string) => account.deleteRecord(address),
    } : {}),
  };
  const running = await startDesk({ config: written, environment, env, port, host, pageFolder, databaseFolder, desk }).catch((cause: unknown) => {
    throw new UserError(`The desk did not start: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  });
  try {
    const data = env['DATABASE_URL'] ? 'PostgreSQL of DATABASE_URL' : path.relative(root, databaseFolder);
    out.line(`The desk of ${environment} is at ${out.colors.cyan(running.url)}, its data in ${data}. Ctrl-C ends it.`);
    await aborted(signal);
    return 0;
  } finally {
    await running.close();
    account?.close();
  }
}

/** The account, where this machine has its key: the desk asks it about calls that fell silent. */
function accountOf(place: AccountPlace, { out, now }: CommandContext): Management | null {
  try {
    return openAccount(place, now);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    out.note(`Calls whose session was killed stay open until vox calls reconcile is run where the account's key is, and recordings of deleted calls stay in the cloud. ${error.message}`);
    return null;
  }
}

/** Records under authorisation are fetched in the name of the service account. */
function authorizationFor({ root, env, environment, config }: AccountPlace): () => string {
  const credentials = readCredentials(findTarget({ root, env, environment: environmentOf(config, environment) }).credentials);
  return () => accountAuthorization(credentials, Date.now());
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
