import { SWITCH_ROWS } from '../switches';
import { ABSENT_NAMES } from './absent';
import { LEG_ROWS } from './leg-rows';
import { LIMIT_ROWS } from './limit-rows';
import { MANAGEMENT_ROWS } from './management-rows';
import { QUEUE_ROWS } from './queue-rows';
import type { LedgerRow } from './row';
import { SESSION_ROWS } from './session-rows';

export type { LedgerRow };

/** Every behaviour of the platform facts' section 9, by number. */
export const LEDGER: readonly LedgerRow[] = [...SESSION_ROWS, ...LEG_ROWS, ...QUEUE_ROWS, ...MANAGEMENT_ROWS].sort(
  (left, right) => left.number - right.number,
);

/** Files with tests that name a row as `[9.NN]`, by row. */
export type TestsOfRows = ReadonlyMap<number, readonly string[]>;

/** What the emulator has, by the object a scenario finds it on. */
export type NamesOfObjects = Readonly<Record<string, readonly string[]>>;

/** Rows that neither a test names nor a reason excuses. */
export function unheldRows(tests: TestsOfRows): LedgerRow[] {
  return LEDGER.filter((row) => row.absent === undefined && !tests.get(row.number)?.length);
}

/** The ledger as a document. */
export function renderLedger(tests: TestsOfRows, names: NamesOfObjects): string {
  return [
    '# Conformance ledger',
    '',
    'Written by `UPDATE_LEDGER=1 npx vitest run test/emulator/ledger` from the emulator’s own annotations and the names of its tests; not by hand.',
    'H documented or observed, M likely, L a guess: a switch.',
    '',
    '| row | behaviour | source | confidence | switches | held by |',
    '| --- | --- | --- | --- | --- | --- |',
    ...LEDGER.map((row) => `| ${cells(row, tests).join(' | ')} |`),
    '',
    '## Switches',
    '',
    '`--switch name=value` or `--switches FILE` (JSON) of `vox dial`, `dev`, `simulate` and `explore`, or `createCloud({ switches })`.',
    'The first value is the default. docs/emulator.md says more.',
    '',
    '| row | switch | values | question |',
    '| --- | --- | --- | --- |',
    ...SWITCH_ROWS.map((row) => `| ${row.number} | \`${row.name}\` | ${row.values.join(', ')} | ${row.question} |`),
    '',
    '## Limits',
    '',
    'Of section 1.6, each reached from both sides by `test/emulator/limits`; *guessed*: the limit is documented, what happens beyond it is not.',
    '',
    '| limit | how much | beyond it | |',
    '| --- | --- | --- | --- |',
    ...LIMIT_ROWS.map(({ key, limit, beyond, guessed }) => `| ${key} | ${limit} | ${beyond} | ${guessed ? 'guessed' : ''} |`),
    '',
    '## What is here',
    '',
    'Global objects and what they have; lists of constants are left out.',
    '',
    ...Object.entries(names).map(([object, members]) => `- ${object}: ${members.join(', ')}`),
    '',
    '## What is not here',
    '',
    'These fail by their name where a scenario uses them.',
    '',
    ...ABSENT_NAMES.map(({ names, why }) => `- ${names}: ${why}.`),
    '',
  ].join('\n');
}

function cells(row: LedgerRow, tests: TestsOfRows): string[] {
  const held = row.absent ? `absent: ${row.absent}` : (tests.get(row.number) ?? []).map((file) => `\`${file}\``).join(', ');
  const switches = (row.switches ?? []).map((name) => `\`${name}\``).join(', ');
  return [String(row.number), row.text, row.source, row.confidence, switches, held];
}
