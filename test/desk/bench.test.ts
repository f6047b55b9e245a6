import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { compare } from '../../desk/bench/chaos/check';
import { startChildDesk } from '../../desk/bench/child-desk';
import { counted } from '../../desk/bench/counted';
import { benchLookUp } from '../../desk/bench/look-up';
import { percentile } from '../../desk/bench/rows';
import { benchSoak, checkJournal } from '../../desk/bench/soak';
import { conversation } from '../../desk/bench/soak-call';
import { openDatabase } from '../../desk/database/open';
import { onBothDatabases, onPglite } from './support/databases';
import { freshPgliteFolder } from './support/pglite-template';
import { sampleConfig } from './support/sample-config';
import { createWorld } from './support/world';

const ROOT = path.resolve(import.meta.dirname, '../..');

onBothDatabases(({ name, open }) => {
  test('the look-up bench finds whom it looks for, and the database says its own time', async () => {
    const scope = { franchise: 'center', operator: 'op1', supervisor: false };
    const rows = await benchLookUp({ database: await open(), name, customers: 1_000, lookUps: 100, limitMs: 20, config: sampleConfig(), scope });
    expect(rows).toHaveLength(5);
    for (const { name: what, value } of rows) expect(value, what).toBeGreaterThan(0);
  });

  test('a usual call, its save, a renewal and a look-up ask the database no more often than is written down here', async () => {
    const { database, work } = counted(await open());
    const world = await createWorld(database);
    const page = await world.signIn('op1');
    const asked: Record<string, number> = {};
    const count = async (what: string, ask: () => Promise<unknown>): Promise<void> => {
      const before = work.roundTrips;
      await ask();
      asked[what] = work.roundTrips - before;
    };
    const [begun, talked, ended] = conversation({ callId: '1', franchise: 'center', operator: 'op1', nowMs: world.clock.now() });
    await page.ask('POST /api/leadership', { body: { pageId: 'p', action: 'claim' } });
    await count('renewal', () => page.ask('POST /api/leadership', { body: { pageId: 'p', action: 'renew' } }));
    await count('first events', () => world.post(begun));
    await count('events of the talk', () => world.post(talked));
    await count('the end', () => world.post(ended));
    await count('look-up', () => page.ask('POST /api/look-up', { body: { number: '+79161234567', callId: '1' } }));
    const body = { saveId: 's', comment: 'ok', customerId: null, savedAt: new Date(world.clock.now()).toISOString() };
    await count('save', () => page.ask('POST /api/calls/:callId/wrap-up/save', { params: { callId: '1' }, body }));
    expect(asked).toEqual({ renewal: 3, 'first events': 8, 'events of the talk': 9, 'the end': 11, 'look-up': 2, save: 8 });
  });

  // A PGlite answers before the next request is read, so nothing comes together there.
  if (name === 'PostgreSQL') test('a rush of events, or of renewals, costs a few large statements instead of many small ones', async () => {
    const { database, work } = counted(await open());
    const world = await createWorld(database);
    const page = await world.signIn('op1');
    const calls = Array.from({ length: 60 }, (_, index) => `rush-${index}`);
    const told = await Promise.all(calls.map((callId) => world.post(conversation({ callId, franchise: 'center', operator: 'op1', nowMs: world.clock.now() })[0])));
    expect(told.map(({ statusCode }) => statusCode)).toEqual(calls.map(() => 200));
    expect(work.transactions).toBeLessThan(calls.length / 2);
    await page.ask('POST /api/leadership', { body: { pageId: 'p', action: 'claim' } });
    const before = work.roundTrips;
    const renewed = await Promise.all(calls.map(() => page.ask('POST /api/leadership', { body: { pageId: 'p', action: 'renew' } })));
    expect(renewed.every(({ body }) => body.leads)).toBe(true);
    expect((work.roundTrips - before) / calls.length).toBeLessThan(3);
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

onPglite(({ open }) => {
  test('the chaos run names what was acknowledged and is not there, and what is there twice', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    for (const callId of ['1', '2']) {
      for (const batch of conversation({ callId, franchise: 'center', operator: 'op1', nowMs: world.clock.now() })) await world.post(batch);
      await page.ask('POST /api/customers', { body: { name: 'x', note: '', numbers: [], saveId: `c-${callId}` } });
      await page.ask('POST /api/calls/:callId/wrap-up/save', { params: { callId }, body: { saveId: `s-${callId}`, comment: 'x', customerId: null, savedAt: '2026-03-10T09:00:00Z' } });
    }
    const kept = ['1', '2'].map((callId) => ({ callId, franchise: 'center', events: [1, 2, 3, 4, 5, 6].map((seq) => `${callId}:${seq}`), isSaved: true, customer: true, savedWithinMs: 1_000 }));
    expect(await compare(world.database, kept)).toEqual({ lost: [], doubled: [] });
    await world.database.query("delete from call_events where event_id = '1:2'");
    await world.database.query("delete from customers where save_id = 'c-2'");
    await world.database.query("update wrap_ups set closed_by = 'limit' where call_id = '1'");
    await world.database.query("insert into comments (franchise, comment_id, call_id, author, body, received_at) values ('center', 'again', '2', 'op1', 'x', 1)");
    expect(await compare(world.database, kept)).toEqual({ lost: ['event 1:2', 'closed wrap-up 1', 'customer 2'], doubled: ['comment 2'] });
  });
});
