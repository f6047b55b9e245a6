import { expect, test } from 'vitest';
import type { Presence } from '../../contracts/desk-journal';
import { say } from '../../desk/live/bus';
import { answered, newCall, offered, queued } from '../desk/support/calls';
import { onPglite } from '../desk/support/databases';
import { connect } from '../desk/support/live-page';
import { createWorld } from '../desk/support/world';
import { createRichWorld } from '../journeys/rich-world';

onPglite(({ open }) => {
  test('C24 a page that offers more and has a presence of its own is let in, and shown with its word', async () => {
    const world = await createWorld(await open());
    const [operator, page] = [await world.signIn('op1'), await connect(world)];
    page.socket.send(JSON.stringify({ type: 'hello', session: operator.session, pageId: 'p', together: 'zipped', mood: 'calm' }));
    await page.next('welcome');
    await operator.ask('POST /api/leadership', { body: { pageId: 'p', action: 'take-over' } });
    page.say({ type: 'presence', presence: 'in-training' as Presence, callId: null });
    await page.next('team');
    const { operators } = (await (await world.signIn('chief1')).ask('GET /api/supervisor')).body;
    expect(operators.find((one) => one.operator === 'op1')?.presence).toBe('in-training');
    const { colleagues } = (await (await world.signIn('op2')).ask('GET /api/colleagues')).body;
    expect(colleagues.find((one) => one.operator === 'op1')).toMatchObject({ presence: 'in-training', free: false });
  });

  test.each(['snoozed', 'toString', 'constructor'])('C24 a report of the kind %s is kept, and the offer counts as if without it', async (kind) => {
    const world = await createWorld(await open());
    const call = offered(queued(newCall({ callId: '7', startedAtMs: world.clock.now() })), 'op1');
    call.tell({ kind: 'offerEnded', atMs: 9_000, offerId: '7-2', operator: 'op1', cause: 'unknown' });
    await world.post(call.batch());
    const operator = await world.signIn('op1');
    const { status } = await operator.ask('POST /api/calls/:callId/offer', { params: { callId: '7' }, body: { reportId: 'r', offerId: '7-2', kind, why: 'later' } });
    const { body } = await operator.ask('GET /api/calls/:callId', { params: { callId: '7' } });
    expect([status, body.offers]).toMatchObject([200, [{ operator: 'op1', outcome: 'missed' }]]);
    expect(await world.database.query('select kind, why from offer_reports')).toEqual([{ kind, why: 'later' }]);
  });

  test('C24 a wrap-up opens whatever the page says has ended the conversation', async () => {
    const world = await createWorld(await open());
    await world.post(answered(offered(queued(newCall({ callId: '7', startedAtMs: world.clock.now() })), 'op1'), 'op1').batch());
    const answer = await (await world.signIn('op1')).ask('POST /api/calls/:callId/wrap-up/open', { params: { callId: '7' }, body: { endedBy: 'battery' } });
    expect([answer.status, answer.body]).toMatchObject([200, { callId: '7', state: 'open' }]);
  });

  test('C24 a hold-out that a newer desk lifts for a reason of its own is lifted', async () => {
    const world = await createWorld(await open());
    const [operator, page] = [await world.signIn('op1'), await connect(world)];
    page.say({ type: 'hello', session: operator.session, pageId: 'p' });
    await page.next('welcome');
    await say(world.database, { kind: 'holdoutOver', franchise: 'center', operator: 'op1', callId: '7', why: 'pardoned' });
    expect(await page.next('holdoutOver')).toMatchObject({ callId: '7', why: 'pardoned' });
  });
});

test.each(['smartqueue', 'acd'] as const)('C24 a caller whom a newer desk blocks for a reason of its own ends with that word, on %s', async (engine) => {
  const world = await createRichWorld({ engine, operators: 'op1:answer', advise: () => ({ blocked: true, blockedFor: 'regulator' }) });
  expect(await world.call()).toMatchObject({ reason: 'blocked', detail: 'regulator' });
});
