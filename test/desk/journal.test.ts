import { describe, expect, test } from 'vitest';
import { reconcileCalls } from '../../desk/journal/reconcile';
import { abandoned, answered, completed, newCall, offered, offerEnded, queued, talk } from './support/calls';
import { onBothDatabases } from './support/databases';
import { createWorld } from './support/world';

onBothDatabases(({ open }) => {
  test('R42 a call that was talked has one terminal reason, who hung up, its wait, talk and offers', async () => {
    const world = await createWorld(await open());
    await talk(world, { callId: '1001', operator: 'op1' });
    const page = await world.signIn('op2');
    const { body } = await page.ask('GET /api/calls/:callId', { params: { callId: '1001' } });
    expect(body).toMatchObject({
      from: '+79161234567', phase: 'ended', waitMs: 4_000, talkMs: 60_000, operator: 'op1',
      end: { reason: 'completed', detail: 'talk', by: 'caller' }, offers: [{ operator: 'op1', outcome: 'answered' }],
    });
    expect(body.timeline.map(({ kind }) => kind)).toEqual(['started', 'queued', 'offered', 'answered', 'bridged', 'ended', 'wrapUpOpened']);
  });

  test('[repeat] events that come twice, late and in any order give the same call', async () => {
    const world = await createWorld(await open());
    const call = completed(answered(offered(queued(newCall({ callId: '7', startedAtMs: world.clock.now() })), 'op1'), 'op1'), 'op1');
    const backwards = [...call.events].reverse();
    for (const events of [...backwards, ...backwards].map((event) => [event])) {
      expect((await world.post({ ...call.batch(), events })).statusCode).toBe(200);
    }
    const rows = await world.database.query('select phase, reason, talk_ms, operator from calls');
    expect(rows).toEqual([{ phase: 'ended', reason: 'completed', talk_ms: 60_000, operator: 'op1' }]);
    expect(await world.database.query('select count(*) as n from call_events')).toEqual([{ n: 6 }]);
  });

  test('R42 an offer that the engine cannot explain is named by the page that had it', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const call = offered(queued(newCall({ callId: '8', startedAtMs: world.clock.now() })), 'op1');
    await world.post(call.batch());
    await page.ask('POST /api/calls/:callId/offer', {
      params: { callId: '8' }, body: { reportId: 'r1', offerId: null, kind: 'rejected-pass' } });
    offered(offerEnded(call, 'op1', { cause: 'unknown' }), 'op2', 10_000);
    await world.post(abandoned(offerEnded(call, 'op2', { cause: 'unknown', atMs: 20_000 }), 30_000).batch());
    const { body } = await page.ask('GET /api/calls/:callId', { params: { callId: '8' } });
    expect(body.offers.map(({ outcome }) => outcome)).toEqual(['rejected', 'missed']);
  });

  test('a session that was killed is closed as session-lost, and a late truth replaces it', async () => {
    const world = await createWorld(await open());
    const call = queued(newCall({ callId: '9', startedAtMs: world.clock.now() }));
    await world.post(call.batch());
    world.clock.advance(600_000);
    const endedAtMs = world.clock.now() - 500_000;
    const history = { endedAt: async () => ({ atMs: endedAtMs }) };
    expect(await reconcileCalls(world.desk.services, history)).toMatchObject({ asked: 1, closed: ['9'] });
    expect(await reconcileCalls(world.desk.services, history)).toMatchObject({ asked: 0 });
    const reason = async () => (await world.database.query('select reason, detail from calls'))[0];
    expect(await reason()).toEqual({ reason: 'unserved', detail: 'session-lost' });
    await world.post(abandoned(call).batch());
    expect(await reason()).toEqual({ reason: 'abandoned', detail: 'queue' });
  });
});

describe('signature', () => {
  onBothDatabases(({ open }) => {
    test.each([
      ['the current key', {}, 200],
      ['the previous key', { keyName: 'VOX_DESK_KEY_2' as const }, 200],
      ['a wrong key', { key: 'guessed' }, 401],
      ['a batch that was changed on its way', { body: '{"version":1}' }, 401],
      ['a time a minute and more ago', { sentMs: Date.UTC(2026, 2, 10, 8, 58, 59) }, 401],
    ])('%s', async (_name, change, status) => {
      const world = await createWorld(await open());
      const call = queued(newCall({ callId: '1', startedAtMs: world.clock.now() }));
      expect((await world.post(call.batch(), change)).statusCode).toBe(status);
    });

    test('a batch that is replayed is refused', async () => {
      const world = await createWorld(await open());
      const batch = newCall({ callId: '1', startedAtMs: world.clock.now() }).batch();
      const answers = [await world.post(batch, { nonce: 'once' }), await world.post(batch, { nonce: 'once' })];
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 401]);
    });
  });
});
