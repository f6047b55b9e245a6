import { expect, test } from 'vitest';
import { checkTicket } from '../../contracts/outbound-ticket';
import { hmacSha256Hex } from '../../desk/sign-in/one-time-key';
import { abandoned, newCall, offered, queued, talk, type TestCall } from './support/calls';
import { onBothDatabases } from './support/databases';
import { goLive } from './support/live-page';
import { createWorld, type TestPage, type World } from './support/world';

const ANNA = '+79161234567';
interface Asks { callId: string; from?: string; startedAgoMs?: number; franchise?: string }

/** A caller who asked to be called back. */
async function askBack(world: World, { callId, from = ANNA, startedAgoMs = 60_000, franchise = 'center' }: Asks): Promise<TestCall> {
  const call = queued(newCall({ callId, from, franchise, startedAtMs: world.clock.now() - startedAgoMs }));
  call.tell({ kind: 'ended', atMs: 30_000, reason: 'callback', detail: 'requested', by: 'system', waitMs: 29_000, talkMs: 0, operator: null });
  await world.post(call.batch());
  return call;
}
const listed = async (page: TestPage, state: 'open' | 'done' = 'open') => (await page.ask('GET /api/callbacks', { query: { state } })).body.items;
const start = (world: World, callId: string, from = ANNA) => world.post(newCall({ callId, from, startedAtMs: world.clock.now() }).batch());
const adviceOf = async (world: World, callId: string, from = ANNA): Promise<unknown> =>
  (await start(world, callId, from)).json<{ advice?: unknown }>().advice;

onBothDatabases(({ open }) => {
  test('callbacks come in the order of the first calls, one for a number however often it asks', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await askBack(world, { callId: 'b', startedAgoMs: 50_000, from: '+79030000002' });
    const first = await askBack(world, { callId: 'a', startedAgoMs: 90_000 });
    await askBack(world, { callId: 'c', startedAgoMs: 10_000 });
    await world.post(first.batch());
    expect((await listed(page)).map(({ callId, number, times }) => [callId, number, times])).toEqual([['a', ANNA, 2], ['b', '+79030000002', 1]]);
    const { body } = await page.ask('GET /api/callbacks', { query: { state: 'open', limit: 1 } });
    const next = await page.ask('GET /api/callbacks', { query: { state: 'open', limit: 1, cursor: body.next ?? '' } });
    expect([body.items.map(({ callId }) => callId), next.body.items.map(({ callId }) => callId), next.body.next]).toEqual([['a'], ['b'], null]);
  });

  test('no two call the same back; who took it and went away holds it a quarter of an hour', async () => {
    const world = await createWorld(await open());
    await askBack(world, { callId: 'a' });
    const pages = await Promise.all([world.signIn('op1'), world.signIn('op2')]);
    const both = await Promise.all(pages.map((page) => page.ask('POST /api/callbacks/:callId/take', { params: { callId: 'a' } })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const loser = pages[both.findIndex(({ status }) => status === 409)] as TestPage;
    world.clock.advance(15 * 60_000);
    expect((await loser.ask('POST /api/callbacks/:callId/take', { params: { callId: 'a' } })).status).toBe(200);
  });

  test('done leaves the list, comes back by a click, and a later wish is a new one', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const live = await goLive(world, 'op2');
    await askBack(world, { callId: 'a' });
    await live.next('callbacks');
    const mark = (done: boolean) => page.ask('POST /api/callbacks/:callId/done', { params: { callId: 'a' }, body: { done } });
    await mark(true);
    expect([await listed(page), (await listed(page, 'done')).map(({ callId }) => callId)]).toEqual([[], ['a']]);
    await mark(false);
    expect(await listed(page)).toHaveLength(1);
    await mark(true);
    await askBack(world, { callId: 'b' });
    expect([(await listed(page)).map(({ callId }) => callId), (await mark(false)).status]).toEqual([['b'], 409]);
  });

  test('calling out: a ticket for this operator, this number and a minute', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await world.post(abandoned(queued(newCall({ callId: 'm', startedAtMs: world.clock.now() - 60_000 }))).batch());
    const { body: line } = await page.ask('POST /api/outbound', { body: { number: '8 (916) 123-45-67', about: 'm' } });
    const headers = new Map(Object.entries(line.headers).map(([name, value]) => [name.toLowerCase(), value]));
    const check = (nowMs: number) => checkTicket({
      headers: (name) => headers.get(name.toLowerCase()), nowMs, keys: (name) => world.keys.desk[name], seen: () => false }, hmacSha256Hex);
    expect(JSON.parse(check(world.clock.now()).body)).toEqual({ operator: 'op1', franchise: 'center', number: ANNA, callbackOf: 'm' });
    expect([check(world.clock.now() + 59_000).ok, check(world.clock.now() + 61_000).ok, line.destination]).toEqual([true, false, '79161234567']);
    expect(Math.max(...[...headers.values()].map((value) => value.length))).toBeLessThan(200);
    expect((await page.ask('POST /api/outbound', { body: { number: '123', about: null } })).status).toBe(400);
    expect((await (await world.signIn('op4')).ask('POST /api/outbound', { body: { number: ANNA, about: 'm' } })).status).toBe(404);
  });

  test('a talk with whom was called back marks the missed call handled and the wish done; a call that nobody took does not', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await askBack(world, { callId: 'a' });
    const out = newCall({ callId: 'o', from: '+74951234567', to: ANNA, startedAtMs: world.clock.now() });
    Object.assign(out.events[0] ?? {}, { direction: 'out', operator: 'op1', callbackOf: 'a' });
    await world.post(out.batch());
    expect(await listed(page)).toHaveLength(1);
    await world.post(out.tell({ kind: 'bridged', atMs: 9_000, offerId: 'o-1', operator: 'op1' }).batch());
    const { body: call } = await page.ask('GET /api/calls/:callId', { params: { callId: 'a' } });
    expect([await listed(page), call.handled?.by]).toEqual([[], 'op1']);
    expect((await page.ask('GET /api/calls/:callId', { params: { callId: 'o' } })).body).toMatchObject({ direction: 'out', operator: 'op1', phase: 'talking' });
    const day = { from: '2026-03-10', to: '2026-03-10' };
    expect((await page.ask('GET /api/figures', { query: day })).body.days[0]).toMatchObject({ offered: 1, answered: 0, other: 1 });
  });

  test('who not: one click blocks, another takes it back; strangers are not asked for it', async () => {
    const world = await createWorld(await open());
    const [page, stranger] = [await world.signIn('op1'), await world.signIn('op4')];
    const put = (by: TestPage) => by.ask('PUT /api/listed-numbers', { body: { number: '8 916 123-45-67', list: 'blocked', note: 'молчит' } });
    await put(page);
    await put(page);
    expect(await adviceOf(world, '1')).toEqual({ blocked: true, blockedFor: 'block-list' });
    expect((await page.ask('GET /api/listed-numbers')).body.numbers).toMatchObject([{ number: ANNA, list: 'blocked', by: 'op1', note: 'молчит' }]);
    expect((await stranger.ask('GET /api/listed-numbers')).body.numbers).toEqual([]);
    await stranger.ask('POST /api/listed-numbers/remove', { body: { number: ANNA } });
    expect(await adviceOf(world, '2')).toMatchObject({ blocked: true });
    await page.ask('POST /api/listed-numbers/remove', { body: { number: ANNA } });
    expect(await adviceOf(world, '3')).toBeUndefined();
  });

  test('a flood of one number is refused, and is over with its time; a caller put first is never one', async () => {
    const world = await createWorld(await open());
    for (const callId of ['1', '2', '3']) expect(await adviceOf(world, callId)).toBeUndefined();
    expect(await adviceOf(world, '4')).toEqual({ blocked: true, blockedFor: 'flood' });
    expect(await adviceOf(world, 'x', '+79030000002')).toBeUndefined();
    await (await world.signIn('chief1')).ask('PUT /api/listed-numbers', { body: { number: ANNA, list: 'urgent' } });
    expect(await adviceOf(world, '5')).toEqual({ standing: 'urgent' });
    await (await world.signIn('chief1')).ask('POST /api/listed-numbers/remove', { body: { number: ANNA } });
    world.clock.advance(601_000);
    expect(await adviceOf(world, '6')).toBeUndefined();
    expect((await (await world.signIn('op1')).ask('PUT /api/listed-numbers', { body: { number: ANNA, list: 'urgent' } })).status).toBe(403);
  });

  test('who was cut off returns ahead of ordinary callers, for ten minutes; who hung up himself does not', async () => {
    const world = await createWorld(await open());
    const cutOff = newCall({ callId: '1', startedAtMs: world.clock.now() });
    cutOff.tell({ kind: 'ended', atMs: 0, reason: 'unserved', detail: 'operator-lost', by: 'system', waitMs: 0, talkMs: 5_000, operator: 'op1' });
    await world.post(cutOff.batch());
    world.clock.advance(599_000);
    expect(await adviceOf(world, '2')).toEqual({ standing: 'returning' });
    await world.post(abandoned(queued(newCall({ callId: '3', from: '+79030000002', startedAtMs: world.clock.now() - 60_000 }))).batch());
    expect(await adviceOf(world, '4', '+79030000002')).toBeUndefined();
  });

  test('the operator of the last talk, by name and by the id that the queue knows him by', async () => {
    const world = await createWorld(await open());
    const call = offered(queued(newCall({ callId: '1', startedAtMs: world.clock.now() - 65_000 })), 'op2');
    Object.assign(call.events.at(-1) ?? {}, { operatorId: 4711 });
    await world.post(call.batch());
    await talk(world, { callId: '2', operator: 'op1', from: '+79030000002' });
    call.tell({ kind: 'bridged', atMs: 6_000, offerId: '1-2', operator: 'op2' });
    call.tell({ kind: 'ended', atMs: 9_000, reason: 'completed', detail: 'talk', by: 'caller', waitMs: 1, talkMs: 3_000, operator: 'op2' });
    await world.post(call.batch());
    expect(await adviceOf(world, '3')).toBeUndefined();
    for (const operator of ['op1', 'op2']) await world.desk.services.presences.set({ franchise: 'center', operator, supervisor: false }, { presence: 'wrap-up', callId: null });
    expect(await adviceOf(world, '4')).toEqual({ lastOperator: 'op2', lastOperatorId: 4711 });
    expect(await adviceOf(world, '5', '+79030000002')).toEqual({ lastOperator: 'op1' });
    await world.desk.services.presences.set({ franchise: 'center', operator: 'op1', supervisor: false }, { presence: 'off', callId: null });
    expect(await adviceOf(world, '6', '+79030000002')).toBeUndefined();
  });
});
