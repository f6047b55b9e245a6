import { expect, test } from 'vitest';
import { MISSED_SQL } from '../../desk/journal/lists';
import { reconcileCalls } from '../../desk/journal/reconcile';
import { abandoned, answered, newCall, offered, offerEnded, queued, talk, type TestCall } from './support/calls';
import { onBothDatabases } from './support/databases';
import { createWorld, type TestPage, type World } from './support/world';

const DAY = { from: '2026-03-10', to: '2026-03-10' };
const missed = async (page: TestPage, scope: 'mine' | 'all', handled: 'no' | 'yes' | 'all' = 'no') =>
  (await page.ask('GET /api/missed', { query: { scope, handled } })).body.items.map(({ callId }) => callId);
const start = (world: World, callId: string): TestCall => queued(newCall({ callId, startedAtMs: world.clock.now() - 60_000 }));

onBothDatabases(({ open }) => {
  test('R41 missed: mine and all, and nothing for colleagues when somebody answered', async () => {
    const world = await createWorld(await open());
    const [first, second] = [await world.signIn('op1'), await world.signIn('op2')];
    await world.post(abandoned(offerEnded(offered(start(world, '1'), 'op1'), 'op1', { cause: 'missed' })).batch());
    await world.post(abandoned(start(world, '2')).batch());
    const passed = offerEnded(offered(start(world, '3'), 'op1'), 'op1', { cause: 'missed' });
    await world.post(passed.batch());
    await talk(world, { callId: '4', operator: 'op2' });
    expect([(await missed(first, 'mine')), (await missed(second, 'mine')), (await missed(second, 'all')).sort()]).toEqual([['1'], [], ['1', '2']]);
  });

  test('a supervisor sees everybody who has not reached an operator, also where the session has told no more than the start', async () => {
    const world = await createWorld(await open());
    await world.post(newCall({ callId: '1', startedAtMs: world.clock.now() - 3_000 }).batch());
    await world.post(offered(start(world, '2'), 'op1').batch());
    await world.post(answered(offered(start(world, '3'), 'op1'), 'op1').batch());
    await world.post(abandoned(start(world, '4')).batch());
    const { body } = await (await world.signIn('chief1')).ask('GET /api/supervisor');
    expect(body.waiting.map(({ callId, phase }) => [callId, phase])).toEqual([['2', 'ringing'], ['1', 'greeting']]);
  });

  test('R41 whom an operator answered and lost, or whose session died, waits to be called back; a talk that was ended does not', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const cutOff = { by: 'system', waitMs: 4_000, talkMs: 9_000, operator: null } as const;
    const answeredCall = (callId: string) => answered(offered(start(world, callId), 'op1'), 'op1');
    await world.post(answeredCall('1').tell({ kind: 'ended', atMs: 60_000, reason: 'unserved', detail: 'operator-lost', ...cutOff }).batch());
    await world.post(answeredCall('2').batch());
    world.clock.advance(600_000);
    await reconcileCalls(world.desk.services, { endedAt: async () => ({ atMs: world.clock.now() }) });
    await world.post(answeredCall('3').tell({ kind: 'ended', atMs: 60_000, reason: 'abandoned', detail: 'queue', ...cutOff, by: 'caller' }).batch());
    await talk(world, { callId: '4', operator: 'op1' });
    expect([(await missed(page, 'all')).sort(), (await missed(page, 'mine')).sort()]).toEqual([['1', '2', '3'], ['1', '2', '3']]);
    await page.ask('POST /api/missed/:callId/handled', { params: { callId: '1' }, body: { handled: true } });
    expect([(await missed(page, 'all')).sort(), await missed(page, 'all', 'yes')]).toEqual([['2', '3'], ['1']]);
  });

  test('the missed list is read by its index, a page at a time, however many calls there are', async () => {
    const world = await createWorld(await open());
    await world.database.query(
      `insert into calls (call_id, franchise, from_raw, to_number, started_at, day, phase, queued, answered, wait_ms, talk_ms, offers, offered_to, reason, last_heard_at)
       select 'c' || n, 'center', '', '', n, '2026-03-10', 'ended', true, n % 2 = 0, 0, 0, '[]', '{}', case when n % 50 = 0 then 'unserved' else 'completed' end, 0
       from generate_series(1, 20000) as n`);
    await world.database.query('analyze calls');
    const plan = JSON.stringify(await world.database.query(
      `explain select c.call_id from calls c where c.franchise = $1 and ${MISSED_SQL} and (c.started_at, c.call_id) < ($2::bigint, $3)
       order by c.started_at desc, c.call_id desc limit 51`, ['center', 15_000, 'x']));
    expect(plan).toMatch(/calls_missed/);
    expect(plan).not.toMatch(/Sort|Seq Scan/);
    const page = await world.signIn('op1');
    expect((await missed(page, 'all')).slice(0, 3)).toEqual(['c20000', 'c19950', 'c19900']);
  });

  test('calling back marks it handled, for everybody, and can be taken back', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await world.post(abandoned(start(world, '1')).batch());
    const mark = (handled: boolean) => page.ask('POST /api/missed/:callId/handled', { params: { callId: '1' }, body: { handled } });
    await mark(true);
    await mark(true);
    const other = await world.signIn('op2');
    expect([await missed(other, 'all'), await missed(other, 'all', 'yes')]).toEqual([[], ['1']]);
    await mark(false);
    expect(await missed(other, 'all')).toEqual(['1']);
  });

  test('my calls come in pages, each call once', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    for (let index = 0; index < 7; index++) await talk(world, { callId: `c${index}`, operator: index === 3 ? 'op2' : 'op1' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await page.ask('GET /api/calls', { query: { scope: 'mine', limit: 2, ...(cursor ? { cursor } : {}) } });
      seen.push(...body.items.map(({ callId }) => callId));
      cursor = body.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(['c6', 'c5', 'c4', 'c2', 'c1', 'c0']);
  });

  test('R43 short abandons are counted apart; both service levels', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await talk(world, { callId: '1', operator: 'op1' });
    await talk(world, { callId: '2', operator: 'op1' });
    await world.post(abandoned(start(world, '3'), 3_000).batch());
    await world.post(abandoned(start(world, '4'), 30_000).batch());
    await world.post(newCall({ callId: '5', startedAtMs: world.clock.now() })
      .tell({ kind: 'ended', atMs: 10, reason: 'closed', detail: 'hours', by: 'system', waitMs: 0, talkMs: 0, operator: null }).batch());
    await world.post(newCall({ callId: '6', startedAtMs: world.clock.now() })
      .tell({ kind: 'ended', atMs: 10, reason: 'abandoned', detail: 'greeting', by: 'caller', waitMs: 0, talkMs: 0, operator: null }).batch());
    await page.ask('POST /api/calls/:callId/wrap-up/cancel', { params: { callId: '1' }, body: {} });
    const { body } = await page.ask('GET /api/figures', { query: DAY });
    expect(body.days).toEqual([{
      day: '2026-03-10', offered: 4, answered: 2, abandoned: 2, abandonedShort: 1, other: 2, serviceLevel: 0.5, serviceLevelWithoutShort: 2 / 3,
      meanWaitMs: Math.round((4_100 + 4_100 + 3_000 + 30_000) / 4), longestWaitMs: 30_000, meanTalkMs: 60_000, meanWrapUpMs: 0,
    }]);
  });

  test('a call belongs to the day of its franchise\'s time zone', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await talk(world, { callId: '1', operator: 'op1', startedAtMs: Date.UTC(2026, 2, 9, 20, 59) });
    await talk(world, { callId: '2', operator: 'op1', startedAtMs: Date.UTC(2026, 2, 9, 21, 0) });
    const { body } = await page.ask('GET /api/figures', { query: { from: '2026-03-01', to: '2026-03-31' } });
    expect(body.days.map(({ day, offered }) => [day, offered])).toEqual([['2026-03-09', 1], ['2026-03-10', 1]]);
  });

  test('the CSV holds every call of the days, and no cell that a spreadsheet would run', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await talk(world, { callId: '1', operator: 'op1' });
    await page.ask('POST /api/calls/:callId/wrap-up/save', {
      params: { callId: '1' }, body: { saveId: 's', comment: '=HYPERLINK("http://evil";"x")\n@SUM(1),+cmd|x,вторая, -5 строка', customerId: null, savedAt: '2026-03-10T09:00:00Z' } });
    const { raw, body } = await page.ask('GET /api/export/calls.csv', { query: DAY });
    expect(raw.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(body.split('\r\n')[1]).toContain('1;2026-03-10T08:58:55.000Z;+79161234567;+74951234567;completed;talk;caller;4,0;60,0;op1;');
    expect(body).toContain('"\'=HYPERLINK(""http://evil"";""x"")\n\'@SUM(1),\'+cmd|x,вторая, -5 строка"');
  });

  test('the page «Интеграция»: numbers, whether live, the last call', async () => {
    const askAccount = async () => ({ money: { balance: 0, currency: null, frozen: false }, numbers: { '+74951234567': { trouble: 'elsewhere' as const, nextCharge: null } } });
    const world = await createWorld(await open(), { askAccount });
    await talk(world, { callId: '1', operator: 'op1' });
    const { body } = await (await world.signIn('op1')).ask('GET /api/integration');
    expect(body.numbers).toEqual([{ number: '+74951234567', live: 'no', why: 'elsewhere', lastCallAt: '2026-03-10T08:58:55.000Z' }]);
  });
});
