import { expect, test } from 'vitest';
import type { Presence } from '../../contracts/desk-journal';
import type { Database } from '../../desk/database/port';
import { abandoned, answered, newCall, offered, queued, talk } from './support/calls';
import { onBothDatabases } from './support/databases';
import { connect, goLive } from './support/live-page';
import { createWorld, type World } from './support/world';

const lead = async (world: World, operator: string, pageId = `page-of-${operator}`) =>
  (await world.signIn(operator)).ask('POST /api/leadership', { body: { pageId, action: 'take-over' } });
const presences = async (world: World) =>
  (await (await world.signIn('chief1')).ask('GET /api/supervisor')).body.operators.map(({ operator, presence }) => [operator, presence]);

onBothDatabases(({ open }) => {
  test('R19 a take-over reaches the page that led at once', async () => {
    const world = await createWorld(await open());
    const page = await goLive(world, 'op1', 'a');
    await lead(world, 'op1', 'a');
    expect((await page.next('leadership')).leadership).toMatchObject({ leads: true, takenOver: false });
    await lead(world, 'op1', 'b');
    expect((await page.next('leadership')).leadership).toMatchObject({ leads: false, takenOver: true });
  });

  test.each(['signed out at another desk', 'past its hour'])('a session that is %s hears no more', async (how) => {
    const database = await open();
    const [one, two] = [await createWorld(database), await createWorld(database)];
    const page = await goLive(two, 'op1');
    const other = await goLive(two, 'op2');
    if (how === 'past its hour') {
      await database.query("update sessions set expires_at = 0 where operator = 'op1'");
      await two.desk.tick();
    } else {
      await one.desk.app.inject({ method: 'DELETE', url: '/api/session', headers: { authorization: `Bearer ${page.session}` } });
    }
    expect((await page.next('bye')).why).toBe('signed-out');
    await page.closed;
    expect(other.socket.readyState).toBe(other.socket.OPEN);
  });

  test('two desks on one database: what happens at one is heard at the other', async () => {
    const database = await open();
    const [one, two] = [await createWorld(database), await createWorld(database)];
    const page = await goLive(two, 'op1');
    await talk(one, { callId: '1', operator: 'op1' });
    expect((await page.next('wrapUp')).wrapUp).toMatchObject({ callId: '1', state: 'open' });
    expect((await page.next('call')).call).toMatchObject({ callId: '1', end: { reason: 'completed' } });
  });

  test.each([['op1', 'op4', 'center'], ['op4', 'op1', 'north']])('R34 news of calls and of the team reach the franchise of %s, and never %s', async (own, other, franchise) => {
    const world = await createWorld(await open());
    const [page, stranger] = [await goLive(world, own), await goLive(world, other)];
    await lead(world, own);
    page.say({ type: 'presence', presence: 'ready', callId: null });
    await page.next('team');
    // News within so long would be told together.
    world.clock.advance(500);
    await talk(world, { callId: '1', operator: own, franchise });
    expect((await page.next('call')).call).toMatchObject({ callId: '1' });
    stranger.say({ type: 'ping' });
    await stranger.next('pong');
    expect(stranger.heard.map(({ type }) => type)).toEqual(['welcome', 'pong']);
  });

  test('what a rush held back comes in one frame to a page that takes it, message by message to an older one', async () => {
    const world = await createWorld(await open());
    const [page, older] = [await connect(world), await goLive(world, 'op2')];
    page.say({ type: 'hello', session: (await world.signIn('op1')).session, pageId: 'p', together: true });
    await page.next('welcome');
    for (const callId of ['1', '2', '3']) await world.post(queued(newCall({ callId, startedAtMs: world.clock.now() })).batch());
    await older.next('call');
    await lead(world, 'op2');
    older.say({ type: 'presence', presence: 'ready', callId: null });
    await expect.poll(() => presences(world)).toContainEqual(['op2', 'ready']);
    await older.next('leadership');
    world.clock.advance(500);
    const frames = async (of: typeof page) => {
      await of.next('team');
      return of.texts.filter((text) => /"type":"(call|team)"/.test(text)).map((text) => text.match(/"type":"(?:call|team)"/g)?.length);
    };
    expect([await frames(page), await frames(older)]).toEqual([[1, 3], [1, 1, 1, 1]]);
    expect(page.heard.flatMap((message) => (message.type === 'call' ? message.call.callId : []))).toEqual(['1', '2', '3']);
  });

  test('R17 the limit is announced before it comes, and its end said', async () => {
    const world = await createWorld(await open());
    const page = await goLive(world, 'op1');
    const pass = async (ms: number) => { page.say({ type: 'ping' }); await page.next('pong'); world.clock.advance(ms); };
    await talk(world, { callId: '1', operator: 'op1' });
    await page.next('wrapUp');
    for (let part = 0; part < 10; part++) await pass(9_500);
    await world.desk.tick();
    expect((await page.next('wrapUpWarning')).limitInMs).toBeLessThanOrEqual(30_000);
    await pass(14_000);
    await pass(11_000);
    await world.desk.tick();
    expect((await page.next('wrapUp')).wrapUp).toMatchObject({ state: 'closed', closedBy: 'limit' });
  });

  test('R1 a hold-out is over when every other ready operator was offered the call; those who pause and another franchise’s are not waited for', async () => {
    const world = await createWorld(await open());
    const page = await goLive(world, 'op1');
    for (const [operator, presence] of [['op2', 'ready'], ['chief1', 'paused'], ['op4', 'ready']] as const) {
      await lead(world, operator);
      (await goLive(world, operator)).say({ type: 'presence', presence, callId: null });
    }
    await expect.poll(() => world.database.query('select operator from presences')).toHaveLength(3);
    const call = offered(queued(newCall({ callId: '1', startedAtMs: world.clock.now() })), 'op1');
    await world.post(call.batch());
    await (await world.signIn('op1')).ask('POST /api/calls/:callId/offer', { params: { callId: '1' }, body: { reportId: 'r', offerId: null, kind: 'rejected-pass' } });
    await world.post(offered(call, 'op2', 9_000).batch(3));
    expect(await page.next('holdoutOver')).toMatchObject({ callId: '1', why: 'all-offered' });
  });

  test.each([['answered'], ['ended']] as const)('R1 R2 with nobody else ready a hold-out ends when the call is %s', async (why) => {
    const world = await createWorld(await open());
    const page = await goLive(world, 'op1');
    const call = offered(queued(newCall({ callId: '1', startedAtMs: world.clock.now() })), 'op1');
    await world.post(call.batch());
    await (await world.signIn('op1')).ask('POST /api/calls/:callId/offer', { params: { callId: '1' }, body: { reportId: 'r', offerId: null, kind: 'rejected-pass' } });
    offered(call, 'op2', 9_000);
    await world.post((why === 'answered' ? answered(call, 'op2', 10_000) : abandoned(call, 30_000)).batch());
    expect(await page.next('holdoutOver')).toMatchObject({ callId: '1', why });
  });

  test('a desk that closes first finishes what its pages have said', async () => {
    const database = await open();
    const order: string[] = [];
    let reached = (): void => undefined;
    let goOn = (): void => undefined;
    const [written, held] = [new Promise<void>((resolve) => { reached = resolve; }), new Promise<void>((resolve) => { goOn = resolve; })];
    const slow: Database = {
      ...database,
      async query(sql, values) {
        if (!sql.includes('insert into presences')) return database.query(sql, values);
        reached();
        await held;
        order.push('written');
        return database.query(sql, values);
      },
    };
    const world = await createWorld(slow);
    await lead(world, 'op1');
    const page = await goLive(world, 'op1');
    page.say({ type: 'presence', presence: 'ready', callId: null });
    await written;
    const isShut = new Promise((resolve) => world.desk.app.server.once('close', resolve));
    const closed = world.desk.close().then(() => order.push('closed'));
    await isShut;
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    goOn();
    await closed;
    expect(order).toEqual(['written', 'closed']);
    expect(await database.query('select operator, presence from presences')).toEqual([{ operator: 'op1', presence: 'ready' }]);
  });

  test('a team’s list says since when somebody is what he is; to say it again changes nothing', async () => {
    const world = await createWorld(await open());
    const chief = await world.signIn('chief1');
    const sinceOf = async (presence: string) =>
      (await chief.ask('GET /api/supervisor')).body.operators.find((one) => one.operator === 'op1' && one.presence === presence)?.since;
    const begun = new Date(world.clock.now()).toISOString();
    await lead(world, 'op1');
    const page = await goLive(world, 'op1');
    page.say({ type: 'presence', presence: 'ready', callId: null });
    await expect.poll(() => sinceOf('ready')).toBe(begun);
    world.clock.advance(5_000);
    page.say({ type: 'presence', presence: 'ready', callId: null });
    page.say({ type: 'ping' });
    await page.next('pong');
    expect(await sinceOf('ready')).toBe(begun);
    page.say({ type: 'presence', presence: 'wrap-up', callId: '1' });
    await expect.poll(() => sinceOf('wrap-up')).toBe(new Date(world.clock.now()).toISOString());
  });

  test('R16 R22 a page that is gone longer than the grace is shown as offline; one that speaks is not', async () => {
    const world = await createWorld(await open());
    await lead(world, 'op1');
    const page = await goLive(world, 'op1');
    page.say({ type: 'presence', presence: 'ready', callId: null });
    await expect.poll(() => presences(world)).toContainEqual(['op1', 'ready']);
    page.socket.terminate();
    await expect.poll(() => world.desk.services.hub.all().length).toBe(0);
    world.clock.advance(20_000);
    await world.desk.tick();
    expect(await presences(world)).toContainEqual(['op1', 'ready']);
    world.clock.advance(1);
    await world.desk.tick();
    expect(await presences(world)).toContainEqual(['op1', 'offline']);
  });

  test('R22 a page that wakes after its lease speaks for the operator at once, unless another leads by then', async () => {
    const world = await createWorld(await open());
    await lead(world, 'op1');
    await lead(world, 'op2');
    world.clock.advance(60_000);
    await lead(world, 'op2', 'another-page');
    for (const operator of ['op1', 'op2']) {
      const page = await goLive(world, operator);
      page.say({ type: 'presence', presence: 'ready', callId: null });
      page.say({ type: 'ping' });
      await page.next('pong');
    }
    expect(await presences(world)).toEqual(expect.arrayContaining([['op1', 'ready'], ['op2', 'offline']]));
  });

  test.each<[Presence, string]>([['ready', 'a page that does not lead'], ['ringing', 'nobody who leads']])(
    'presence %s of %s counts for nothing', async (presence) => {
      const world = await createWorld(await open());
      await lead(world, 'op1', 'another-page');
      const page = await goLive(world, 'op1');
      page.say({ type: 'presence', presence, callId: null });
      page.say({ type: 'ping' });
      await page.next('pong');
      expect(await presences(world)).toContainEqual(['op1', 'offline']);
    });

  test('R22 a silent channel is closed, and a socket that never says hello too', async () => {
    const world = await createWorld(await open());
    const [page, stranger] = [await goLive(world, 'op1'), await connect(world)];
    world.clock.advance(15_000);
    await Promise.all([page.closed, stranger.closed]);
    expect([page.heard.at(-1), stranger.heard.at(-1)]).toEqual([{ type: 'bye', why: 'silent' }, { type: 'bye', why: 'silent' }]);
  });

  test.each([
    ['a wrong session', { type: 'hello', session: 'x'.repeat(43), pageId: 'p' }],
    ['no session', { type: 'hello', session: null, pageId: 'p' }],
    ['a word before the hello', { type: 'ping' }],
  ] as const)('%s is sent away', async (_name, message) => {
    const world = await createWorld(await open());
    const page = await connect(world);
    page.say(message);
    await page.closed;
    expect(page.heard).toEqual([{ type: 'bye', why: 'signed-out' }]);
  });

  test.each(['', '{', 'null', '[]', '{"type":"presence"}', '{"type":"hello","pageId":"<script>"}', '\u0000', '"'.repeat(1_000)])(
    'nonsense on the channel %j changes nothing', async (text) => {
      const world = await createWorld(await open());
      const page = await goLive(world, 'op1');
      page.sayText(text);
      page.say({ type: 'ping' });
      await page.next('pong');
      expect(page.heard.map(({ type }) => type)).toEqual(['welcome', 'pong']);
    });

  test('pages of other origins and other franchises do not get in', async () => {
    const world = await createWorld(await open());
    await expect(connect(world, { origin: 'https://evil.example' })).rejects.toThrow('403');
    const page = await connect(world, { origin: 'https://north.example' });
    page.say({ type: 'hello', session: (await world.signIn('op1')).session, pageId: 'p' });
    await page.closed;
    expect(page.heard).toEqual([{ type: 'bye', why: 'signed-out' }]);
  });
});
