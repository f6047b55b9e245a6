import { expect, test } from 'vitest';
import { abandoned, answered, newCall, offered, offerEnded, queued, talk } from './support/calls';
import { onBothDatabases } from './support/databases';
import { goLive } from './support/live-page';
import { createWorld, type TestPage, type World } from './support/world';

const params = { callId: '1' };
const save = (page: TestPage, saveId: string, comment = 'Перезвонить в среду') =>
  page.ask('POST /api/calls/:callId/wrap-up/save', {
    params, body: { saveId, comment, customerId: null, savedAt: '2026-03-10T08:59:00.000Z' } });
const wrapUp = async (page: TestPage) => (await page.ask('GET /api/wrap-up')).body.wrapUp;
const tick = async (world: World, ms: number) => { world.clock.advance(ms); await world.desk.tick(); };

onBothDatabases(({ open }) => {
  test('R12 from the call\'s end to Save the wrap-up is open, through reload and another desk process', async () => {
    const database = await open();
    const world = await createWorld(database);
    await talk(world, { callId: '1', operator: 'op1' });
    const page = await world.signIn('op1');
    expect(await wrapUp(page)).toMatchObject({ callId: '1', state: 'open', limitInMs: 120_000, warnInMs: 90_000 });
    const second = await createWorld(database);
    expect(await wrapUp(await second.signIn('op1'))).toMatchObject({ callId: '1', state: 'open' });
    await save(page, 's1');
    expect(await wrapUp(page)).toBeNull();
  });

  test('R13 each operator\'s wrap-up ends by its own clock', async () => {
    const world = await createWorld(await open());
    const [first, second] = [await world.signIn('op1'), await world.signIn('op2')];
    await talk(world, { callId: '1', operator: 'op1' });
    await tick(world, 60_000);
    await talk(world, { callId: '2', operator: 'op2' });
    await tick(world, 60_000);
    expect([await wrapUp(first), (await wrapUp(second))?.limitInMs]).toEqual([null, 60_000]);
    await tick(world, 60_000);
    expect(await wrapUp(second)).toBeNull();
  });

  test.each(['caller', 'operator', 'system'] as const)('R14 ended by the %s: the same wrap-up', async (by) => {
    const world = await createWorld(await open());
    const call = answered(offered(queued(newCall({ callId: '1', startedAtMs: world.clock.now() - 60_000 })), 'op1'), 'op1');
    call.tell({ kind: 'ended', atMs: 60_000, reason: 'completed', detail: 'talk', by, waitMs: 1, talkMs: 2, operator: 'op1' });
    await world.post(call.batch());
    expect(await wrapUp(await world.signIn('op1'))).toMatchObject({ state: 'open', callId: '1', limitInMs: 120_000 });
  });

  test('R14 a lost network: the operator\'s page vanished, his wrap-up waits for him', async () => {
    const world = await createWorld(await open());
    const call = answered(offered(queued(newCall({ callId: '1', startedAtMs: world.clock.now() - 60_000 })), 'op1'), 'op1');
    call.tell({ kind: 'operatorLost', atMs: 60_000, offerId: call.events.length.toString(), operator: 'op1', talkMs: 55_000 });
    await world.post(call.batch());
    expect(await wrapUp(await world.signIn('op1'))).toMatchObject({ state: 'open', callId: '1' });
  });

  test('R15 intake switched off in wrap-up: the card and the text stay until it closes', async () => {
    const world = await createWorld(await open());
    const page = await goLive(world, 'op1', 'a');
    const asking = await world.signIn('op1');
    await asking.ask('POST /api/leadership', { body: { pageId: 'a', action: 'claim' } });
    await talk(world, { callId: '1', operator: 'op1' });
    await asking.ask('PUT /api/calls/:callId/draft', { params, body: { comment: 'половина', customerId: null, revision: 1 } });
    page.say({ type: 'presence', presence: 'off', callId: null });
    await expect.poll(async () => (await world.database.query('select presence from presences'))[0]).toEqual({ presence: 'off' });
    expect(await wrapUp(asking)).toMatchObject({ state: 'open', callId: '1' });
    expect((await asking.ask('GET /api/calls/:callId/draft', { params })).body.draft).toMatchObject({ comment: 'половина' });
  });

  test.each(['missed', 'failed'] as const)('R18 a call that was %s changes nothing of what the operator had chosen, and opens no wrap-up', async (kind) => {
    const world = await createWorld(await open());
    const page = await goLive(world, 'op1', 'a');
    const asking = await world.signIn('op1');
    await asking.ask('POST /api/leadership', { body: { pageId: 'a', action: 'claim' } });
    page.say({ type: 'presence', presence: 'ready', callId: null });
    await expect.poll(async () => (await world.database.query('select presence from presences'))[0]).toEqual({ presence: 'ready' });
    const call = offered(queued(newCall({ callId: '1', startedAtMs: world.clock.now() })), 'op1');
    await world.post(call.batch());
    await asking.ask('POST /api/calls/:callId/offer', {
      params, body: { reportId: 'r', offerId: null, ...(kind === 'failed' ? { kind, why: 'ice' } : { kind }) } });
    await world.post(abandoned(offerEnded(call, 'op1', { cause: 'unknown' })).batch());
    expect(await world.database.query('select presence from presences')).toEqual([{ presence: 'ready' }]);
    expect(await wrapUp(asking)).toBeNull();
  });

  test('[decision 6] saved before the desk heard of the end: the late end opens nothing', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    expect((await save(page, 's1')).body).toMatchObject({ repeated: false, wrapUp: { state: 'closed', closedBy: 'save', openedAt: null } });
    await talk(world, { callId: '1', operator: 'op1' });
    expect(await wrapUp(page)).toBeNull();
    const { body } = await page.ask('GET /api/calls/:callId', { params });
    expect(body.comment).toBe('Перезвонить в среду');
  });

  test('the same operator again after his page was lost: a wrap-up of its own', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const call = answered(offered(queued(newCall({ callId: '1', startedAtMs: world.clock.now() - 60_000 })), 'op1'), 'op1');
    await world.post(call.tell({ kind: 'operatorLost', atMs: 59_000, offerId: 'x', operator: 'op1', talkMs: 1 }).batch());
    await save(page, 's1');
    world.clock.advance(10_000);
    answered(offered(call, 'op1', 65_000), 'op1', 68_000)
      .tell({ kind: 'ended', atMs: 70_000, reason: 'completed', detail: 'talk', by: 'caller', waitMs: 1, talkMs: 2, operator: 'op1' });
    await world.post(call.batch());
    expect(await wrapUp(page)).toMatchObject({ state: 'open', callId: '1' });
  });

  test('R17 limit reached: warned, extended, closed, and the text is kept as a draft', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await talk(world, { callId: '1', operator: 'op1' });
    await page.ask('PUT /api/calls/:callId/draft', { params, body: { comment: 'половина', customerId: null, revision: 3 } });
    await tick(world, 100_000);
    expect((await page.ask('POST /api/calls/:callId/wrap-up/extend', { params })).body).toMatchObject({ limitInMs: 120_000, extensions: 1 });
    await tick(world, 119_999);
    expect(await wrapUp(page)).toMatchObject({ state: 'open', warnInMs: 0 });
    await tick(world, 1);
    expect(await wrapUp(page)).toBeNull();
    expect((await page.ask('GET /api/calls/:callId/draft', { params })).body.draft).toMatchObject({ comment: 'половина', revision: 3 });
  });

  test('R16 R37 drafts: the higher revision wins, whatever comes late', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const put = async (revision: number, comment: string) =>
      (await page.ask('PUT /api/calls/:callId/draft', { params, body: { comment, customerId: null, revision } })).body.revision;
    expect([await put(1, 'а'), await put(3, 'абв'), await put(2, 'аб')]).toEqual([1, 3, 3]);
    const { body } = await (await world.signIn('op1')).ask('GET /api/drafts');
    expect(body.drafts.map(({ comment }) => comment)).toEqual(['абв']);
  });

  test('R39 a double click, a retry, five at once: one record', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await talk(world, { callId: '1', operator: 'op1' });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => save(page, 's1')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(answers.filter(({ body }) => !body.repeated)).toHaveLength(1);
    expect(await world.database.query('select save_id from saves')).toHaveLength(1);
    const { body } = await page.ask('GET /api/calls/:callId', { params });
    expect(body.timeline.filter(({ kind }) => kind === 'saved')).toHaveLength(1);
  });

  test('R38 an empty comment is a comment', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await talk(world, { callId: '1', operator: 'op1' });
    await save(page, 's1', '');
    expect((await page.ask('GET /api/calls/:callId', { params })).body.comment).toBe('');
  });

  test('Cancel discards comment, draft and chosen customer; the call stays', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await talk(world, { callId: '1', operator: 'op1' });
    const { body: customer } = await page.ask('POST /api/customers', { body: { name: 'Анна', numbers: [], saveId: 'c1' } });
    await page.ask('PUT /api/calls/:callId/customer', { params, body: { customerId: customer.id } });
    await page.ask('PUT /api/calls/:callId/draft', { params, body: { comment: 'x', customerId: customer.id, revision: 1 } });
    expect((await page.ask('POST /api/calls/:callId/wrap-up/cancel', { params, body: {} })).body).toMatchObject({ closedBy: 'cancel' });
    expect((await page.ask('GET /api/calls/:callId', { params })).body).toMatchObject({ customer: null, comment: null, end: { reason: 'completed' } });
    expect((await page.ask('GET /api/drafts')).body.drafts).toEqual([]);
  });

  test('a supervisor releases a wrap-up of his franchise, and of no other', async () => {
    const world = await createWorld(await open());
    await talk(world, { callId: '1', operator: 'op1' });
    const release = async (who: string) => (await world.signIn(who)).ask('POST /api/supervisor/release-wrap-up', { body: { callId: '1', operator: 'op1' } });
    expect([(await release('op2')).status, (await release('chief2')).status]).toEqual([403, 404]);
    expect((await release('chief1')).body).toMatchObject({ state: 'closed', closedBy: 'supervisor' });
  });
});
