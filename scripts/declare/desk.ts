import type { EraseOptions, PersonOptions } from '../commands/customers-erase';
import { port } from '../flags';
import { action, ENVIRONMENT, JSON_FLAG, worded, type Declaration } from './declaration';

/** The desk alone, and what looks after its data. */
export function declareDesk(declaration: Declaration): void {
  const { program, context, run } = declaration;
  program
    .command('desk')
    .description("the desk with the operator's page, until Ctrl-C; data in DATABASE_URL, else in .vox/desk")
    .option(...ENVIRONMENT)
    .option('--port <number>', 'the port it listens on', port, 8080)
    .option('--host <address>', 'the address it listens on', '127.0.0.1')
    .action(action(declaration, async () => (await import('../commands/desk')).desk));
  program
    .command('outbox')
    .description('call events that the desk could not take')
    .command('drain')
    .description("bring them from the application's storage into the desk")
    .option(...ENVIRONMENT)
    .option(...JSON_FLAG)
    .action(action(declaration, async () => (await import('../commands/outbox-drain')).drainOutbox));
  program
    .command('calls')
    .description('calls in the desk')
    .command('reconcile')
    .description("close those whose session was killed, by the account's history")
    .option(...ENVIRONMENT)
    .option(...JSON_FLAG)
    .action(action(declaration, async () => (await import('../commands/calls-reconcile')).reconcileCalls));
  declareCustomers(declaration);
  program
    .command('erp')
    .description("somebody's ERP")
    .command('check <url>')
    .description('try the ERP at an address against the contract; writes one trial record there')
    .option('--franchise <name>', "for which franchise (default: the config's first)")
    .option('--number <number>', 'a number that a customer of it has')
    .option(...JSON_FLAG)
    .action(async (url: string, options: object) => {
      run.code = await worded(async () => (await import('../commands/erp-check')).checkErp(url, options, context));
    });
}

function declareCustomers({ program, context, run }: Declaration): void {
  const customers = program.command('customers').description('people in the desk');
  const one = (name: string, description: string) => customers
    .command(name)
    .description(description)
    .requiredOption('--franchise <name>', 'in which franchise')
    .option('--number <number>', 'every call from or to this number, in any notation')
    .option('--customer <id>', 'the customer, and every call of any of their numbers or with them chosen')
    .option(...ENVIRONMENT)
    .option(...JSON_FLAG);
  one('erase', "one person's traces out of desk and cloud, for good: customer, calls, comments, recordings")
    .option('--yes', 'it is meant')
    .action(async (options: EraseOptions) => {
      run.code = await worded(async () => (await import('../commands/customers-erase')).eraseCustomer(options, context));
    });
  one('export', 'everything kept about one person, as one JSON document')
    .action(async (options: PersonOptions) => {
      run.code = await worded(async () => (await import('../commands/customers-erase')).exportCustomer(options, context));
    });
}
