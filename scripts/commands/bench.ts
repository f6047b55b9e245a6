import { BENCHES, type BenchRow } from '../bench/row';
import type { CommandContext, ExitCode } from '../command';
import { table } from '../table';
import { UserError } from '../user-error';

/** `vox bench [NAME]`: sizes and speeds, each beside its peer or its limit. */
export async function bench(name: string | undefined, options: { json?: boolean }, context: CommandContext): Promise<ExitCode> {
  const names = Object.keys(BENCHES);
  if (name !== undefined && !names.includes(name)) {
    throw new UserError(`There is no bench "${name}"; there is ${names.join(', ')}.`);
  }
  const rows: BenchRow[] = [];
  for (const one of name === undefined ? names : [name]) {
    context.out.note(`measuring ${one} …`);
    rows.push(...(await ((await BENCHES[one]?.())?.(context) ?? [])));
  }
  if (options.json) context.out.json({ rows });
  else for (const line of table(['what', 'value', 'unit', 'beside', 'limit'], rows.map(cells))) context.out.line(line);
  return 0;
}

function cells({ name, value, unit, peer, limit }: BenchRow): string[] {
  const beside = peer === null ? '–' : `${peer.name} ${peer.value} (${(value / peer.value).toFixed(2)} ×)`;
  return [name, String(value), unit, beside, limit === null ? '–' : String(limit)];
}
