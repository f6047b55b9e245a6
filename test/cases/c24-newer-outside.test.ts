import { describe, expect, test } from 'vitest';
import { parseDeskMessages } from '../../contracts/desk-live';
import { createTexts, loadLanguage, type TextKey } from '../../operator/locale';
import { newCall, offered, queued } from '../desk/support/calls';
import { onPglite } from '../desk/support/databases';
import { createWorld, type World } from '../desk/support/world';

type Event = Record<string, unknown>;
type Batch = Record<string, unknown> & { events: Event[] };

/** A whole call as a session of today tells it; `change` makes a newer or older writer's of it. */
function told(world: World, change: (batch: Batch) => void = () => undefined): Batch {
  const call = offered(queued(newCall({ callId: '7', startedAtMs: world.clock.now() - 60_000 })), 'op1');
  call.tell({ kind: 'offerEnded', atMs: 9_000, offerId: '7-2', operator: 'op1', cause: 'missed' });
  call.tell({ kind: 'ended', atMs: 30_000, reason: 'abandoned', detail: 'queue', by: 'caller', waitMs: 29_000, talkMs: 0, operator: null });
  const batch = structuredClone(call.batch()) as unknown as Batch;
  change(batch);
  return batch;
}
const eventOf = (batch: Batch, kind: string): Event => batch.events.find((event) => event['kind'] === kind) ?? {};

interface Kept { page: { end: Event | null; offers: Event[]; timeline: Event[] }; bodies: Event[]; status: number; accepted: number }

onPglite(({ open }) => {
  async function kept(change: (batch: Batch) => void): Promise<Kept> {
    const world = await createWorld(await open());
    const answer = await world.post(told(world, change));
    const operator = await world.signIn('op1');
    const { body } = await operator.ask('GET /api/calls/:callId', { params: { callId: '7' } });
    const rows = await world.database.query<{ body: string }>('select body from call_events order by seq');
    const { accepted } = answer.json<{ accepted: number }>();
    return { page: body as unknown as Kept['page'], bodies: rows.map((row) => JSON.parse(row.body) as Event), status: answer.statusCode, accepted };
  }
  const usual = { status: 200, accepted: 5 };

  test.each<[string, (batch: Batch) => void, (found: Kept) => unknown, unknown]>([
    ['cause', (batch) => { eventOf(batch, 'offerEnded')['cause'] = 'busy-elsewhere'; }, ({ page }) => page.offers[0]?.['outcome'], 'busy-elsewhere'],
    ['reason', (batch) => { eventOf(batch, 'ended')['reason'] = 'robbed'; }, ({ page }) => page.end?.['reason'], 'robbed'],
    ['detail', (batch) => { eventOf(batch, 'ended')['detail'] = 'lift-music'; }, ({ page }) => page.end?.['detail'], 'lift-music'],
    ['who ended it', (batch) => { eventOf(batch, 'ended')['by'] = 'regulator'; }, ({ page }) => page.end?.['by'], 'regulator'],
    ['engine', (batch) => { eventOf(batch, 'queued')['engine'] = 'acd3'; }, ({ page }) => page.end?.['reason'], 'abandoned'],
    ['field', (batch) => { eventOf(batch, 'offered')['mood'] = { calm: true }; }, ({ bodies }) => bodies[2]?.['mood'], { calm: true }],
    ['field of the batch', (batch) => { batch['region'] = 'north'; }, ({ page }) => page.end?.['reason'], 'abandoned'],
    ['version', (batch) => { batch['version'] = 2; }, ({ page }) => page.end?.['reason'], 'abandoned'],
  ])('C24 an unknown %s is kept as it is, and the rest counts', async (...[, change, look, expected]) => {
    const found = await kept(change);
    expect(found).toMatchObject({ ...usual, page: { end: { endedAt: expect.any(String) as string } } });
    expect(look(found)).toEqual(expected);
  });

  test('C24 an unknown kind stands in the journal and in the timeline, and the rest counts', async () => {
    const { status, page, bodies } = await kept((batch) => { Object.assign(eventOf(batch, 'queued'), { kind: 'sung', song: 'la' }); });
    expect([status, page.end?.['reason'], page.timeline.map(({ kind }) => kind)]).toEqual([200, 'abandoned', ['started', 'sung', 'offered', 'offerEnded', 'ended']]);
    expect(bodies[1]).toMatchObject({ kind: 'sung', song: 'la', engine: 'smartqueue' });
  });

  test.each<[string, (batch: Batch) => void]>([
    ['a field that is missing', (batch) => { delete eventOf(batch, 'offered')['offerId']; }],
    ['a field of another type', (batch) => { eventOf(batch, 'queued')['priority'] = 'high'; }],
  ])('C24 an event of a known kind with %s stands in journal and timeline, and the rest counts', async (_what, change) => {
    const { page, ...found } = await kept(change);
    expect(found).toMatchObject(usual);
    expect([page.timeline.length, page.end?.['reason']]).toEqual([5, 'abandoned']);
  });

  test('C24 an event that cannot be kept is left out and named, and the rest counts', async () => {
    const world = await createWorld(await open());
    const answer = await world.post(told(world, (batch) => { eventOf(batch, 'offered')['seq'] = 'three'; }));
    expect([answer.statusCode, answer.json<{ accepted: number }>().accepted]).toEqual([200, 4]);
    expect(world.logged()).toMatch(/"callId":"7","unread":\["event 3 of 5: seq: .*left out call events that cannot be read/);
    expect(await world.database.query('select reason from calls')).toEqual([{ reason: 'abandoned' }]);
  });

  test.each<[string, unknown, RegExp]>([
    ['no list of events', { version: 1, callId: '7', franchise: 'center' }, /no batch of call events: events/],
    ['only events of another call', { version: 1, callId: '8', franchise: 'center', events: [{ id: '7:1', callId: '7', seq: 1, atMs: 0, kind: 'sung' }] }, /of another call/],
    ['a franchise that is gone', { version: 1, callId: '7', franchise: 'gone', events: [] }, /the franchise \\?"gone\\?"/],
  ])('C24 a batch with %s is refused in words', async (_what, batch, why) => {
    const world = await createWorld(await open());
    const answer = await world.post(batch);
    expect([answer.statusCode, answer.body]).toEqual([400, expect.stringMatching(why)]);
  });
});

describe('C24 a page that is older than its desk', () => {
  test('takes from a text of messages what it knows', () => {
    const messages = [{ type: 'weather' }, { type: 'wrapUp' }, null, 'pong', { type: 'saved', callId: '7', saveId: 's', by: 'op9' }, { type: 'pong' }];
    expect(parseDeskMessages(JSON.stringify(messages)).map(({ type }) => type)).toEqual(['saved', 'pong']);
    expect(parseDeskMessages('{"type":"toString"}')).toEqual([]);
  });

  test.each(['ru', 'en'] as const)('shows a word that it does not know as it came, in %s', async (language) => {
    await loadLanguage(language);
    const { t } = createTexts(language);
    expect(t('calls.reason.robbed' as TextKey)).toBe('robbed');
    expect(t('calls.reason.completed')).not.toBe('completed');
  });
});
