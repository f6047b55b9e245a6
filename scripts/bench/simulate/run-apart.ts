import { spawn } from 'node:child_process';
import path from 'node:path';
import type { CommandContext } from '../../command';
import type { SimulateFlags } from '../../simulate/options';
import type { SimulateResult } from '../../targets';

/** `vox simulate` in a process of its own, as anybody would start it: its memory and CPU are nobody else's. */
export async function runApart({ root }: Pick<CommandContext, 'root'>, flags: SimulateFlags): Promise<SimulateResult> {
  const child = spawn(process.execPath, [path.join(root, 'bin/vox.mjs'), 'simulate', '--json', ...argumentsOf(flags)], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => void (written.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (written.err += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`vox simulate ended with ${code}:\n${written.err}`);
  return JSON.parse(written.out) as SimulateResult;
}

function argumentsOf(flags: SimulateFlags): string[] {
  const { calls, rate, operators, talk, wrapUp, service, patience, answerDelay, seed, engine } = flags;
  const given = {
    calls, rate, operators, talk, 'wrap-up': wrapUp, service, patience: patience === Infinity ? 'inf' : patience,
    'answer-delay': answerDelay, seed, engine,
  };
  return Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, String(value)]));
}
