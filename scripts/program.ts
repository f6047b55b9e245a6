import { Command as Program, Option } from 'commander';
import type { Command, CommandContext, ExitCode } from './command';
import { pair, port, seconds, wholeNumber } from './flags';

/** Declares every command; what a command needs is imported only when it runs. */
export function createProgram(context: CommandContext, run: { code: ExitCode }): Program {
  const program = new Program('vox')
    .description('Incoming calls on Voximplant: build, deploy, and play them on this machine.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.out.line(text.trimEnd()),
      writeErr: (text) => context.out.note(text.trimEnd()),
    })
    .showHelpAfterError('(vox --help, or vox COMMAND --help, lists what is possible)')
    .helpCommand(false);
  const declaration = { program, context, run };
  declareBuild(declaration);
  declareDev(declaration);
  declareDial(declaration);
  declareExplore(declaration);
  return program;
}

interface Declaration {
  program: Program;
  context: CommandContext;
  run: { code: ExitCode };
}

function declareBuild(declaration: Declaration): void {
  const { program } = declaration;
  program
    .command('build')
    .description('bundle the scenarios and say how large they are')
    .option('--env <name>', 'environment of voxfiles.config.ts', 'local')
    .option('--json', 'print one JSON document')
    .action(action(declaration, async () => (await import('./commands/build')).build));
}

function declareDev(declaration: Declaration): void {
  declaration.program
    .command('dev')
    .description('the whole product on this machine, in real time (the same as npm start)')
    .option('--once', 'end after the first call')
    .option('--port <number>', 'the https port of all pages', port, 8443)
    .option('--faults <file>', 'what goes wrong on purpose')
    .option('--media-host <host>', 'the address at which media is taken, where 127.0.0.1 is not reached')
    .option('--no-open', 'open no browser')
    .action(action(declaration, async () => (await import('./commands/dev')).dev));
}

function declareDial(declaration: Declaration): void {
  declaration.program
    .command('dial')
    .description('play one call in virtual time, on an emulator of its own')
    .option('--from <number>', 'who calls, in any notation', '+79161234567')
    .option('--to <number>', "the number that is dialled (default: the config's first)")
    .option('--operators <list>', 'who is there and does what, e.g. op1:reject,op2:answer@5; also drop, silent, offline, vanish, wrapup')
    .option('--talk <seconds>', 'how long they talk before the operator hangs up', seconds, 20)
    .option('--wrap-up <seconds>', 'how long the operator is in wrap-up', seconds, 5)
    .option('--hangup-after <seconds>', 'the caller hangs up so long after the call came in', seconds)
    .addOption(new Option('--engine <name>', 'the queue engine (default: as in the config)').choices(['smartqueue', 'acd']))
    .option('--switch <name=value>', 'how the cloud behaves where that is not known; may be repeated', pair)
    .option('--seed <number>', 'start of all random choices', wholeNumber, 1)
    .option('--json', 'print one JSON document')
    .action(action(declaration, async () => (await import('./commands/dial')).dial));
}

function declareExplore(declaration: Declaration): void {
  declaration.program
    .command('explore')
    .description('try all orders of events in virtual time, and say which break an invariant')
    .addOption(new Option('--engine <name>', 'the queue engine').choices(['smartqueue', 'acd']).default('smartqueue'))
    .option('--callers <number>', 'how many call', wholeNumber, 1)
    .option('--operators <number>', 'how many have the page open', wholeNumber, 2)
    .option('--depth <steps>', 'how deep every order is tried at the most', wholeNumber, 6)
    .option('--budget <seconds>', 'how long it takes', seconds, 60)
    .option('--seed <number>', 'start of all random choices', wholeNumber, 1)
    .option('--switch <name=value>', 'how the cloud behaves where that is not known; may be repeated', pair)
    .option('--first', 'stop at the first violation')
    .option('--json', 'print one JSON document')
    .addOption(new Option('--share <part/parts>').hideHelp())
    .addOption(new Option('--into <file>').hideHelp())
    .action(action(declaration, async () => (await import('./commands/explore')).explore));
  declaration.program
    .command('replay <file>')
    .description('play a history again that explore has written')
    .option('--json', 'print one JSON document')
    .action(async (file: string, options: { json?: boolean }) => {
      declaration.run.code = await (await import('./commands/replay')).replay(file, options, declaration.context);
    });
}

/** Binds a command that is loaded on use to commander's callback. */
function action<Options>({ context, run }: Declaration, load: () => Promise<Command<Options>>) {
  return async (options: Options): Promise<void> => {
    const command = await load();
    run.code = await command(options, context);
  };
}
