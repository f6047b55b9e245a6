import type { Management } from '../../contracts/management';
import type { CommandContext, ExitCode } from '../command';
import { readBoth } from '../config/read-config';
import { openAccount } from '../desk/account';
import { deskFolder } from '../desk/place';
import { storedItemsOf } from '../desk/stored-items';
import { told } from '../desk/told';
import { loadDesk } from '../targets';
import { UserError } from '../user-error';

export interface PersonOptions {
  env: string;
  franchise: string;
  number?: string;
  customer?: string;
  json?: boolean;
}
export interface EraseOptions extends PersonOptions { yes?: boolean }

type Desk = Awaited<ReturnType<typeof loadDesk>>;
type Protocol = Awaited<ReturnType<Desk['eraseTraces']>>;

/** `vox customers erase`: one person's traces, for good; ends in a protocol of what was deleted where. 1 where something is left. */
export async function eraseCustomer(options: EraseOptions, context: CommandContext): Promise<ExitCode> {
  const { out, now } = context;
  const person = await readPerson(options, context);
  if (!options.yes) throw new UserError('What is erased cannot be brought back, except from a backup. If that is meant, add --yes.');
  const account = findAccount(() => openAccount({ ...context, environment: options.env, config: person.config }, now));
  try {
    const side = await accountSide(account.management, person.config.application.name);
    const protocol = await (await loadDesk()).eraseTraces(person.place, person.who, side).catch(failed('Nothing was erased'));
    if (options.json) out.json(protocol);
    else describe(protocol, options.franchise, account.why).forEach((line) => out.line(line));
    return protocol.recordingsLeft === 0 ? 0 : 1;
  } finally {
    account.management?.close();
  }
}

/** `vox customers export`: all that is kept about one person, as one JSON document. */
export async function exportCustomer(options: PersonOptions, context: CommandContext): Promise<ExitCode> {
  const { place, who } = await readPerson(options, context);
  context.out.json(await (await loadDesk()).exportTraces(place, who).catch(failed('Nothing was exported')));
  return 0;
}

async function readPerson({ franchise, number, customer: customerId, env: environment }: PersonOptions, { root, env }: CommandContext) {
  if (number === undefined && customerId === undefined) throw new UserError('Say whose traces: --customer ID, --number N, or both.');
  const { written, config } = await readBoth(root);
  const place = { config: written, environment, env, databaseFolder: deskFolder(root) };
  const who = { franchise, ...(number === undefined ? {} : { number }), ...(customerId === undefined ? {} : { customerId }) };
  return { config, place, who };
}

function failed(outcome: string): (cause: unknown) => never {
  return (cause) => { throw told(cause, outcome); };
}

/** Without the account's key the desk's own data still goes. */
function findAccount(open: () => Management): { management: Management | null; why: string } {
  try {
    return { management: open(), why: '' };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { management: null, why: error.message };
  }
}

async function accountSide(management: Management | null, applicationName: string) {
  const application = await management?.application(applicationName);
  if (!management || !application) return null;
  return { removeRecord: (address: string) => management.deleteRecord(address), storedItems: async () => storedItemsOf(management, application.id) };
}

function describe({ tables, cloud, recordings, recordingsLeft, customers, calls }: Protocol, franchise: string, why: string): string[] {
  return [
    `${customers} customers and ${calls} calls erased in ${franchise}. Deleted or freed of the person:`,
    ...Object.entries(tables).map(([table, rows]) => `  desk, ${table}: ${rows}`),
    `  cloud, recordings: ${cloud?.recordings.removed ?? 0} deleted, ${recordings} were known of these calls`,
    ...(cloud ? [`  cloud, undelivered call events: ${cloud.storedEvents}`] : [`  The account was not asked: ${why || 'it has no such application.'}`]),
    ...(recordingsLeft > 0 ? [`  ${recordingsLeft} recordings are left; a desk that has the account's key deletes them, and so does this command, run again.`] : []),
  ];
}
