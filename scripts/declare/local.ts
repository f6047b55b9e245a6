import { Option } from 'commander';
import { BENCHES } from '../bench/benches';
import type { BenchCommandFlags } from '../commands/bench';
import { atLeastOne, pair, port, pressedDigits, seconds, wallClock, wholeNumber } from '../flags';
import { table } from '../table';
import { action, ENVIRONMENT, JSON_FLAG, SWITCHES_FLAG, worded, type Declaration } from './declaration';

/** What works on this machine alone. */
export function declareLocal(declaration: Declaration): void {
  declareDev(declaration);
  declareBuild(declaration);
  declareDial(declaration);
  declareBench(declaration);
}

function declareDev(declaration: Declaration): void {
  declaration.program
    .command('dev')
    .description('the whole product on this machine, in real time (the same as npm start)')
    .option('--once', 'play the first call, keep nothing, and end')
    .option('--fresh', 'forget what was entered before: calls, comments, customers')
    .option('--port <number>', 'the https port of all pages', port, 8443)
    .option('--faults <file>', 'what goes wrong on purpose; docs/emulator.md has the format')
    .option('--switch <name=value>', 'how the cloud behaves where that is not known; may be repeated', pair)
    .option(...SWITCHES_FLAG)
    .option('--media-host <host>', 'the one address at which sound is taken: 127.0.0.1, or one of this machine that others reach (default: all, for this machine alone)')
    .option('--no-open', 'open no browser')
    .action(action(declaration, async () => (await import('../commands/dev')).dev));
}

function declareBuild(declaration: Declaration): void {
  const { program } = declaration;
  program
    .command('build')
    .description('bundle the scenarios and say how large they are')
    .option(...ENVIRONMENT)
    .option(...JSON_FLAG)
    .action(action(declaration, async () => (await import('../commands/build')).build));
}

function declareDial(declaration: Declaration): void {
  declaration.program
    .command('dial')
    .description('play one call in virtual time, on an emulator of its own')
    .option('--from <number>', 'who calls, in any notation', '+79161234567')
    .option('--to <number>', "the number that is dialled (default: the config's first)")
    .option('--at <time>', "when it is, on the franchise's clocks, e.g. 2027-01-01T12:00 (default: a Monday, 12:00 in Moscow)", wallClock)
    .option('--operators <list>', 'who is there and does what, e.g. op1:reject,op2:answer@5; also drop, silent, offline, vanish, wrapup')
    .option('--talk <seconds>', 'how long they talk before the operator hangs up', seconds, 20)
    .option('--wrap-up <seconds>', 'how long the operator is in wrap-up', seconds, 5)
    .option('--hangup-after <seconds>', 'the caller hangs up so long after the call came in', seconds)
    .option('--digits <list>', 'keys that the caller presses, and how long after the call came in, e.g. 1@12,5@40', pressedDigits)
    .addOption(new Option('--engine <name>', 'the queue engine (default: as in the config)').choices(['smartqueue', 'acd']))
    .option('--switch <name=value>', 'how the cloud behaves where that is not known; may be repeated', pair)
    .option(...SWITCHES_FLAG)
    .option('--seed <number>', 'start of all random choices', wholeNumber, 1)
    .option(...JSON_FLAG)
    .action(action(declaration, async () => (await import('../commands/dial')).dial));
}

function declareBench({ program, context, run }: Declaration): void {
  program
    .command('bench [name]')
    .description('sizes and speeds in one table, each beside its peer or its limit')
    .option('--full', 'the sizes that the limits are meant for, however long it takes')
    .option('--calls <number>', 'how many calls (simulate, erlang)', atLeastOne)
    .option('--seeds <number>', 'how many seeds (erlang); which one draws the order (chaos)', atLeastOne)
    .option('--seconds <number>', 'how long it lasts (soak, chaos, gateway, load, explore)', seconds)
    .option('--operators <number>', 'how many are signed in (soak, gateway, load)', atLeastOne)
    .option('--rate <calls/s>', 'calls a second (soak, chaos, gateway, load)', atLeastOne)
    .option('--record', 'write the rows into docs/bench-history.json')
    .option(...JSON_FLAG)
    .addHelpText('after', `\nBenches:\n${listOfBenches()}`)
    .action(async (name: string | undefined, options: BenchCommandFlags) => {
      run.code = await worded(async () => (await import('../commands/bench')).bench(name, options, context));
    });
}

function listOfBenches(): string {
  const rows = Object.entries(BENCHES).map(([name, { about }]) => [`  ${name}`, about]);
  return table(['', ''], rows).slice(1).join('\n');
}
