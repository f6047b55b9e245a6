import path from 'node:path';
import { Mistake } from '../../contracts/desk-failures';
import { requireCleanValues } from '../apply/clean-values';
import { readCredentials, requireAccount, type Credentials } from '../cloud/credentials';
import { openManagement } from '../cloud/management';
import { accountAuthorization } from '../cloud/plain-request';
import { findTarget, type CloudTarget } from '../cloud/target';
import type { CommandContext, ExitCode } from '../command';
import { environmentOf, readBoth } from '../config/read-config';
import type { AccountPlace } from '../desk/account';
import { deskAccount } from '../desk/desk-account';
import { deskFolder } from '../desk/place';
import { told } from '../desk/told';
import { requireFreePort } from '../dev/port';
import { productFolder } from '../product-folder';
import { loadDesk } from '../targets';
import { UserError } from '../user-error';

export interface DeskCommandOptions {
  env: string;
  port: number;
  host: string;
}

/** Whoever stops a desk kills it some seconds later. */
const STOP_MS = 8_000;

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
  const signal = context.interrupted({ withinMs: STOP_MS });
  const { startDesk, buildPage } = await loadDesk();
  const pageFolder = path.join(root, '.vox', 'page');
  await buildPage({ root: productFolder(context), outDir: pageFolder });
  const databaseFolder = deskFolder(root);
  const asked = { root, env, environment, config };
  const key = keyOf(asked, context);
  const account = key && openManagement({ ...key, now: context.now });
  const desk = {
    ...(config.application.secureRecordStorage ? { recordAuthorization: authorizationWith(key) } : {}),
    ...(account ? deskAccount({ management: account, account: key.credentials.account_id, root, config, environment, now: () => context.now() }) : {}),
  };
  const starting = startDesk({ config: written, environment, env, port, host, pageFolder, databaseFolder, desk });
  const running = await Promise.race([starting, aborted(signal)]).catch((cause: unknown) => {
    account?.close();
    throw told(cause, 'The desk did not start');
  });
  if (!running) {
    // Ctrl-C before it was there.
    void starting.then((late) => late.close(), () => undefined).finally(() => account?.close());
    return 0;
  }
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

interface Key { target: CloudTarget; credentials: Credentials }

/** The account's key, where this machine has it: the desk asks the account about calls that fell silent, and for recordings. */
function keyOf({ root, env, environment, config }: AccountPlace, { out }: CommandContext): Key | null {
  try {
    const target = findTarget({ root, env, environment: environmentOf(config, environment) });
    const credentials = readCredentials(target.credentials);
    requireAccount(credentials, environmentOf(config, environment), target.credentials);
    return { target, credentials };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    out.note(`Calls whose session was killed stay open until vox calls reconcile is run where the account's key is, recordings of deleted calls stay in the cloud, and «Интеграция» cannot say whether a number is live. ${error.message}`);
    if (config.application.secureRecordStorage) out.note(`${NO_RECORDINGS}.`);
    return null;
  }
}

const NO_RECORDINGS = "Recordings cannot be played: the desk's machine has no key of the account, and the account gives them to nobody without";

/** Records under authorisation are fetched in the name of the service account. */
function authorizationWith(key: Key | null): () => string {
  return () => {
    if (!key) throw new Mistake(`${NO_RECORDINGS}.`);
    return accountAuthorization(key.credentials, Date.now());
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
