import { Option } from 'commander';
import { atLeastOne, pair, patience, percentage, ratePerHour, seconds, serviceTarget, wholeNumber } from '../flags';
import { action, JSON_FLAG, SWITCHES_FLAG, worded, type Declaration } from './declaration';

/** Many calls in virtual time. */
export function declareTrials(declaration: Declaration): void {
  declareSimulate(declaration);
  declareExplore(declaration);
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
    .option(...SWITCHES_FLAG)
    .option('--from <moment>', 'begin at one moment of a call only: idle, ringing, talking, wrap-up, "passed on" …')
    .option('--first', 'stop at the first violation')
    .option('--enough <number>', 'end at so many distinct histories once every order of --depth was tried', wholeNumber)
    .option('--json', 'print one JSON document')
    .addOption(new Option('--share <part/parts>').hideHelp())
    .addOption(new Option('--into <file>').hideHelp())
    .action(action(declaration, async () => (await import('../commands/explore')).explore));
  declaration.program
    .command('replay <file>')
    .description('play again what explore has written, or a run that npm start or dial has recorded')
    .option('--browser', 'a history of explore at the real pages in Chromium, in real time, beside what the explorer saw')
    .option('--json', 'print one JSON document')
    .action(async (file: string, options: { json?: boolean; browser?: boolean }) => {
      declaration.run.code = await worded(async () => (await import('../commands/replay')).replay(file, options, declaration.context));
    });
}

function declareSimulate(declaration: Declaration): void {
  declaration.program
    .command('simulate')
    .description('working days in virtual time, through the bundle that is deployed')
    .option('--calls <number>', 'how many', atLeastOne, 10_000)
    .option('--rate <calls/h>', 'how many call an hour', ratePerHour, 120)
    .option('--operators <number>', 'how many are there', atLeastOne, 10)
    .option('--talk <seconds>', 'mean length of a conversation', seconds, 180)
    .option('--wrap-up <seconds>', 'mean length of wrap-up', seconds, 30)
    .addOption(new Option('--service <shape>', 'how talk and wrap-up vary').choices(['exponential', 'lognormal', 'fixed']).default('exponential'))
    .option('--patience <seconds>', 'mean time after which a waiting caller leaves, or inf', patience, 120)
    .option('--answer-delay <seconds>', 'how long an operator lets it ring', seconds, 3)
    .option('--reject <percent>', 'of the offers, how many an operator rejects', percentage, 0)
    .option('--silent <percent>', 'of the offers, how many ring in vain', percentage, 0)
    .addOption(new Option('--day <file>', 'calls by hour, shifts and breaks of a whole day (JSON; docs/simulation.md)').conflicts(['rate', 'operators', 'history', 'calls']))
    .option('--days <number>', 'how often the day of --day comes', atLeastOne, 20)
    .option('--seed <number>', 'start of all random choices', wholeNumber, 1)
    .addOption(new Option('--engine <name>', 'the queue engine (default: as in the config)').choices(['smartqueue', 'acd']))
    .addOption(new Option('--target <percent/seconds>', 'the service level that is wanted').argParser(serviceTarget).default({ share: 0.8, seconds: 20 }, '80/20'))
    .option('--history <file>', 'the arrivals of a recorded call history (CSV) instead of --rate')
    .option('--report <file>', 'write a report with charts, and find the least number of operators')
    .option('--switch <name=value>', 'how the cloud behaves where that is not known; may be repeated', pair)
    .option(...SWITCHES_FLAG)
    .option(...JSON_FLAG)
    .action(action(declaration, async () => (await import('../commands/simulate')).simulate));
}
