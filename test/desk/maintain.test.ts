import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../desk/database/open';
import { closeLostCalls, drainStoredEvents, eraseTraces } from '../../desk/maintain';
import { newCall, queued } from './support/calls';
import { freshPgliteFolder } from './support/pglite-template';
import { writtenConfig } from './support/written-config';

test('the commands work on a stopped desk\'s folder: drain, reconcile, erase', { timeout: 180_000 }, async () => {
  const databaseFolder = await freshPgliteFolder();
  onTestFinished(() => rmSync(databaseFolder, { recursive: true, force: true }));
  const options = { config: writtenConfig(), environment: 'production', env: {}, databaseFolder };
  const call = queued(newCall({ callId: '1', startedAtMs: Date.UTC(2026, 0, 1) }));
  const items = { keys: async () => ['out:1:1'], value: async () => JSON.stringify(call.batch()), remove: async () => undefined };
  expect(await drainStoredEvents(options, items)).toEqual({ drained: 1, kept: [] });
  const opened = await openDatabase({ folder: databaseFolder });
  await opened.query('update calls set last_heard_at = 0');
  await opened.close();
  expect(await closeLostCalls(options, { endedAt: async () => ({ atMs: Date.UTC(2026, 0, 1, 1) }) })).toMatchObject({ closed: ['1'] });
  expect(await eraseTraces(options, { franchise: 'center', number: '8 916 123-45-67' }, null)).toMatchObject({ customers: 0, calls: 1, cloud: null });
});
