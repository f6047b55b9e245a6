import type { CommandContext, ExitCode, Output } from '../command';
import { Closers } from '../dev/closers';
import { openDevStack, type DevStack } from '../dev/dev';
import { showInBrowser } from '../dev/show-in-browser';
import { seconds } from '../dial/story';
import { timelinePrinter } from '../dial/timeline';
import { readSwitches } from '../targets';

export interface DevCommandOptions {
  once?: boolean;
  fresh?: boolean;
  port: number;
  faults?: string;
  switch?: Record<string, string>;
  switches?: string;
  mediaHost?: string;
  /** commander's `--no-open`. */
  open: boolean;
}

/** `vox dev` = `npm start`: the whole product on this machine, in real time. */
export async function dev(options: DevCommandOptions, context: CommandContext): Promise<ExitCode> {
  const { root, env, out } = context;
  const signal = context.interrupted();
  const closers = new Closers();
  try {
    out.line('Starting the emulated cloud, the desk and the pages …');
    const { port, mediaHost, faults = null, once = false, fresh = false } = options;
    const switches = await readSwitches(root, { pairs: options.switch, file: options.switches });
    const said = (text: string) => out.line(`${out.colors.green('✓')} ${text}`);
    const keeps = once ? 'nothing' : fresh ? 'from now on' : 'all';
    const stack = await openDevStack({ root, env, port, mediaHost, faults, switches, keeps, signal, said, note: out.note }, closers);
    if (signal.aborted) return 0;
    if (once) return (await playCall(stack, out)) ? 0 : 1;
    tellAddresses(stack, out);
    if (options.open && out.isTerminal) out.line(await showInBrowser(stack, root));
    const kept = await stack.keptCalls();
    if (kept === 0) await playCall(stack, out);
    else out.line(`\nKept from before: ${kept} ${kept === 1 ? 'call' : 'calls'}, with all that was entered. npm start -- --fresh begins anew.`);
    await aborted(signal);
    out.line('\nStopping.');
    return 0;
  } finally {
    await closers.close();
  }
}

async function playCall(stack: DevStack, { line, colors }: Output): Promise<boolean> {
  const { config } = stack;
  line('\nOne call, as it happens (about 15 seconds):\n');
  const print = timelinePrinter(config.operators.map(({ name }) => name), colors);
  const call = await stack.playCall((entry) => line(print(entry)));
  const { reason, detail, operator, waitMs, talkMs } = call;
  const served = operator === null ? 'nobody answered' : `${operator} answered`;
  line(`\n${colors.bold(reason)} (${detail}): ${served}, waited ${seconds(waitMs)}, talked ${seconds(talkMs)}`);
  return reason === 'completed';
}

function tellAddresses({ config, pages, local, recordings }: DevStack, { line, colors }: Output): void {
  const [first] = config.franchises;
  const [operator] = config.operators;
  const address = colors.cyan;
  line(`\n${colors.bold('It is up.')} Your browser will warn once: the certificate is made on this machine.\n`);
  for (const { name, displayName, franchise } of config.operators) {
    line(`  ${`page of ${name}`.padEnd(20)} ${address(`${pages.url}/as/${name}`)}  ${displayName}, ${franchise}`);
  }
  line(`  caller's telephone   ${address(pages.phoneUrl)}`);
  line(`  Management API       ${address(`https://${local.target.host}/platform_api`)}`);
  line(`  logs, recording      ${recordings} (npx vox replay plays them again)\n`);
  line(`What to do next:`);
  line(`  1. Open ${pages.url}/as/${operator?.name ?? ''} and press «Включить прием звонков».`);
  line(`  2. Open ${pages.phoneUrl} in another window and call +${first?.numbers[0] ?? ''}.`);
  line(`  3. Change scenarios/ or voxfiles.config.ts, then in another terminal: npx vox plan, npx vox deploy.`);
  line(`\nCtrl-C ends it.`);
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
