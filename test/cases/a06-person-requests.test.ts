import { expect, test } from 'vitest';
import type { PersonRequest } from '../../contracts/desk-persons';
import { eraseCustomer } from '../../desk/care/erase-customer';
import { exportPerson } from '../../desk/care/export-person';
import { tryPerson } from '../../desk/care/person-job';
import { claimPerson, TRY_HELD_MS } from '../../desk/care/person-requests';
import type { Database } from '../../desk/database/port';
import type { DeskOptions } from '../../desk/desk';
import { completed, answered, newCall, offered, queued } from '../desk/support/calls';
import { onBothDatabases } from '../desk/support/databases';
import { createWorld, type TestPage, type World } from '../desk/support/world';

const ANNA = '+79161234567';
const record = (callId: string): string => `https://storage.voximplant.com/records/${callId}.mp3`;
const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

/** A cloud that holds recordings and stored events, and answers as a test says. */
function createCloud() {
  const cloud = {
    records: new Set<string>(),
    stored: new Map<string, string>(),
    asked: 0,
    answer: (): Promise<void> => Promise.resolve(),
    options: {} as Partial<DeskOptions>,
  };
  const items = {
    keys: async (prefix: string) => { await cloud.answer(); return [...cloud.stored.keys()].filter((key) => key.startsWith(prefix)); },
    value: async (key: string) => cloud.stored.get(key),
    remove: async (key: string) => { cloud.stored.delete(key); },
  };
  cloud.options = {
    removeRecord: async (address) => { cloud.asked++; await cloud.answer(); cloud.records.delete(address); },
    storedItems: async () => items,
  };
  return cloud;
}
const fails = (why: string) => () => Promise.reject(new Error(why));

/** Anna's call with a recording, in desk and cloud, and what its session could not deliver. */
async function called(world: World, cloud: ReturnType<typeof createCloud>, callId = 'in'): Promise<void> {
  const call = completed(answered(offered(queued(newCall({ callId, from: ANNA, startedAtMs: world.clock.now() - 65_000 })), 'op1'), 'op1'), 'op1');
  const last = call.events.at(-1);
  if (last?.kind === 'ended') last.records = [record(callId)];
  cloud.records.add(record(callId));
  cloud.stored.set(`out:${callId}:1`, '{}').set('out:late:1', `{"from":"${ANNA}"}`).set('out:other:1', '{"from":"+79990000000"}');
  await world.post(call.batch());
}

type Who = { number?: string; customerId?: string };
const ask = (page: TestPage, [requestId, kind]: [requestId: string, kind: 'erase' | 'export'], who: Who = { number: '8 (916) 123-45-67' }) =>
  page.ask('POST /api/person-requests', { body: { requestId, kind, ...who } });
const told = async (page: TestPage, requestId: string): Promise<PersonRequest> =>
  (await page.ask('GET /api/person-requests/:requestId', { params: { requestId } })).body;
const fetched = (page: TestPage, requestId: string) => page.ask('GET /api/person-requests/:requestId/document', { params: { requestId } });

async function traces(database: Database): Promise<string[]> {
  const tables = await database.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await database.query(`select 1 from ${name} t where regexp_replace(t::text, '[^0-9a-z]', '', 'g') like '%9161234567%' limit 1`);
    if (row) found.push(name);
  }
  return found.sort();
}

onBothDatabases(({ name, open }) => {
  test('A6 a person is erased by a job that is asked for, seen under way, and ends in a protocol without the person', async () => {
    const cloud = createCloud();
    const world = await createWorld(await open(), cloud.options);
    const page = await world.signIn('chief1');
    await called(world, cloud);
    expect((await ask(page, ['p', 'erase'])).body).toMatchObject({ state: 'asked', askedBy: 'chief1', number: '8916•••4567', protocol: null, nextTryInMs: 0 });
    await world.desk.tick();
    expect(await told(page, 'p')).toMatchObject({
      state: 'done', why: null, nextTryInMs: null, documentForMs: null,
      protocol: { calls: 1, recordings: 1, recordingsLeft: 0, cloud: { recordings: { removed: 1, failed: [] }, storedEvents: 2 } },
    });
    expect([[...cloud.records], [...cloud.stored.keys()], await traces(world.database)]).toEqual([[], ['out:other:1'], []]);
    // Asked again, it is the same request; nobody else's id is taken.
    expect((await ask(page, ['p', 'erase'])).body.state).toBe('done');
    expect((await ask(page, ['p', 'export'])).status).toBe(409);
    expect((await page.ask('GET /api/person-requests')).body.requests.map(({ requestId }) => requestId)).toEqual(['p']);
    expect(world.logged()).not.toContain('9161234567');
  });

  test('A6 a cloud that fails is asked again after 1, 2, 4 … minutes, says why meanwhile, and keeps no other request waiting', async () => {
    const cloud = createCloud();
    const world = await createWorld(await open(), cloud.options);
    const page = await world.signIn('chief1');
    await called(world, cloud);
    cloud.answer = fails(`503 for ${ANNA}`);
    await ask(page, ['p', 'erase']);
    await ask(page, ['q', 'export'], { number: '+7 999 000-00-00' });
    for (const minutes of [1, 2, 4]) {
      await world.desk.tick();
      expect(await told(page, 'p')).toMatchObject({ state: 'running', why: '503 for +7916•••4567', nextTryInMs: minutes * MINUTE_MS, protocol: { calls: 1, recordings: 1, recordingsLeft: 1 } });
      world.clock.advance(minutes * MINUTE_MS - 1);
      await world.desk.tick();
      expect((await told(page, 'p')).nextTryInMs).toBe(1);
      world.clock.advance(1);
    }
    expect((await told(page, 'q')).state).toBe('done');
    cloud.answer = () => Promise.resolve();
    await world.desk.tick();
    await expect.poll(async () => { world.clock.advance(MINUTE_MS); await world.desk.tick(); return (await told(page, 'p')).state; }).toBe('done');
    expect([await traces(world.database), [...cloud.records]]).toEqual([[], []]);
  });

  test('A6 recordings that stay are named until they are gone, and the calls are erased only once', async () => {
    const cloud = createCloud();
    const world = await createWorld(await open(), { ...cloud.options, removeRecord: fails('HTTP 403') });
    const page = await world.signIn('chief1');
    await called(world, cloud);
    await ask(page, ['p', 'erase']);
    await world.desk.tick();
    expect(await told(page, 'p')).toMatchObject({
      state: 'running', why: 'HTTP 403', nextTryInMs: MINUTE_MS,
      protocol: { calls: 1, recordings: 1, recordingsLeft: 1, cloud: { recordings: { removed: 0, failed: [{ attempts: 1, why: 'HTTP 403' }] }, storedEvents: 2 } },
    });
    await world.desk.close();
    // The next desk on this database has an account that lets it.
    const next = await createWorld(world.database, { ...cloud.options, clock: world.clock });
    await expect.poll(async () => { world.clock.advance(MINUTE_MS); await next.desk.tick(); return (await told(await next.signIn('chief1'), 'p')).state; }).toBe('done');
    expect((await told(await next.signIn('chief1'), 'p')).protocol).toMatchObject({ calls: 1, recordingsLeft: 0, cloud: { recordings: { removed: 1, failed: [] }, storedEvents: 2 } });
  });

  test('A6 of two desks one tries; what it leaves in the middle the other ends, when the cloud hangs and when the desk is gone', async () => {
    const cloud = createCloud();
    const world = await createWorld(await open(), cloud.options);
    const other = await createWorld(world.database, { ...cloud.options, clock: world.clock });
    const page = await world.signIn('chief1');
    await called(world, cloud);
    let hung: () => void = () => undefined;
    const isHung = new Promise<void>((resolve) => { hung = resolve; });
    cloud.answer = () => { hung(); return new Promise(() => undefined); };
    await ask(page, ['p', 'erase']);
    void world.desk.tick();
    await isHung;
    cloud.answer = () => Promise.resolve();
    await other.desk.tick();
    expect(await told(page, 'p')).toMatchObject({ state: 'running', why: null, protocol: { calls: 1, recordingsLeft: 1 } });
    expect(cloud.asked).toBe(1);
    world.clock.advance(2 * MINUTE_MS);
    await expect.poll(async () => (await told(page, 'p')).why).toBe('It did not end within 2 minutes.');
    await expect.poll(async () => { world.clock.advance(MINUTE_MS); await other.desk.tick(); return (await told(page, 'p')).state; }).toBe('done');
    expect([(await told(page, 'p')).protocol, [...cloud.records]]).toMatchObject([{ calls: 1, recordingsLeft: 0 }, []]);
    // A desk that was killed within a try notes nothing of it: after three minutes it is another's.
    await called(world, cloud, 'again');
    await ask(page, ['killed', 'erase']);
    await world.database.query("update person_requests set next_at = next_at + 180000, attempts = 1, state = 'running' where request_id = 'killed'");
    world.clock.advance(3 * MINUTE_MS - 1);
    await other.desk.tick();
    expect((await told(page, 'killed')).state).toBe('running');
    world.clock.advance(1);
    await other.desk.tick();
    expect(await told(page, 'killed')).toMatchObject({ state: 'done', protocol: { calls: 1 } });
  });

  test('A6 a try that another desk has begun anew erases nothing and ends nothing', async () => {
    const cloud = createCloud();
    const world = await createWorld(await open(), cloud.options);
    const page = await world.signIn('chief1');
    await called(world, cloud);
    await ask(page, ['p', 'erase']);
    const { database: db, clock, config } = world;
    const claim = () => claimPerson(db, { nowMs: clock.now(), hasAccount: false });
    const slept = await claim();
    world.clock.advance(TRY_HELD_MS - 1);
    expect(await claim()).toBeUndefined();
    world.clock.advance(1);
    const other = await claim();
    if (!slept || !other) throw new Error('Both took it, one after the other.');
    const before = await traces(db);
    const parts = { db, clock, config, account: null };
    await expect(tryPerson(parts, slept)).rejects.toThrow('Another desk has begun this request since.');
    expect([await traces(db), (await told(page, 'p')).state]).toEqual([before, 'running']);
    await tryPerson(parts, other);
    expect([await traces(db), await told(page, 'p')]).toMatchObject([['person_requests'], { protocol: { calls: 1, recordings: 1 } }]);
  });

  // PGlite has one connection: nobody is erased meanwhile.
  if (name === 'PostgreSQL') test('A6 who is being exported is erased only after it, and the export with them', async () => {
    const db = await open();
    const asked = { franchise: 'center', region: 'RU', number: ANNA };
    const order: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    await new Promise<void>((reached) => {
      void exportPerson(db, asked, async () => { reached(); await held; order.push('exported'); });
    });
    const erased = eraseCustomer(db, { ...asked, atMs: 0 }, async () => void order.push('erased'));
    const waits = 'select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())';
    await expect.poll(async () => order.length > 0 || (await db.query(waits)).length > 0).toBe(true);
    release();
    await erased;
    expect(order).toEqual(['exported', 'erased']);
  });

  test('A6 without the account the desk erases its own, says what the recordings wait for, and a desk with the key ends it', async () => {
    const cloud = createCloud();
    const world = await createWorld(await open());
    const page = await world.signIn('chief1');
    await called(world, cloud);
    await ask(page, ['p', 'erase']);
    for (let time = 0; time < 2; time++) { await world.desk.tick(); world.clock.advance(MINUTE_MS); }
    expect(await told(page, 'p')).toMatchObject({ state: 'running', why: expect.stringContaining("wait for a desk that has the account's key") as string, protocol: { calls: 1, recordingsLeft: 1, cloud: null } });
    const keyed = await createWorld(world.database, { ...cloud.options, clock: world.clock });
    await keyed.desk.tick();
    expect(await told(page, 'p')).toMatchObject({ state: 'done', protocol: { recordingsLeft: 0, cloud: { storedEvents: 2 } } });
    // Where nothing lies in the cloud there is nothing to wait for.
    await ask(page, ['nobody', 'erase'], { number: '+79990000001' });
    await world.desk.tick();
    expect(await told(page, 'nobody')).toMatchObject({ state: 'done', protocol: { calls: 0, recordings: 0 } });
  });

  test('A6 an export is for whoever asked, for a day, and goes with the person', async () => {
    const cloud = createCloud();
    const world = await createWorld(await open(), cloud.options);
    const [page, stranger, operator] = [await world.signIn('chief1'), await world.signIn('chief2'), await world.signIn('op1')];
    await called(world, cloud);
    const forbidden = await Promise.all([ask(operator, ['x', 'export']), fetched(operator, 'x'), told(operator, 'x')]);
    expect([forbidden[0].status, forbidden[1].status, forbidden[2]]).toEqual([403, 403, expect.objectContaining({ code: 'forbidden' })]);
    await ask(page, ['p', 'export']);
    expect((await fetched(page, 'p')).status).toBe(404);
    await world.desk.tick();
    expect(await told(page, 'p')).toMatchObject({ state: 'done', protocol: null, documentForMs: DAY_MS });
    expect((await fetched(page, 'p')).body.tables['calls']).toMatchObject([{ call_id: 'in', from_number: ANNA }]);
    expect((await fetched(page, 'p')).raw.headers['cache-control']).toBe('no-store');
    expect([(await fetched(stranger, 'p')).status, (await stranger.ask('GET /api/person-requests')).body]).toEqual([404, { requests: [] }]);
    await world.database.query("update person_requests set asked_by = 'chief9'");
    expect([(await fetched(page, 'p')).status, (await ask(page, ['p', 'export'])).status]).toEqual([404, 409]);
    await world.database.query("update person_requests set asked_by = 'chief1'");
    world.clock.advance(DAY_MS - 1);
    const later = await world.signIn('chief1');
    expect((await fetched(later, 'p')).status).toBe(200);
    world.clock.advance(1);
    expect((await fetched(later, 'p')).status).toBe(404);
    await world.desk.tick();
    expect(await traces(world.database).then((found) => found.includes('person_requests'))).toBe(false);
    await ask(later, ['again', 'export']);
    await world.desk.tick();
    await ask(later, ['gone', 'erase']);
    await world.desk.tick();
    expect([(await fetched(later, 'again')).status, (await told(later, 'again')).documentForMs, await traces(world.database)]).toEqual([404, null, []]);
  });

  test('A6 what cannot be meant fails at once or for good, with the reason', async () => {
    const world = await createWorld(await open(), createCloud().options);
    const page = await world.signIn('chief1');
    for (const saveId of ['one', 'two']) await page.ask('POST /api/customers', { body: { saveId, name: 'Иванова', numbers: [{ number: ANNA }] } });
    const refused = [await ask(page, ['a', 'erase'], {}), await ask(page, ['b', 'erase'], { number: 'anonymous' }), await ask(page, ['c', 'erase'], { customerId: 'a\u0000' }), await ask(page, ['d d', 'erase'])];
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    await ask(page, ['p', 'erase']);
    await world.desk.tick();
    expect(await told(page, 'p')).toMatchObject({ state: 'failed', nextTryInMs: null, protocol: null, why: expect.stringContaining('Say which one is meant') as string });
    expect((await page.ask('GET /api/person-requests/:requestId', { params: { requestId: 'none' } })).status).toBe(404);
    expect(await world.database.query("select who, document, rest from person_requests")).toEqual([{ who: null, document: null, rest: null }]);
    world.clock.advance(400 * DAY_MS);
    await world.desk.tick();
    expect(await world.database.query('select 1 from person_requests')).toEqual([]);
  });

  test('A6 a database whose time is set back or ahead by a day keeps a document for a day and a try on time', async () => {
    const cloud = createCloud();
    const world = await createWorld(await open(), cloud.options);
    const page = await world.signIn('chief1');
    await called(world, cloud);
    await ask(page, ['p', 'export']);
    await world.desk.tick();
    cloud.answer = fails('HTTP 500');
    await ask(page, ['q', 'erase'], { number: '+79990000000' });
    await world.desk.tick();
    world.clock.setShared(-30 * DAY_MS);
    await world.desk.tick();
    expect((await told(page, 'p')).documentForMs).toBeLessThanOrEqual(DAY_MS);
    expect((await told(page, 'q')).nextTryInMs).toBeLessThanOrEqual(6 * 60 * MINUTE_MS);
  });
});
