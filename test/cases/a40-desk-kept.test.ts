import { expect, test } from 'vitest';
import { eraseCustomer } from '../../desk/care/erase-customer';
import { exportPerson } from '../../desk/care/export-person';
import { findPerson } from '../../desk/care/person';
import type { Database } from '../../desk/database/port';
import { abandoned, newCall, queued, talk } from '../desk/support/calls';
import { onPglite } from '../desk/support/databases';
import { createWorld, type World } from '../desk/support/world';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What the desk forgets by itself: when it may not be gone yet, and when it must be. */
const FORGOTTEN: { what: string; make: (world: World) => Promise<unknown>; keptMs: number; goneMs: number; left: string }[] = [
  { what: 'nonces', make: (world) => world.post(newCall({ callId: '1', startedAtMs: 0 }).batch(), { nonce: 'once' }), keptMs: 119_000, goneMs: 4 * MINUTE_MS, left: 'select nonce from nonces' },
  { what: 'sessions', make: (world) => world.signIn('op1'), keptMs: 59 * MINUTE_MS, goneMs: 121 * MINUTE_MS, left: 'select operator from sessions' },
  {
    what: 'calls that are too old', make: (world) => talk(world, { callId: '1', operator: 'op1', startedAtMs: world.clock.now() }),
    keptMs: 30 * DAY_MS - MINUTE_MS, goneMs: 30 * DAY_MS + 61 * MINUTE_MS, left: 'select call_id from calls union select call_id from call_events union select call_id from wrap_ups',
  },
  {
    what: 'what was erased', make: ({ database, clock }) => database.query("insert into erased_calls (franchise, call_id, at) values ('center', '1', $1)", [clock.now()]),
    keptMs: 30 * DAY_MS - MINUTE_MS, goneMs: 30 * DAY_MS + 61 * MINUTE_MS, left: 'select call_id from erased_calls',
  },
];

onPglite(({ open }) => {
  test.each(FORGOTTEN)('A40 $what are kept as long as they count, and no longer', async ({ make, keptMs, goneMs, left }) => {
    const world = await createWorld(await open());
    await make(world);
    const after = async (ms: number): Promise<number> => {
      world.clock.advance(ms);
      await world.desk.tick();
      return (await world.database.query(left)).length;
    };
    await world.desk.tick();
    expect(await after(keptMs)).toBe(1);
    world.clock.advance(goneMs - keptMs);
    await expect.poll(() => after(MINUTE_MS)).toBe(0);
  });

  test('A40 a batch that is replayed after the desk cleared up is refused as long as its signature holds', async () => {
    const world = await createWorld(await open());
    const batch = newCall({ callId: '1', startedAtMs: 0 }).batch();
    const sentMs = world.clock.now() + MINUTE_MS - 1;
    const replay = async () => (await world.post(batch, { nonce: 'once', sentMs })).statusCode;
    expect(await replay()).toBe(200);
    for (let second = 0; second < 119; second += 17) {
      world.clock.advance(17_000);
      await world.desk.tick();
      expect(await replay()).toBe(401);
    }
    expect(world.logged()).toContain('replayed');
  });

  test('A40 who is signed in elsewhere stays so when others are forgotten', async () => {
    const world = await createWorld(await open());
    await world.signIn('op1');
    await world.desk.tick();
    world.clock.advance(50 * MINUTE_MS);
    const page = await world.signIn('op2');
    world.clock.advance(11 * MINUTE_MS);
    await expect.poll(async () => { await world.desk.tick(); return world.database.query('select operator from sessions'); }).toEqual([{ operator: 'op2' }]);
    expect((await page.ask('GET /api/me')).body.operator).toBe('op2');
  });

  /** How a number may stand in a call, and by which it is asked for; the region's own is +7. */
  test.each([
    ['whole', { from: '+79161234567', fromRaw: '79161234567' }, '8 (916) 123-45-67', true],
    ['as the network wrote it', { from: null, fromRaw: '89161234567' }, '+79161234567', true],
    ['without area code', { from: null, fromRaw: '1234567' }, '1234567', true],
    ['in words', { from: null, fromRaw: 'Вася 8 916 123 45 67' }, '+7 916 123-45-67', true],
    ["somebody else's with the same end", { from: '+74951234567', fromRaw: '+74951234567' }, '+79161234567', false],
    ['a short one, of nobody', { from: null, fromRaw: '4567' }, '+79161234567', false],
    ['none', { from: null, fromRaw: 'anonymous' }, '+79161234567', false],
  ])('A40 a number that is %s is %j: exported and erased by %s: %s', async (...[, caller, asked, isTheirs]) => {
    const world = await createWorld(await open());
    await world.post(abandoned(queued(newCall({ callId: '1', startedAtMs: world.clock.now(), ...caller }))).batch());
    const who = { franchise: 'center', region: 'RU', number: asked };
    expect((await exportPerson(world.database, who)).tables['calls']?.length ?? 0).toBe(isTheirs ? 1 : 0);
    expect((await eraseCustomer(world.database, { ...who, atMs: 1 })).calls).toBe(isTheirs ? 1 : 0);
    expect(await world.database.query('select call_id from calls')).toHaveLength(isTheirs ? 0 : 1);
  });

  test('A40 an erased call stays erased: what comes late of it is not kept, in any table', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const call = await talk(world, { callId: '1', operator: 'op1' });
    await eraseCustomer(world.database, { franchise: 'center', region: 'RU', number: '+79161234567', atMs: world.clock.now() });
    await world.post(call.batch());
    const params = { callId: '1' };
    await page.ask('PUT /api/calls/:callId/draft', { params, body: { comment: 'поздно', customerId: null, revision: 1 } });
    await page.ask('POST /api/calls/:callId/wrap-up/save', { params, body: { saveId: 's', comment: 'поздно', customerId: null, savedAt: '2026-03-10T09:00:00Z' } });
    await page.ask('POST /api/calls/:callId/offer', { params, body: { reportId: 'r', offerId: null, kind: 'missed' } });
    for (const table of ['calls', 'call_events', 'call_entries', 'drafts', 'saves', 'comments', 'offer_reports']) {
      expect(await world.database.query(`select * from ${table}`), table).toEqual([]);
    }
  });

  test('A40 a person is known by every number of every customer and hit, and by no call of others', async () => {
    const database: Database = await open();
    const world = await createWorld(database);
    const page = await world.signIn('op1');
    const numbers = [{ number: '8 916 123-45-67, 8 903 765-43-21' }, { number: 'мама 5551234' }];
    const { body } = await page.ask('POST /api/customers', { body: { name: 'Анна', note: '', numbers, saveId: 'c' } });
    for (const [callId, from] of Object.entries({ own: '+79161234567', other: '+79037654321', chosen: '+79990000001', stranger: '+79990000002' })) {
      await talk(world, { callId, operator: 'op1', from });
    }
    await page.ask('PUT /api/calls/:callId/customer', { params: { callId: 'chosen' }, body: { customerId: body.id } });
    const who = { franchise: 'center', region: 'RU' };
    for (const asked of [{ customerId: body.id }, { number: '8 903 765 43 21' }, { number: '+7 (916) 123-45-67' }]) {
      expect((await findPerson(database, { ...who, ...asked })).callIds.sort()).toEqual(['chosen', 'other', 'own']);
    }
  });
});
