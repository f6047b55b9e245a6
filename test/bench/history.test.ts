import { describe, expect, test } from 'vitest';
import { BENCHES, inTable } from '../../scripts/bench/benches';
import { grownCounts, newestValue, readHistory, recordEntry } from '../../scripts/bench/history';
import { isCounted, isWithinLimit, type BenchRow } from '../../scripts/bench/row';
import { commandContext, ROOT, run } from '../cli/command-context';
import { projectWith } from '../support/project';

const row = (changes: Partial<BenchRow>): BenchRow => ({ name: 'calls', value: 10, unit: 'requests', peer: null, limit: null, ...changes });
const where = { node: 'v20.19.0', machine: 'any, 2 cores' };

const counted = Object.entries(BENCHES).flatMap(([name, { counts }]) => (counts ? [{ name, counts }] : []));

describe('the committed figures', () => {
  test.each(counted)('of $name: nothing that is counted has grown', async ({ name, counts }) => {
    const rows = await (await counts())(commandContext(), {});
    const history = readHistory(ROOT);
    expect(rows.filter(isCounted).filter((one) => newestValue(history, name, one) === undefined).map((one) => one.name)).toEqual([]);
    expect(grownCounts(history, name, rows)).toEqual([]);
    expect(rows.filter((one) => !isWithinLimit(one))).toEqual([]);
  });
});

describe('a history', () => {
  test('one request more is told with what to do; a time is never compared', () => {
    const { root } = projectWith({ 'docs/bench-history.json': '{"entries": []}' });
    recordEntry(root, { bench: 'deploy', date: '2026-01-01', ...where, rows: [row({}), row({ name: 'took', unit: 'ms' })] });
    const history = readHistory(root);
    expect(grownCounts(history, 'deploy', [row({}), row({ name: 'took', unit: 'ms', value: 99 })])).toEqual([]);
    expect(grownCounts(history, 'deploy', [row({ value: 11 })])).toEqual([
      'deploy: calls is 11 requests, recorded were 10. Find what made it grow, or record it: npm run bench -- deploy --record',
    ]);
  });

  test('bytes may grow a little before they are recorded anew', () => {
    const history = { entries: [{ bench: 'build', date: '2026-01-01', ...where, rows: [row({ unit: 'bytes', value: 1000 })] }] };
    expect(grownCounts(history, 'build', [row({ unit: 'bytes', value: 1050 })])).toEqual([]);
    expect(grownCounts(history, 'build', [row({ unit: 'bytes', value: 1051 })])).toHaveLength(1);
  });

  test('the newest record counts, and one of the same day replaces the other', () => {
    const { root } = projectWith({ 'docs/bench-history.json': '{"entries": []}' });
    for (const [date, value] of [['2026-01-01', 10], ['2026-01-02', 20], ['2026-01-02', 15]] as const) {
      recordEntry(root, { bench: 'deploy', date, ...where, rows: [row({ value })] });
    }
    const history = readHistory(root);
    expect(history.entries.map(({ date }) => date)).toEqual(['2026-01-01', '2026-01-02']);
    expect(newestValue(history, 'deploy', row({}))).toBe(15);
  });

  test('a limit is a most, for a rate a least', () => {
    expect([row({ limit: 10 }), row({ limit: 9 }), row({ unit: 'calls/s', limit: 9 }), row({ unit: 'calls/s', limit: 11 })].map(isWithinLimit))
      .toEqual([true, false, true, false]);
  });
});

test('the one table has all that it is asked for', () => {
  const inTable = Object.entries(BENCHES).filter(([, { onlyByName }]) => !onlyByName).map(([name]) => name);
  expect(inTable).toEqual(['simulate', 'build', 'deploy', 'page', 'gateway', 'lookup', 'soak', 'explore']);
});

test('what takes long is shorter in the table, unless it is told how long, or is to be whole', () => {
  expect([inTable('soak', {}), inTable('soak', { seconds: 5 }), inTable('soak', { full: true }), inTable('build', {})])
    .toEqual([{ seconds: 30 }, { seconds: 5 }, { full: true }, {}]);
});

test('vox bench build: a table, and the same rows as one document', async () => {
  const { code, stdout } = await run(['bench', 'build']);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^bench +what +value +unit .*\nbuild +inbound-center code +\d+ +bytes/)]);
  const { rows } = JSON.parse((await run(['bench', 'build', '--json'])).stdout) as { rows: BenchRow[] };
  expect(rows).toContainEqual(expect.objectContaining({ bench: 'build', name: 'inbound-center code', unit: 'bytes', limit: 64 * 1024 }));
  expect(rows.find(({ unit }) => unit === 'ms')?.spread).toHaveLength(2);
});
