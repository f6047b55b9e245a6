import { table } from '../table';
import { isWithinLimit, type BenchRow } from './row';

/** All rows as lines of one table; `bench` stands before the first of each. */
export function renderRows(parts: readonly { bench: string; rows: readonly BenchRow[] }[]): string[] {
  const cells = parts.flatMap(({ bench, rows }) => rows.map((row, index) => [index === 0 ? bench : '', ...cellsOf(row)]));
  return table(['bench', 'what', 'value', 'unit', 'least … largest', 'beside', 'limit', ''], cells);
}

function cellsOf(row: BenchRow): string[] {
  const { name, value, unit, spread, limit } = row;
  return [
    name, number(value), unit,
    spread ? `${number(spread[0])} … ${number(spread[1])}` : '',
    besideOf(row),
    limit === null ? '' : number(limit),
    isWithinLimit(row) ? '' : 'missed',
  ];
}

function besideOf({ value, peer }: BenchRow): string {
  return peer === null ? '' : `${peer.name} ${number(peer.value)} (${(value / peer.value).toFixed(2)} ×)`;
}

function number(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}
