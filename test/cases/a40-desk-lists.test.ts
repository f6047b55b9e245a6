import { expect, test } from 'vitest';
import { addSampleCustomers } from '../../desk/sample/add-sample';
import { talk, newCall, queued } from '../desk/support/calls';
import { onPglite } from '../desk/support/databases';
import { sampleConfig, sampleFranchise } from '../desk/support/sample-config';
import { createWorld, type TestPage, type World } from '../desk/support/world';

/** More than any list shows at once, and as many as it must. */
const MANY = 260;

/** Calls of one day, a second apart, the later the higher; `c000` is the earliest. */
async function addCalls(world: World, columns: Record<string, string> = {}): Promise<void> {
  const given = { reason: "'abandoned'", detail: "'queue'", ended_by: "'caller'", operator: 'null', phase: "'ended'", answered: 'false', ...columns };
  await world.database.query(
    `insert into calls (call_id, franchise, from_number, from_raw, to_number, started_at, day, queued, answer_wait_ms, wait_ms, talk_ms, offers, offered_to, last_heard_at, ${Object.keys(given).join(', ')})
     select 'c' || lpad(n::text, 3, '0'), 'center', '+7916' || lpad(n::text, 7, '0'), '', '+74951234567', $1::bigint + n * 1000, '2026-03-10', true, null, 1500, 0, '[]', '{op1}', 0, ${Object.values(given).join(', ')}
     from generate_series(0, ${MANY - 1}) as n`, [world.clock.now() - 3_600_000]);
}
const names = (from: number, count: number, step = -1) => Array.from({ length: count }, (_, index) => `c${String(from + step * index).padStart(3, '0')}`);
const idsOf = (items: readonly { callId: string }[]) => items.map(({ callId }) => callId);
const exported = async (page: TestPage, query = { from: '2026-03-10', to: '2026-03-10' }) => (await page.ask('GET /api/export/calls.csv', { query })).body.split('\r\n');

onPglite(({ open }) => {
  test('A40 a list gives fifty where nothing is asked, as many as asked, and the rest page by page', async () => {
    const world = await createWorld(await open());
    await addCalls(world);
    const page = await world.signIn('op1');
    const lists = {
      calls: (query: object) => page.ask('GET /api/calls', { query: { scope: 'all', ...query } }),
      mine: (query: object) => page.ask('GET /api/calls', { query: { scope: 'mine', ...query } }),
      missed: (query: object) => page.ask('GET /api/missed', { query: { scope: 'all', handled: 'no', ...query } }),
    };
    for (const [name, ask] of Object.entries(lists)) {
      const first = (await ask({})).body;
      expect(idsOf(first.items), name).toEqual(names(MANY - 1, 50));
      const second = (await ask({ cursor: first.next, limit: 200 })).body;
      expect(idsOf(second.items), name).toEqual(names(MANY - 51, 200));
      const third = (await ask({ cursor: second.next })).body;
      expect([idsOf(third.items), third.next], name).toEqual([names(MANY - 251, 10), null]);
    }
    expect([(await lists.calls({ limit: 201 })).status, (await lists.calls({ limit: 0 })).status]).toEqual([400, 400]);
    expect((await (await world.signIn('op2')).ask('GET /api/calls', { query: { scope: 'mine' } })).body.items).toEqual([]);
    expect((await (await world.signIn('op4')).ask('GET /api/calls', { query: { scope: 'all' } })).body.items).toEqual([]);
  });

  test('A40 a file of calls holds every call of the days asked for, both days included, in their order', async () => {
    const world = await createWorld(await open());
    await addCalls(world);
    for (const [callId, day] of [['before', '2026-03-09'], ['after', '2026-03-11']] as const) {
      await talk(world, { callId, operator: 'op1' });
      await world.database.query('update calls set day = $2, started_at = started_at - 86400000 where call_id = $1', [callId, day]);
    }
    const page = await world.signIn('op1');
    const lines = await exported(page);
    expect(lines[0]).toBe('\ufeffcall;started;from;to;reason;detail;ended by;wait seconds;talk seconds;operator;customer;comment;handled by');
    expect(lines.slice(1).map((line) => line.split(';')[0])).toEqual([...names(0, MANY, 1), '']);
    expect(lines[1]).toBe('c000;2026-03-10T08:00:00.000Z;+79160000000;+74951234567;abandoned;queue;caller;1,5;0,0;;;;');
    expect((await exported(page, { from: '2026-03-09', to: '2026-03-11' })).length).toBe(MANY + 4);
    expect(await exported(await world.signIn('op4'))).toHaveLength(2);
    expect((await page.ask('GET /api/export/calls.csv', { query: { from: '2026-03-11', to: '2026-03-10' } })).status).toBe(400);
  });

  test('A40 a cell of a file is quoted, defused and parted as the region reads it', async () => {
    const franchises = (region: string) => ({ center: sampleFranchise('center', '+74951234567', { region }), north: sampleFranchise('north', '+78121234567') });
    const read = async (region: string, comment: string) => {
      const world = await createWorld(await open(), { config: sampleConfig({ franchises: franchises(region) }) });
      const page = await world.signIn('op1');
      await talk(world, { callId: '1', operator: 'op1' });
      await page.ask('POST /api/calls/:callId/wrap-up/save', { params: { callId: '1' }, body: { saveId: 's', comment, customerId: null, savedAt: '2026-03-10T09:00:00Z' } });
      await page.ask('POST /api/missed/:callId/handled', { params: { callId: '1' }, body: { handled: true } });
      return (await exported(page)).slice(1, -1).join('\r\n').split(/completed.talk.caller./)[1];
    };
    const cells: [string, string, string][] = [
      ['RU', 'просто', '4,0;60,0;op1;;просто;op1'], ['US', 'plain', '4.0,60.0,op1,,plain,op1'], ['DE', 'a;b', '4,0;60,0;op1;;"a;b";op1'],
      ['US', 'a,b "c"', '4.0,60.0,op1,,"a,b ""c""",op1'], ['RU', '-5', '4,0;60,0;op1;;-5;op1'], ['RU', '+7,5', '4,0;60,0;op1;;+7,5;op1'],
      ['RU', '-5x', "4,0;60,0;op1;;'-5x;op1"], ['US', '1,5', '4.0,60.0,op1,,"1,5",op1'],
      ['RU', 'x\n=1;@y', `4,0;60,0;op1;;"x\n'=1;'@y";op1`], ['RU', '\t=1', "4,0;60,0;op1;;'\t=1;op1"],
    ];
    for (const [region, comment, row] of cells) expect(await read(region, comment), comment).toBe(row);
  });

  test('A40 comments of several, of somebody else, and hidden ones in a file', async () => {
    const world = await createWorld(await open());
    const [one, two, chief] = [await world.signIn('op1'), await world.signIn('op2'), await world.signIn('chief1')];
    await talk(world, { callId: '1', operator: 'op1' });
    const save = (page: TestPage, saveId: string) => page.ask('POST /api/calls/:callId/wrap-up/save', {
      params: { callId: '1' }, body: { saveId, comment: `текст ${saveId}`, customerId: null, savedAt: '2026-03-10T09:00:00Z' } });
    const hide = (commentId: string) => chief.ask('POST /api/calls/:callId/comments/:commentId/hide', { params: { callId: '1', commentId }, body: { hidden: true } });
    await save(two, 'b');
    expect((await exported(chief))[1]).toMatch(/;Оператор op2: текст b;$/);
    await save(one, 'a');
    expect((await exported(chief)).slice(1, 2).join()).toMatch(/;"Оператор op2: текст b\nОператор op1: текст a";$/);
    await hide('b');
    expect((await exported(chief))[1]).toMatch(/;op1;;текст a;$/);
    await hide('a');
    expect((await exported(chief))[1]).toMatch(/;op1;;;$/);
  });

  test('A40 a call’s page tells all that happened, in order; a customer’s all calls; a franchise all its numbers', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const call = queued(newCall({ callId: '1', startedAtMs: world.clock.now() }));
    for (let index = 0; index < 60; index++) call.tell({ kind: 'offered', atMs: 2_000 + index * 10, offerId: `o${index}`, operator: 'op1' });
    await world.post(call.batch());
    for (let index = 0; index < 12; index++) await page.ask('PUT /api/calls/:callId/customer', { params: { callId: '1' }, body: { customerId: null } });
    const { body } = await page.ask('GET /api/calls/:callId', { params: { callId: '1' } });
    expect([body.offers.length, body.timeline.length, body.timeline.map(({ atMs }) => atMs)]).toEqual([60, 74, body.timeline.map(({ atMs }) => atMs).sort((a, b) => a - b)]);
    for (let index = 0; index < 70; index++) await page.ask('PUT /api/listed-numbers', { body: { number: `+7916000${1_000 + index}`, list: 'blocked', note: `n${index}` } });
    expect((await page.ask('GET /api/listed-numbers')).body.numbers).toHaveLength(70);
    expect(await addSampleCustomers(world.database, world)).toBeGreaterThan(300);
    const [customer] = await world.database.query<{ customer_id: string }>("select customer_id from customers where franchise = 'center' limit 1");
    await addCalls(world, { operator: "'op1'" });
    await world.database.query(`insert into choices (franchise, call_id, customer_id, operator, at) select 'center', call_id, $1, 'op1', 1 from calls where call_id <> '1'`, [customer?.customer_id ?? '']);
    const shown = (await page.ask('GET /api/customers/:customerId', { params: { customerId: customer?.customer_id ?? '' } })).body;
    expect([idsOf(shown.calls), shown.moreCalls]).toEqual([names(MANY - 1, 100), MANY - 100]);
  });

  test('A40 everybody who waits is seen, the longest first; callbacks come fifty at a time', async () => {
    const world = await createWorld(await open());
    await addCalls(world, { reason: 'null', phase: "'waiting'" });
    const chief = await world.signIn('chief1');
    expect(idsOf((await chief.ask('GET /api/supervisor')).body.waiting)).toEqual(names(0, 200, 1));
    await world.database.query(
      `insert into callbacks (franchise, call_id, number, called_at, requested_at, times, done_by, done_at)
       select 'center', call_id, from_number, started_at, started_at, 1, case when started_at % 2000 = 0 then 'op1' end, case when started_at % 2000 = 0 then started_at end from calls`);
    const pages = async (state: 'open' | 'done') => {
      const sizes: number[] = [];
      const all: string[] = [];
      for (let cursor: string | null = '0~0'; cursor !== null;) {
        const { body }: Awaited<ReturnType<typeof chief.ask<'GET /api/callbacks'>>> = await chief.ask('GET /api/callbacks', { query: { state, ...(cursor === '0~0' ? {} : { cursor }) } });
        sizes.push(body.items.length);
        all.push(...idsOf(body.items));
        cursor = body.next;
      }
      return { sizes, all };
    };
    expect(await pages('open')).toEqual({ sizes: [50, 50, 30], all: names(1, 130, 2) });
    expect(await pages('done')).toEqual({ sizes: [50, 50, 30], all: names(258, 130, -2) });
  });
});
