import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { newCall, offered, queued } from './support/calls';
import { startKillable, type Killable } from './support/killable';
import { connectTo, type LiveTestPage } from './support/live-page';
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
