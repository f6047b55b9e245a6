import { expect, test } from 'vitest';
import type { TransferAction, TransferStart } from '../../contracts/desk-callers';
import type { TransferTarget } from '../../contracts/desk-commands';
import { onBothDatabases } from './support/databases';
import { goLive, type LiveTestPage } from './support/live-page';
import { talkWithSession } from './support/transfer-session';
import { createWorld, type TestPage, type World } from './support/world';

const start = (page: TestPage, to: TransferTarget, { transferId = 't1', mode = 'consult' }: Partial<TransferStart> = {}) =>
  page.ask('POST /api/calls/:callId/transfer', { params: { callId: '1' }, body: { transferId, mode, to } });
const act = (page: TestPage, action: TransferAction, transferId = 't1') =>
  page.ask('POST /api/calls/:callId/transfer/:transferId', { params: { callId: '1', transferId }, body: { action } });
const TO_OP2 = { operator: 'op2' };

/** Says of an operator that he is ready, as his leading page does. */
async function makeReady(world: World, operator: string): Promise<LiveTestPage> {
  const live = await goLive(world, operator);
  await (await world.signIn(operator)).ask('POST /api/leadership', { body: { pageId: `page-of-${operator}`, action: 'claim' } });
  live.say({ type: 'presence', presence: 'ready', callId: null });
  const page = await world.signIn('op1');
  await expect.poll(async () => (await page.ask('GET /api/colleagues')).body.colleagues.find((one) => one.operator === operator)?.free).toBe(true);
  return live;
}
const nextState = async (live: LiveTestPage): Promise<string> => (await live.next('transfer')).transfer.state;

onBothDatabases(({ open }) => {
  test('the colleague leaves READY first, only then the session is told; both pages follow it to the end', async () => {
    const world = await createWorld(await open());
    const session = await talkWithSession(world, { callId: '1', operator: 'op1' });
    const colleague = await makeReady(world, 'op2');
    const [giver, anna, boris] = [await goLive(world, 'op1'), await world.signIn('op1'), await world.signIn('op2')];
    expect((await start(anna, TO_OP2)).body).toMatchObject({ state: 'reserving', byName: 'Оператор op1', toName: 'Оператор op2' });
    expect([await nextState(colleague), session.got]).toEqual(['reserving', []]);
    await act(boris, 'confirm');
    expect(session.got).toMatchObject([{ kind: 'transfer', commandId: 't1', operator: 'op1', mode: 'consult', to: TO_OP2 }]);
    await session.tell({ kind: 'transferring', atMs: 20_000, operator: 'op1', to: TO_OP2, mode: 'consult' });
    await session.tell({ kind: 'consulting', atMs: 25_000, operator: 'op1', to: TO_OP2 });
    await act(anna, 'finish');
    expect(session.got[1]).toMatchObject({ kind: 'transferEnd', action: 'complete' });
    await session.tell({ kind: 'transferred', atMs: 30_000, operator: 'op1', to: TO_OP2 });
    const seen: string[] = [];
    for (let state = ''; state !== 'done';) seen.push(state = await nextState(giver));
    expect(seen).toEqual(['reserving', 'reserved', 'ringing', 'consulting', 'done']);
    expect((await anna.ask('GET /api/wrap-up')).body.wrapUp).toMatchObject({ callId: '1', operator: 'op1', state: 'open' });
  });

  test('nobody is reserved twice, and no call handed over twice at once', async () => {
    const world = await createWorld(await open());
    await talkWithSession(world, { callId: '1', operator: 'op1' });
    await makeReady(world, 'op2');
    const [anna, chief] = [await world.signIn('op1'), await world.signIn('chief1')];
    const both = await Promise.all([
      start(anna, TO_OP2),
      chief.ask('POST /api/calls/:callId/transfer', { params: { callId: 'other' }, body: { transferId: 't2', mode: 'blind', to: TO_OP2 } }),
    ]);
    expect(both.map(({ body }) => [body.state, body.why]).sort()).toEqual([['failed', 'busy'], ['reserving', null]]);
    const again = await start(anna, { operator: 'chief1' }, { transferId: 't3' });
    const isFirst = both[0].body.state === 'reserving';
    expect(isFirst ? [again.status, again.body] : again.status).toEqual(isFirst ? [409, expect.objectContaining({ code: 'conflict' })] : 200);
    expect((await anna.ask('GET /api/colleagues')).body.colleagues.find(({ operator }) => operator === 'op2')?.free).toBe(false);
  });

  test.each([
    ['refuses', 'refused'], ['says nothing', 'no-confirmation'], ['is asked, and the giver thinks better of it', 'taken-back'],
  ])('a colleague who %s: the call stays where it is, in words (%s)', async (_what, why) => {
    const world = await createWorld(await open());
    const session = await talkWithSession(world, { callId: '1', operator: 'op1' });
    await makeReady(world, 'op2');
    const [anna, boris] = [await world.signIn('op1'), await world.signIn('op2')];
    await start(anna, TO_OP2);
    if (why === 'refused') await act(boris, 'refuse');
    else if (why === 'taken-back') await act(anna, 'takeBack');
    else { world.clock.advance(4_000); await world.desk.tick(); }
    expect((await act(boris, 'confirm')).body).toMatchObject({ state: 'failed', why });
    expect(session.got).toEqual([]);
  });

  test('who is not ready is not asked at all', async () => {
    const world = await createWorld(await open());
    await talkWithSession(world, { callId: '1', operator: 'op1' });
    expect((await start(await world.signIn('op1'), TO_OP2)).body).toMatchObject({ state: 'failed', why: 'busy' });
  });

  test('to a number: no reservation; without an answer the caller is back with the operator', async () => {
    const world = await createWorld(await open());
    const session = await talkWithSession(world, { callId: '1', operator: 'op1' });
    const live = await goLive(world, 'op1');
    const anna = await world.signIn('op1');
    expect((await start(anna, { number: '8 (903) 111-22-33' }, { mode: 'blind' })).body).toMatchObject({ state: 'ringing', toName: '+79031112233' });
    const to: TransferTarget = { number: '+79031112233' };
    await session.tell({ kind: 'transferFailed', atMs: 40_000, operator: 'op1', to, cause: 'no-answer', callerTo: 'operator' });
    let last = await live.next('transfer');
    while (last.transfer.state !== 'returned') last = await live.next('transfer');
    expect(last.transfer.why).toBe('no-answer');
    expect((await anna.ask('GET /api/wrap-up')).body.wrapUp).toBeNull();
  });

  test('a session that does not take the command, or dies, leaves nobody reserved', async () => {
    const world = await createWorld(await open());
    const session = await talkWithSession(world, { callId: '1', operator: 'op1' });
    await makeReady(world, 'op2');
    const [anna, boris] = [await world.signIn('op1'), await world.signIn('op2')];
    session.applies = false;
    await start(anna, TO_OP2);
    expect((await act(boris, 'confirm')).body).toMatchObject({ state: 'failed', why: 'not-possible' });
    session.applies = true;
    await start(anna, TO_OP2, { transferId: 't2' });
    expect((await act(boris, 'confirm', 't2')).body.state).toBe('ringing');
    world.clock.advance(30_000);
    await world.desk.tick();
    expect((await act(anna, 'takeBack', 't2')).body).toMatchObject({ state: 'failed', why: 'lost' });
  });

  test('only the colleague answers, only the giver ends, and strangers know of nothing', async () => {
    const world = await createWorld(await open());
    await talkWithSession(world, { callId: '1', operator: 'op1' });
    await makeReady(world, 'op2');
    const [anna, chief, stranger] = [await world.signIn('op1'), await world.signIn('chief1'), await world.signIn('op4')];
    await start(anna, TO_OP2);
    expect([(await act(chief, 'confirm')).status, (await act(anna, 'confirm')).status, (await act(chief, 'takeBack')).status, (await act(stranger, 'confirm')).status])
      .toEqual([403, 403, 403, 404]);
    expect([(await start(anna, { operator: 'op4' }, { transferId: 't4' })).status, (await start(stranger, { operator: 'op5' }, { transferId: 't5' })).status]).toEqual([404, 404]);
  });
});
