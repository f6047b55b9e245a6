import { seconds } from '../flags';
import { action, ENVIRONMENT, JSON_FLAG, type Declaration } from './declaration';

/** What reads or changes a Voximplant account. */
export function declareAccount(declaration: Declaration): void {
  const { program } = declaration;
  program
    .command('plan')
    .description('say what a deploy would change; 2 where there is something')
    .option(...ENVIRONMENT)
    .option('--offline', 'without account and network: everything is new')
    .option('--out <file>', 'also write the plan to a file, for vox deploy --plan')
    .option('--full', 'fetch every script and compare its text')
    .option(...JSON_FLAG)
    .action(action(declaration, async () => (await import('../commands/plan')).plan));
  program
    .command('deploy')
    .description('build, plan, and change the account')
    .option(...ENVIRONMENT)
    .option('--plan <file>', 'exactly this plan, refused if the account changed since')
    .option('--yes', 'do not ask, also where something is removed')
    .option('--when-idle', 'wait until no call waits or talks')
    .option(...JSON_FLAG)
    .action(action(declaration, async () => (await import('../commands/deploy')).deploy));
  program
    .command('rollback')
    .description('bring back what stood before the last release')
    .option(...ENVIRONMENT)
    .option('--to <release>', 'back to the state after this release')
    .option('--yes', 'do not ask')
    .option(...JSON_FLAG)
    .action(action(declaration, async () => (await import('../commands/rollback')).rollback));
  program
    .command('destroy')
    .description('remove from the account what was deployed there, and nothing else; asks and names everything')
    .option(...ENVIRONMENT)
    .option('--yes', 'do not ask')
    .option(...JSON_FLAG)
    .action(action(declaration, async () => (await import('../commands/destroy')).destroy));
  declareLooking(declaration);
}

function declareLooking(declaration: Declaration): void {
  const { program } = declaration;
  program
    .command('releases')
    .description('list what was deployed from this folder')
    .option(...ENVIRONMENT)
    .option(...JSON_FLAG)
    .action(action(declaration, async () => (await import('../commands/releases')).releases));
  program
    .command('status')
    .description('say what is live: numbers, rules, scenarios, queues, operators')
    .option(...ENVIRONMENT)
    .option(...JSON_FLAG)
    .action(action(declaration, async () => (await import('../commands/status')).status));
  program
    .command('logs')
    .description('sessions of the application with their logs, as they end, until Ctrl-C')
    .option(...ENVIRONMENT)
    .option('--since <seconds>', 'also those that began so long ago', seconds, 3600)
    .option('--session <id>', 'this one alone')
    .option('--once', 'end after those that are there')
    .option(...JSON_FLAG)
    .action(action(declaration, async () => (await import('../commands/logs')).logs));
  program
    .command('doctor')
    .description('check whether all is in place for calls to arrive')
    .option(...ENVIRONMENT)
    .option('--probe', 'also try out, in an application of its own, how the cloud behaves')
    .option(...JSON_FLAG)
    .action(action(declaration, async () => (await import('../commands/doctor')).doctor));
  program
    .command('import')
    .description('write a config, and the scripts, of what an account has')
    .option(...ENVIRONMENT)
    .option('--application <name>', 'which application of the account')
    .option(...JSON_FLAG)
    .action(action(declaration, async () => (await import('../commands/import')).importAccount));
}
