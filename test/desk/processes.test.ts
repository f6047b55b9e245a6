import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../desk/database/open';
import type { Database } from '../../desk/database/port';
import { createLeaderships } from '../../desk/sign-in/leadership';
import { newCall, offered, queued } from './support/calls';
import { startKillable, type Killable } from './support/killable';
import { connectTo, type LiveTestPage } from './support/live-page';
import { createManualClock } from './support/manual-clock';
import { startPostgres, type TestServer } from './support/postgres';
import { createStubborn, signInAt } from './support/stubborn';

let server: TestServer;
beforeAll(async () => { server = await startPostgres(); });
afterAll(() => server.stop());

async function openDesk(place: string): Promise<Killable> {
  const desk = await startKillable(place);
  onTestFinished(() => desk.stop());
  return desk;
}

/** A page of op1 at a desk, its session made at another. */
async function livePage(desk: Killable, session: string): Promise<LiveTestPage> {
  const page = await connectTo(new URL(desk.url).host);
  page.say({ type: 'hello', session, pageId: 'page' });
  await page.next('welcome');
  return page;
}

test('two desks, two processes, one PostgreSQL: a change through one reaches a live channel of the other, also after one was killed', { timeout: 180_000 }, async () => {
  const place = await server.createDatabase();
  const [one, two] = [await openDesk(place), await openDesk(place)];
  const session = await signInAt(one.url, 'op1');
  const page = await livePage(two, session);
  const to = createStubborn(one.url);
  await to.events(offered(queued(newCall({ callId: '1', startedAtMs: Date.now() })), 'op1').batch());
  expect((await page.next('call')).call).toMatchObject({ callId: '1', phase: 'ringing' });
  const body = { saveId: 's', comment: 'перезвонить', customerId: null, savedAt: new Date().toISOString() };
  await to.ask({ method: 'POST', path: '/api/calls/1/wrap-up/save', session, body });
  expect(await page.next('saved')).toMatchObject({ callId: '1', saveId: 's' });
  await two.killAndRestart();
  const again = await livePage(two, session);
  await to.events(queued(newCall({ callId: '2', startedAtMs: Date.now() })).batch());
  expect((await again.next('call')).call).toMatchObject({ callId: '2', phase: 'waiting' });
});

/** Whether somebody waits for a lock, or `done` is there; asked of the database itself. */
async function waitsOr(database: Database, done: () => boolean): Promise<void> {
  await expect.poll(async () => done() || (await database.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")).length > 0).toBe(true);
}

test('a page that wakes and renews while another takes its expired lease: one of them leads, never both', async () => {
  const database = await openDatabase({ url: await server.createDatabase() });
  onTestFinished(() => database.close());
  const clock = createManualClock();
  const scope = { franchise: 'center', operator: 'op1', supervisor: false };
  await createLeaderships({ db: database, clock }).step(scope, { pageId: 'sleeper', action: 'claim' });
  clock.advance(20_000);
  const sleeper = createLeaderships({ db: database, clock });
  let renewed: ReturnType<typeof sleeper.step> | undefined;
  let isRenewed = false;
  /** The claim has just read that the lease is free; now the sleeper wakes. */
  const interrupted: Database = {
    ...database,
    transaction: (work) => database.transaction((tx) => work({
      ...tx,
      async query(sql, values) {
        const rows = await tx.query(sql, values);
        if (sql.includes('from leaderships') && !renewed) {
          renewed = sleeper.step(scope, { pageId: 'sleeper', action: 'renew' });
          void renewed.then(() => (isRenewed = true));
          await waitsOr(database, () => isRenewed);
        }
        return rows as never;
      },
    })),
  };
  const claimed = await createLeaderships({ db: interrupted, clock }).step(scope, { pageId: 'other', action: 'claim' });
  expect([claimed.pageId, (await renewed)?.pageId]).toEqual(['other', 'other']);
});
