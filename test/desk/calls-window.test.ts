import { expect, test } from 'vitest';
import { onBothDatabases } from './support/databases';
import { goLive, type LiveTestPage } from './support/live-page';
import { createWorld, type World } from './support/world';

const LONG = 'Я'.repeat(8_000);

async function ask(world: World, operator: string) {
  const page = await world.signIn(operator);
  return {
    lead: (pageId: string) => page.ask('POST /api/leadership', { body: { pageId, action: 'take-over' } }),
    show: (pageId: string, comment: string) => page.ask('POST /api/leadership/screen', { body: { pageId, screen: { comment } } }),
    act: (...texts: string[]) => page.ask('POST /api/leadership/acts', {
      body: { acts: texts.map((text, index) => ({ actId: `follower-${index}`, about: 'card 7', event: { type: 'user.comment', text } })) } }),
  };
}

async function heardNothing(page: LiveTestPage, type: 'screen' | 'acts'): Promise<void> {
  page.say({ type: 'ping' });
  await page.next('pong');
  expect(page.heard.filter((message) => message.type === type)).toEqual([]);
}

onBothDatabases(({ open }) => {
  test('R94 what the window shows reaches the operator’s other pages, at whichever desk, and nobody else', async () => {
    const database = await open();
    const [one, two] = [await createWorld(database), await createWorld(database)];
    const [window, follower, colleague] = [await goLive(one, 'op1', 'window'), await goLive(two, 'op1', 'follower'), await goLive(two, 'op2')];
    const op1 = await ask(one, 'op1');
    await op1.lead('window');
    await op1.show('window', LONG);
    expect(await follower.next('screen')).toMatchObject({ pageId: 'window', screen: { comment: LONG }, agoMs: 0 });
    await heardNothing(window, 'screen');
    await heardNothing(colleague, 'screen');
    // Nothing of it is stored.
    const kept = await database.query<{ n: number }>("select count(*) as n from pg_tables where tablename like '%window%' or tablename like '%screen%'");
    expect(kept).toEqual([{ n: 0 }]);
  });

  test('R94 a page that comes later is shown it at once, with its age; one that comes after the lease is not', async () => {
    const world = await createWorld(await open());
    const op1 = await ask(world, 'op1');
    await op1.lead('window');
    await op1.show('window', 'пишу');
    const early = await goLive(world, 'op1', 'early');
    expect(await early.next('screen')).toMatchObject({ screen: { comment: 'пишу' } });
    world.clock.advance(16_000);
    await heardNothing(await goLive(world, 'op1', 'late'), 'screen');
  });

  test('R94 clicks reach the window alone, in order, however long', async () => {
    const database = await open();
    const [one, two] = [await createWorld(database), await createWorld(database)];
    const [window, follower] = [await goLive(one, 'op1', 'window'), await goLive(one, 'op1', 'follower')];
    const [here, there] = [await ask(one, 'op1'), await ask(two, 'op1')];
    await here.lead('window');
    await here.show('window', '');
    // The other desk knows the window once it has heard of it.
    await expect.poll(async () => (await there.act('первый')).body).toEqual({ taken: true });
    await there.act(LONG, 'последний');
    expect((await window.next('acts')).acts).toMatchObject([{ event: { text: 'первый' } }]);
    expect((await window.next('acts')).acts).toMatchObject([{ about: 'card 7', event: { text: LONG } }, { event: { text: 'последний' } }]);
    await heardNothing(follower, 'acts');
  });

  test('R94 without a window a click is not taken, and only the leading page is shown', async () => {
    const world = await createWorld(await open());
    const op1 = await ask(world, 'op1');
    expect((await op1.act('рано')).body).toEqual({ taken: false });
    await op1.lead('page');
    expect((await op1.act('это не окно')).body).toEqual({ taken: false });
    expect((await op1.show('another', '')).status).toBe(409);
  });

  test('R94 a ticket for the calls window signs in for a working day, any other for an hour', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const open1 = async (forDay?: boolean) => {
      const { ticket } = (await page.ask('POST /api/session/ticket')).body;
      return (await page.ask('POST /api/session/from-ticket', { body: { ticket, ...(forDay && { forDay }) } })).body.expiresInMs;
    };
    expect([await open1(), await open1(true)]).toEqual([3_600_000, 14 * 3_600_000]);
  });
});
