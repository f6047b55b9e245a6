import { availableParallelism, cpus } from 'node:os';
import { BENCHES, inTable } from '../bench/benches';
import { recordEntry } from '../bench/history';
import { renderRows } from '../bench/render';
import { isWithinLimit, type BenchFlags, type BenchRow } from '../bench/row';
import type { CommandContext, ExitCode } from '../command';
import { UserError } from '../user-error';

export interface BenchCommandFlags extends BenchFlags {
  json?: boolean;
  /** Write the rows into the committed history. */
  record?: boolean;
}

/** `vox bench [NAME]`: sizes and speeds, each beside its peer or its limit. */
export async function bench(name: string | undefined, flags: BenchCommandFlags, context: CommandContext): Promise<ExitCode> {
  const parts: { bench: string; rows: BenchRow[] }[] = [];
  for (const one of namesOf(name)) {
    context.out.note(`measuring ${one} …`);
    const run = await BENCHES[one]?.run();
    const rows = (await run?.(context, name === undefined ? inTable(one, flags) : flags)) ?? [];
    parts.push({ bench: one, rows });
    if (flags.record) recordEntry(context.root, { bench: one, ...whereAndWhen(context), rows });
  }
  if (flags.json) context.out.json({ rows: parts.flatMap(({ bench: of, rows }) => rows.map((row) => ({ bench: of, ...row }))) });
  else for (const line of renderRows(parts)) context.out.line(line);
  return parts.some(({ bench: of, rows }) => BENCHES[of]?.mustHold && !rows.every(isWithinLimit)) ? 3 : 0;
}

function namesOf(name: string | undefined): string[] {
  const names = Object.keys(BENCHES);
  if (name === undefined) return names.filter((one) => !BENCHES[one]?.onlyByName);
  if (!names.includes(name)) throw new UserError(`There is no bench "${name}"; there is ${names.join(', ')}.`);
  return [name];
}

function whereAndWhen({ now }: CommandContext): { date: string; node: string; machine: string } {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return { date: new Date(now()).toISOString().slice(0, 10), node: process.version, machine: `${model}, ${availableParallelism()} cores` };
}
