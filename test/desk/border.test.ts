import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeskRoute } from '../../contracts/desk-api';
import { RECORDINGS_PATH } from '../../desk/recordings/links';
import { createRouteTable } from '../../desk/routes/table';
import { newCall, talk } from './support/calls';
import { onBothDatabases, onPglite } from './support/databases';
import { goLive } from './support/live-page';
import { draws, toInject, type Names } from './support/requests';
import { createWorld, type TestPage, type World } from './support/world';

/** Every word of a franchise holds this mark, so any of its fields that strays is seen. */
const MARK = { center: 'ZZCENTERZZ', north: 'ZZNORTHZZ' } as const;
type Franchise = keyof typeof MARK;
const PEOPLE = { center: ['op1', 'op2', 'chief1'], north: ['op4', 'op5', 'chief2'] } as const;
/** Numbers that only one franchise has heard of. */
const OWN_NUMBER = { center: '+74950000001', north: '+78120000001' } as const;
const NUMBERS = ['+79161234567', '89161234567', '123-45-67', 'anonymous'];

async function fill(world: World, franchise: Franchise): Promise<{ calls: string[]; customers: string[] }> {
  const [operator] = PEOPLE[franchise];
  const page = await world.signIn(operator);
  const calls = [1, 2, 3].map((index) => `${MARK[franchise]}-call-${index}`);
  const made = await Promise.all(NUMBERS.map((number, index) => page.ask('POST /api/customers', {
    body: { saveId: `${franchise}-${index}`, name: `${MARK[franchise]} Иванов`, note: MARK[franchise], numbers: [{ number, label: MARK[franchise] }] } })));
  const customers = made.map(({ body }) => body.id);
  for (const callId of calls) {
    await talk(world, { callId, operator, franchise, to: franchise === 'center' ? '+74951234567' : '+78121234567' });
    await page.ask('PUT /api/calls/:callId/customer', { params: { callId }, body: { customerId: customers[0] ?? null } });
    await page.ask('PUT /api/calls/:callId/draft', { params: { callId }, body: { comment: MARK[franchise], customerId: null, revision: 1 } });
  }
  await page.ask('POST /api/calls/:callId/wrap-up/save', {
    params: { callId: calls[0] ?? '' }, body: { saveId: `${franchise}-s`, comment: MARK[franchise], customerId: null, savedAt: '2026-03-10T08:00:00Z' } });
  const asks = newCall({ callId: `${MARK[franchise]}-call-asks`, franchise, from: OWN_NUMBER[franchise], to: franchise === 'center' ? '+74951234567' : '+78121234567', startedAtMs: world.clock.now() });
  await world.post(asks.tell({
    kind: 'ended', atMs: 9_000, reason: 'callback', detail: 'requested', by: 'system', waitMs: 8_000, talkMs: 0, operator: null,
    records: [`https://storage.voximplant.com/${MARK[franchise]}.mp3`],
  }).batch());
  calls.push(asks.callId);
  await page.ask('PUT /api/listed-numbers', { body: { number: OWN_NUMBER[franchise], list: 'blocked', note: MARK[franchise] } });
  return { calls, customers };
}

const stray = (text: string, mine: Franchise, names: { customers: Record<Franchise, string[]> }): string[] => {
  const other: Franchise = mine === 'center' ? 'north' : 'center';
  // The sealed link of a recording is random, and may hold three such letters.
  const read = text.replace(new RegExp(`${RECORDINGS_PATH}/[\\w.-]+`, 'g'), RECORDINGS_PATH);
  return [MARK[other], ...names.customers[other], ...PEOPLE[other], other === 'north' ? '+7812' : '+7495'].filter((word) => read.includes(word));
};

/** Echoing an id that the page itself sent tells it nothing. */
const withoutEcho = (text: string, sent: object): string => {
  const words = JSON.stringify(sent).match(/[\w+-]{6,}|op\d|chief\d/g) ?? [];
  return words.reduce((rest, word) => rest.replaceAll(word, ''), text);
};

onBothDatabases(({ open }) => {
  test('R34 no field of another franchise in any answer or live message, whatever is asked', async () => {
    const world = await createWorld(await open());
    const [center, north] = [await fill(world, 'center'), await fill(world, 'north')];
    const names: Names = {
      calls: [...center.calls, ...north.calls, 'unheard'], customers: [...center.customers, ...north.customers],
      operators: ['op1', 'op4'], numbers: NUMBERS, words: ['Иванов', 'ZZ', 'x'],
    };
    const customers = { center: center.customers, north: north.customers };
    const live = { center: await goLive(world, 'chief1', 'live-1'), north: await goLive(world, 'chief2', 'live-2') };
    const pages = Object.fromEntries(await Promise.all([...PEOPLE.center, ...PEOPLE.north].map(async (who) => [who, await world.signIn(who)] as const)));
    const table = draws(names);
    const routes = (Object.keys(table) as DeskRoute[]).filter((route) => route !== 'DELETE /api/session');
    const request = fc.constantFrom(...routes).chain((route) => table[route].map((sent: object) => ({ route, sent })));
    const franchise = fc.constantFrom<Franchise>('center', 'north');
    const step = fc.record({ franchise, person: fc.nat(2), request });
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 10 }), async (steps) => {
      for (const { franchise: mine, person, request: { route, sent } } of steps) {
        const page = pages[PEOPLE[mine][person] ?? ''] as TestPage;
        const answer = await page.raw(toInject(route, sent));
        expect(answer.statusCode, `${route} ${answer.body}`).toBeLessThan(500);
        // A draft is the page's own text, whatever ids it put there.
        const others = route.includes('draft') ? { center: [], north: [] } : customers;
        expect(stray(withoutEcho(answer.body, sent), mine, { customers: others }), `${route} as ${mine}`).toEqual([]);
      }
      // What a rush held back is told too.
      world.clock.advance(500);
      for (const page of Object.values(live)) {
        page.say({ type: 'ping' });
        await page.next('pong');
      }
      for (const mine of ['center', 'north'] as const) {
        expect(live[mine].texts.splice(0).flatMap((text) => stray(text, mine, { customers }))).toEqual([]);
      }
    }), { numRuns: 40, seed: 34, endOnFailure: true });
  });
});

describe('every route', () => {
  onPglite(({ open }) => {
    test('is either for signing in, or asks for a session', async () => {
      const world = await createWorld(await open());
      const table = createRouteTable(world.desk.services);
      const open_ = Object.entries(table).filter(([, route]) => route.access === 'anyone').map(([route]) => route);
      expect(open_).toEqual(['POST /api/session', 'POST /api/session/from-ticket']);
      for (const route of Object.keys(table) as DeskRoute[]) {
        if (open_.includes(route)) continue;
        const answer = await world.desk.app.inject(toInject(route, { params: { callId: '1', customerId: '1' } }));
        expect([route, answer.statusCode]).toEqual([route, 401]);
      }
    });

    test('reaches franchise data only by statements that name the franchise', async () => {
      const database = await open();
      const unscoped = new Set<string>();
      const tables = (await database.query<{ name: string }>(
        "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'franchise'")).map(({ name }) => name);
      expect(tables).toContain('calls');
      const watch = (sql: string): void => { if (!isScoped(sql, tables)) unscoped.add(sql.replace(/\s+/g, ' ').slice(0, 400)); };
      const watched = {
        ...database,
        query: (sql: string, values?: never[]) => { watch(sql); return database.query(sql, values); },
        transaction: (work: (tx: typeof database) => Promise<unknown>) => database.transaction((tx) =>
          work({ ...database, query: (sql: string, values?: never[]) => { watch(sql); return tx.query(sql, values); } })),
      } as typeof database;
      const world = await createWorld(watched);
      const { calls, customers } = await fill(world, 'center');
      const page = await world.signIn('chief1');
      const table = draws({ calls, customers, operators: ['op1'], numbers: NUMBERS, words: ['x'] });
      for (const route of (Object.keys(table) as DeskRoute[]).filter((each) => each !== 'DELETE /api/session')) {
        for (const sent of fc.sample<object>(table[route], { numRuns: 6, seed: 1 })) await page.raw(toInject(route, sent));
      }
      expect([...unscoped]).toEqual([]);
    });
  });
});

/** Statements of the desk's own clock, of signing in and of finding whose a call is; the rest must bind a franchise. */
const OWN = [
  /^\s*(begin|commit|rollback|truncate|listen|create|select pg_)/i, /from sessions where session_hash/, /nonces/, /from migrations/,
  /(from|update) person_requests where next_at/, /from wrap_ups\s+where closed_at is null and \(limit_at/, /from transfers where live and ends_at/,
  /from presences where presence <> 'offline'/, /update presences set seen_at/, /update erp_outbox set next_at/,
  /delete from sessions where (expires_at|session_hash)/, /update calls set asked_at/,
  // What the desks do by themselves is of no franchise.
  /\b(from|into|update) jobs\b/,
  // What a database's time that was set back left ahead of it.
  /^update [^]*(_at|max\(h\.received_at\)) > \$1/,
];

/** Each table of a franchise's data that a statement names has to be bound to a franchise, given or of a table that is. */
function isScoped(sql: string, tables: readonly string[]): boolean {
  if (OWN.some((own) => own.test(sql))) return true;
  // Whose a call is has to be asked of all.
  const rest = sql.replace(/\(select c\.franchise from calls c where c\.call_id = \w\.call_id\)/g, '');
  const named = [...rest.matchAll(/\b(?:from|join|update|into)\s+(\w+)/g)].filter(([, table = '']) => tables.includes(table)).length;
  const bound = rest.match(/franchise (=|<>) (\$\d|\w+\.franchise)|insert into \w+ \([^)]*franchise/g)?.length ?? 0;
  const isGiven = /\bk\b/.test(rest)
    ? /json_to_recordset\(\$\d::json\) as (k )?\(\s*franchise text/.test(rest)
    : /franchise (=|<>) \$\d|insert into \w+ \([^)]*franchise/.test(rest);
  return isGiven && bound >= named;
}
