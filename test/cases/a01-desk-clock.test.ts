import { expect, test } from 'vitest';
import { checkTicket } from '../../contracts/outbound-ticket';
import { shortenAhead } from '../../desk/care/shorten-ahead';
import { databaseClock } from '../../desk/database-clock';
import type { Queryable } from '../../desk/database/port';
import { rateStore } from '../../desk/http/rate-store';
import { reconcileCalls } from '../../desk/journal/reconcile';
import { hmacSha256Hex } from '../../desk/sign-in/one-time-key';
import { answered, newCall, offered, queued, talk } from '../desk/support/calls';
import { onPglite } from '../desk/support/databases';
import { goLive } from '../desk/support/live-page';
import { createManualClock, NOON } from '../desk/support/manual-clock';
import { createWorld, type TestPage, type World } from '../desk/support/world';

const DAY_MS = 24 * 3_600_000;
const SET_BY_MS = [-DAY_MS, -25_000, 25_000, DAY_MS];

const claim = async (page: TestPage, pageId: string) => (await page.ask('POST /api/leadership', { body: { pageId, action: 'claim' } })).body;
const wrapUp = async (page: TestPage) => (await page.ask('GET /api/wrap-up')).body.wrapUp;
const presences = (world: World) => world.database.query('select operator, presence from presences');

/** The operator's page leads and says that it is ready. */
async function ready(world: World, operator: string): Promise<void> {
  await claim(await world.signIn(operator), `page-of-${operator}`);
  (await goLive(world, operator)).say({ type: 'presence', presence: 'ready', callId: null });
  await expect.poll(() => presences(world), { timeout: 20_000 }).toContainEqual({ operator, presence: 'ready' });
}

/** Is the ticket for a call out, made now, fresh for a session at that moment? */
async function ticketIsFresh(world: World, page: TestPage, nowMs: number): Promise<boolean> {
  const { body } = await page.ask('POST /api/outbound', { body: { number: '+79161234567', about: null } });
  const headers = new Map(Object.entries(body.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const keys = (name: string) => world.keys.desk[name as 'VOX_DESK_KEY_1'];
  return checkTicket({ headers: (name) => headers.get(name.toLowerCase()), nowMs, keys, seen: () => false }, hmacSha256Hex).ok;
}

onPglite(({ open }) => {
  test.each(SET_BY_MS)('A1 the desk\'s clock is set by %i ms: leases, sessions and limits end neither early nor late', async (byMs) => {
    const world = await createWorld(await open());
    const { clock } = world;
    const page = await world.signIn('op1');
    await talk(world, { callId: '1', operator: 'op1' });
    await claim(page, 'a');
    clock.setWall(byMs);
    expect(await claim(page, 'b')).toMatchObject({ leads: false, expiresInMs: 15_000 });
    clock.advance(14_999);
    expect(await claim(page, 'b')).toMatchObject({ leads: false, expiresInMs: 1 });
    clock.advance(1);
    expect(await claim(page, 'b')).toMatchObject({ leads: true });
    expect(await wrapUp(page)).toMatchObject({ limitInMs: 105_000 });
    clock.advance(104_999);
    await world.desk.tick();
    expect(await wrapUp(page)).toMatchObject({ state: 'open', limitInMs: 1 });
    clock.advance(1);
    await world.desk.tick();
    expect(await wrapUp(page)).toBeNull();
    clock.advance(3_600_000 - 120_001);
    expect((await page.ask('GET /api/me')).status).toBe(200);
    clock.advance(1);
    expect((await page.ask('GET /api/me')).status).toBe(401);
  });

  test.each(SET_BY_MS)('A1 the desk\'s clock is set by %i ms: sessions are heard and hear, and operators sign in', async (byMs) => {
    const world = await createWorld(await open());
    world.clock.setWall(byMs);
    const page = await world.signIn('op1');
    expect((await world.post(queued(newCall({ callId: '1', startedAtMs: world.clock.now() })).batch())).statusCode).toBe(200);
    expect(await ticketIsFresh(world, page, world.clock.now())).toBe(true);
  });

  test('A1 a desk that was started with a wrong clock agrees with the cloud once it is corrected, and goes on so', async () => {
    const world = await createWorld(await open());
    const { clock } = world;
    const page = await world.signIn('op1');
    const post = (callId: string, sentMs: number) => world.post(newCall({ callId, startedAtMs: sentMs }).batch(), { sentMs });
    const rightMs = () => clock.now() - DAY_MS;
    expect((await post('1', rightMs())).statusCode).toBe(401);
    clock.setWall(-DAY_MS);
    expect((await post('2', rightMs())).statusCode).toBe(200);
    const token = await world.token('op2', { issuedAgoS: DAY_MS / 1_000 });
    const entered = await world.desk.app.inject({ method: 'POST', url: '/api/session', payload: { token, cookie: false } });
    expect(entered.statusCode).toBe(200);
    clock.setWall(3_600_000);
    expect([(await post('3', rightMs())).statusCode, await ticketIsFresh(world, page, rightMs())]).toEqual([200, true]);
  });

  test('A1 the database\'s time is set back by a day: nothing lasts longer than it may, also for a desk that starts', async () => {
    const database = await open();
    const world = await createWorld(database);
    const { clock } = world;
    const page = await world.signIn('op1');
    await talk(world, { callId: '1', operator: 'op1' });
    await world.post(queued(newCall({ callId: '2', startedAtMs: clock.now() })).batch());
    await claim(page, 'a');
    clock.setShared(-DAY_MS);
    await world.desk.tick();
    expect([await claim(page, 'b'), await wrapUp(page)]).toEqual([
      expect.objectContaining({ leads: false, expiresInMs: 15_000 }), expect.objectContaining({ limitInMs: 120_000 })]);
    const chief = await world.signIn('chief1');
    expect((await chief.ask('GET /api/supervisor')).body.waiting.map(({ callId, waitedMs }) => [callId, waitedMs])).toEqual([['2', 1_000]]);
    const late = await createWorld(database);
    late.clock.setShared(-3 * DAY_MS);
    await late.desk.tick();
    clock.setShared(-2 * DAY_MS);
    expect([await claim(page, 'b'), await wrapUp(page)]).toEqual([
      expect.objectContaining({ leads: false, expiresInMs: 15_000 }), expect.objectContaining({ limitInMs: 120_000 })]);
    clock.advance(3_600_000);
    expect((await page.ask('GET /api/me')).status).toBe(401);
  });

  test('A1 nor does a transfer, a callback that was taken, a retry or a link; and what happened did not happen later than now', async () => {
    const world = await createWorld(await open());
    const { database, clock } = world;
    const lateMs = clock.now() + DAY_MS;
    const link = world.desk.services.recordingLinks.make({ franchise: 'center', callId: '1', index: 0 }, { franchise: 'center', operator: 'op1', supervisor: false });
    for (const [table, columns, values] of [
      ['transfers', 'transfer_id, call_id, operator, mode, to_operator, state, opened_at, ends_at, live', `'t', '1', 'op1', 'blind', 'op2', 'reserving', 0, ${lateMs}, true`],
      ['callbacks', 'call_id, number, called_at, requested_at, times, taken_by, taken_at', `'1', '+79161234567', 0, 0, 1, 'op1', ${lateMs}`],
      ['erp_outbox', 'save_id, call_id, body, attempts, next_at', `'s', '1', '{}', 1, ${lateMs}`],
      ['record_removals', 'address, attempts, next_at', `'https://x', 1, ${lateMs}`],
    ] as const) await database.query(`insert into ${table} (franchise, ${columns}) values ('center', ${values})`);
    await database.query(`insert into nonces (nonce, at) values ('n', ${lateMs})`);
    await world.post(queued(newCall({ callId: '1', startedAtMs: clock.now() })).batch());
    await database.query(`update calls set last_heard_at = ${lateMs}, asked_at = ${lateMs}`);
    await shortenAhead(world.desk.services);
    const [row] = await database.query(`select (select ends_at from transfers) as transfer, (select taken_at from callbacks) as callback, (select next_at from erp_outbox) as erp,
      (select next_at from record_removals) as removal, (select at from nonces where nonce = 'n') as nonce, last_heard_at as heard, asked_at as asked from calls`);
    const inMs = Object.fromEntries(Object.entries(row ?? {}).map(([name, at]) => [name, Number(at) - clock.now()]));
    expect(inMs).toEqual({ transfer: 4_000, callback: 0, erp: 600_000, removal: 21_600_000, nonce: 0, heard: 0, asked: 0 });
    const token = link.url.split('/').at(-1) ?? '';
    expect(world.desk.services.recordingLinks.read(token)).toBeDefined();
    clock.setShared(-1);
    expect(world.desk.services.recordingLinks.read(token)).toBeUndefined();
  });

  test('A1 the database\'s time is set ahead by a day: nobody who speaks is gone, and no call is closed', async () => {
    const database = await open();
    const [world, other] = [await createWorld(database), await createWorld(database)];
    await ready(other, 'op1');
    await world.post(queued(newCall({ callId: '1', startedAtMs: world.clock.now() })).batch());
    world.clock.advance(1);
    await world.desk.tick();
    world.clock.setShared(DAY_MS);
    await world.desk.tick();
    await reconcileCalls(world.desk.services, { endedAt: async () => null });
    expect(await presences(world)).toEqual([{ operator: 'op1', presence: 'ready' }]);
    expect(await database.query('select reason from calls')).toEqual([{ reason: null }]);
    world.clock.advance(20_001);
    await world.desk.tick();
    expect(await presences(world)).toEqual([{ operator: 'op1', presence: 'offline' }]);
  });

  test.each([-40_000, 40_000])('A1 the cloud\'s clock is %i ms off: a second talk of the same two has a wrap-up of its own', async (offMs) => {
    const world = await createWorld(await open());
    const { clock } = world;
    const page = await world.signIn('op1');
    const call = answered(offered(queued(newCall({ callId: '1', startedAtMs: clock.now() + offMs })), 'op1'), 'op1');
    const post = (first: number) => world.post(call.batch(first), { sentMs: clock.now() + offMs });
    clock.advance(6_000);
    await post(0);
    clock.advance(10_000);
    call.tell({ kind: 'operatorLost', atMs: 16_000, offerId: '1-2', operator: 'op1', talkMs: 10_900 });
    await post(5);
    await page.ask('POST /api/calls/:callId/wrap-up/cancel', { params: { callId: '1' }, body: {} });
    expect(await wrapUp(page)).toBeNull();
    clock.advance(8_000);
    answered(offered(call, 'op1', 20_000), 'op1', 24_000);
    await post(6);
    clock.advance(6_000);
    call.tell({ kind: 'ended', atMs: 30_000, reason: 'completed', detail: 'talk', by: 'caller', waitMs: 1, talkMs: 2, operator: 'op1' });
    await post(9);
    expect(await wrapUp(page)).toMatchObject({ callId: '1', state: 'open' });
  });

  test.each([-40_000, 40_000])('A1 the cloud\'s clock is %i ms off: who was cut off returns first in line for ten minutes', async (offMs) => {
    const world = await createWorld(await open());
    const { clock } = world;
    const start = async (callId: string) => world.post(newCall({ callId, startedAtMs: clock.now() + offMs }).batch(), { sentMs: clock.now() + offMs });
    const lost = queued(newCall({ callId: '1', startedAtMs: clock.now() + offMs }))
      .tell({ kind: 'ended', atMs: 2_000, reason: 'unserved', detail: 'operator-lost', by: 'system', waitMs: 1, talkMs: 1, operator: null });
    await world.post(lost.batch(), { sentMs: clock.now() + offMs });
    clock.advance(601_000);
    expect((await start('2')).json()).toMatchObject({ advice: { standing: 'returning' } });
    clock.advance(2_000);
    expect((await start('3')).json()).toEqual({ accepted: 1 });
  });

  test('A1 a save is as old as its page says, whatever the clocks of both machines show', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const save = async (saveId: string, sent: { savedAt: string; agoMs?: number }) => {
      await page.ask('POST /api/calls/:callId/wrap-up/save', { params: { callId: saveId }, body: { saveId, comment: 'т', customerId: null, ...sent } });
      const [row] = await world.database.query<{ ago: number }>('select received_at - saved_at as ago from saves where save_id = $1', [saveId]);
      return row?.ago;
    };
    expect(await save('a', { savedAt: '2020-01-01T00:00:00Z', agoMs: 7_000 })).toBe(7_000);
    expect(await save('b', { savedAt: '2030-01-01T00:00:00Z' })).toBe(0);
  });

  test('A1 who was refused for too many requests waits a minute of a clock that nobody sets', async () => {
    const world = await createWorld(await open());
    const enter = async () => (await world.desk.app.inject({ method: 'POST', url: '/api/session', payload: { token: 'x', cookie: false } })).statusCode;
    for (let asked = 0; asked < 300; asked++) await enter();
    expect(await enter()).toBe(429);
    world.clock.setWall(-DAY_MS);
    world.clock.advance(60_000);
    expect(await enter()).toBe(401);
  });

  test('A1 the cookie is the desk\'s to end: a browser a month ahead still has it', async () => {
    const world = await createWorld(await open());
    const answer = await world.desk.app.inject({ method: 'POST', url: '/api/session', payload: { token: await world.token('op1'), cookie: true } });
    expect(Number(/Max-Age=(\d+)/.exec(String(answer.headers['set-cookie']))?.[1])).toBeGreaterThan(31 * 24 * 3_600);
    expect(answer.json()).toMatchObject({ expiresInMs: 14 * 3_600_000 });
  });

  test('A1 the time of a shared database is followed, told on in between by a clock that nobody sets, and does not flutter', async () => {
    const database = await open();
    const machine = createManualClock();
    const shows = { atMs: NOON, isAway: false };
    const db: Queryable = {
      query: async (sql, values) => {
        if (shows.isAway) throw new Error('away');
        return database.query(sql.replace('clock_timestamp()', `to_timestamp(${shows.atMs} / 1000.0)`), values);
      },
    };
    const clock = await databaseClock(db, machine);
    const later = async (ms: number, toldMs: number) => {
      shows.atMs = toldMs;
      machine.advance(ms);
      await database.query('select 1');
      await new Promise((done) => setImmediate(done));
      return clock.now();
    };
    machine.setWall(DAY_MS);
    expect(await later(999, NOON)).toBe(NOON + 999);
    expect(await later(1, NOON + 800)).toBe(NOON + 1_000);
    expect(await later(1_000, NOON + DAY_MS)).toBe(NOON + DAY_MS);
    expect(await later(1_000, NOON)).toBe(NOON);
    shows.isAway = true;
    expect(await later(5_000, NOON)).toBe(NOON + 5_000);
    clock.stop();
  });
});

test('A1 requests are counted by the minute of a clock that nobody sets', () => {
  const clock = createManualClock();
  const store = new (rateStore(clock))({});
  const count = () => {
    let current = 0;
    const incr: (key: string, done: (error: Error | null, result?: { current: number; ttl: number }) => void, timeWindow: number) => void = store.incr.bind(store);
    incr('one', (_, result) => { current = result?.current ?? 0; }, 60_000);
    return current;
  };
  expect([count(), count()]).toEqual([1, 2]);
  clock.setWall(-DAY_MS);
  clock.advance(59_999);
  expect(count()).toBe(3);
  clock.advance(1);
  expect(count()).toBe(1);
});
