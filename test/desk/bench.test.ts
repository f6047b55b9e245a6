import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startChildDesk } from '../../desk/bench/child-desk';
import { benchLookUp } from '../../desk/bench/look-up';
import { percentile } from '../../desk/bench/rows';
import { benchSoak, checkJournal } from '../../desk/bench/soak';
import { openDatabase } from '../../desk/database/open';
import { onBothDatabases } from './support/databases';
import { freshPgliteFolder } from './support/pglite-template';
import { sampleConfig } from './support/sample-config';

const ROOT = path.resolve(import.meta.dirname, '../..');

onBothDatabases(({ name, open }) => {
  test('the look-up bench finds whom it looks for, and the database says its own time', async () => {
    const scope = { franchise: 'center', operator: 'op1', supervisor: false };
    const rows = await benchLookUp({ database: await open(), name, customers: 1_000, lookUps: 100, limitMs: 20, config: sampleConfig(), scope });
    expect(rows).toHaveLength(5);
    for (const { name: what, value } of rows) expect(value, what).toBeGreaterThan(0);
  });
});

test('a second of the soak: no error, every call ended and saved in the journal', async () => {
  const folder = await freshPgliteFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const desk = await startChildDesk({ root: ROOT, place: folder, operators: 4 });
  const rows = await benchSoak({ desk, callsPerSecond: 5, seconds: 1 }).finally(() => desk.close());
  const value = (what: string) => rows.find((row) => row.name === what)?.value;
  expect([value('calls served'), value('errors')]).toEqual([5, 0]);
  const database = await openDatabase({ folder });
  onTestFinished(() => database.close());
  expect((await checkJournal(database, 5)).map((row) => row.value)).toEqual([0, 0]);
});

test('a percentile is a value that was measured', () => {
  expect([percentile([], 0.99), percentile([3, 1, 2], 0.5), percentile(Array.from({ length: 100 }, (_, index) => index), 0.99)]).toEqual([0, 2, 99]);
});
