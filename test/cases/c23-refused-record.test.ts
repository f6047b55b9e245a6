import { describe, expect, test } from 'vitest';
import type { WireAnswer } from '../../emulator/platform/http/wire';
import { createRichWorld, type RichWorld } from '../journeys/rich-world';
import { ENGINES } from '../journeys/world';

const bad = (callId: string) => JSON.stringify({ version: 1, callId, franchise: 'gone', events: [] });
const good = (callId: string) => JSON.stringify({ version: 1, callId, franchise: 'center', events: [
  { id: `${callId}:1`, callId, seq: 1, atMs: 0, kind: 'ended', reason: 'abandoned', detail: 'queue', by: 'caller', waitMs: 0, talkMs: 0, operator: null },
] });
const arrived = ({ play }: RichWorld, callId: string) => play.desk.events.some((event) => event.callId === callId);
const keys = (world: RichWorld) => [...world.stored().keys()].filter((key) => /^(out|aside):/.test(key));

/** Calls of others have left these; the desk answers so to what is not as agreed. */
async function left(records: readonly (readonly [key: string, value: string])[], answer: WireAnswer, engine = ENGINES[0] ?? 'acd'): Promise<RichWorld> {
  const world = await createRichWorld({ engine, operators: 'op1:answer', settings: { maxWaitMs: 60_000 }, talkMs: 1_000 });
  const [application] = world.cloud.rows.applications.values();
  const applicationId = application?.id ?? 0;
  for (const [key, value] of records) world.cloud.rows.keyValues.set(`${applicationId}/${key}`, { applicationId, key, value, expiresMs: Infinity });
  world.deskAnswers((body) => (body.includes('"franchise":"center"') ? null : answer));
  return world;
}

describe.each(ENGINES)('C23 at the end of a call, on %s', (engine) => {
  test.each([400, 401, 403, 404, 409, 410, 413, 422])('a record refused with %i is set aside, and the good one behind it arrives', async (status) => {
    const world = await left([['out:1:1', bad('1')], ['out:2:1', good('2')]], { status, body: '{}' }, engine);
    expect((await world.call()).reason).toBe('completed');
    expect([arrived(world, '2'), keys(world)]).toEqual([true, ['aside:1:1']]);
    expect(world.stored().get('aside:1:1')).toBe(bad('1'));
    expect(world.live()).toEqual({ sessions: 0, legs: 0, requests: 0, timers: 0, http: 0 });
  });
});

describe('C23 at the end of a call', () => {
  test.each<WireAnswer>([{ status: 503, body: '' }, { status: 429, body: '' }, { status: 408, body: '' }, { failure: -7, error: 'slow' }])(
    'a record that fails for now (%j) stays, and the good one behind it arrives', async (answer) => {
      const world = await left([['out:1:1', bad('1')], ['out:2:1', good('2')]], answer);
      await world.call();
      expect([arrived(world, '2'), keys(world)]).toEqual([true, ['out:1:1']]);
    });

  test.each([['no JSON', '{"broken'], ['nothing', ''], ['an older or newer writer\'s', '["v0"]']])('%s is set aside like any other', async (_what, value) => {
    const world = await left([['out:1:1', value], ['out:2:1', good('2')]], { status: 400, body: '{}' });
    await world.call();
    expect([arrived(world, '2'), keys(world)]).toEqual([true, ['aside:1:1']]);
  });

  test('of many records that are refused each is tried once, and one that is good is handed over by each call', async () => {
    const records = [...Array.from({ length: 12 }, (_, at) => [`out:${at + 1}:1`, bad(String(at + 1))] as const), ['out:90:1', good('90')], ['out:91:1', good('91')]] as const;
    const world = await left(records, { status: 400, body: '{}' });
    for (let calls = 0; calls < 3; calls++) await world.call();
    expect([arrived(world, '90'), arrived(world, '91')]).toEqual([true, true]);
    expect(keys(world).filter((key) => key.startsWith('out:'))).toEqual([]);
  });

  test.each([400, 413, 422])('a batch of its own refused with %i holds up none of the later events', async (status) => {
    const world = await left([], { status, body: '{}' });
    world.deskAnswers((body) => (body.includes('"kind":"started"') ? { status, body: '{}' } : null));
    await world.call();
    const kinds = world.play.desk.events.map(({ kind }) => kind);
    expect([kinds.includes('started'), kinds.at(-1), keys(world)]).toEqual([false, 'ended', [expect.stringMatching(/^aside:/)]]);
    expect([...world.stored().values()].join()).not.toContain('accessUrl');
  });

  test('a key that is being changed sets nothing aside', async () => {
    const world = await left([], { status: 401, body: '{}' });
    world.deskAnswers({ status: 401, body: '{}' });
    await world.call();
    expect(keys(world).every((key) => key.startsWith('out:'))).toBe(true);
    expect(keys(world)).not.toEqual([]);
  });
});
