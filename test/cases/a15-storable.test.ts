import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeskRoute } from '../../contracts/desk-api';
import { talk } from '../desk/support/calls';
import { onBothDatabases } from '../desk/support/databases';
import { draws, toInject } from '../desk/support/requests';
import { createWorld, type TestPage } from '../desk/support/world';

const EVIL = ['a\u0000b', '1~\u0000', '\u0000', '\ud800', '1~\udfff'];
const ROUTES = draws({ calls: ['1'], customers: ['1'], operators: ['op2'], numbers: ['+79161234567'], words: ['word'] });

/** The same request once for each text in it, with that text replaced; numbers, flags and lists stay. */
function spoilt(sent: unknown, evil: string): unknown[] {
  if (typeof sent === 'string' || sent === null) return [evil];
  if (Array.isArray(sent)) return sent.flatMap((one, at) => spoilt(one, evil).map((bad) => sent.map((other: unknown, index) => (index === at ? bad : other))));
  if (typeof sent !== 'object') return [];
  return Object.entries(sent).flatMap(([name, value]) => spoilt(value, evil).map((bad) => ({ ...sent, [name]: bad })));
}

async function answers(page: TestPage, route: DeskRoute): Promise<[string, number][]> {
  const [sample = {}] = fc.sample(ROUTES[route], { numRuns: 1, seed: 7 });
  const requests = EVIL.flatMap((evil) => spoilt({ ...QUERIES[route], ...sample }, evil) as object[]).filter(isEncodable);
  const all: [string, number][] = [];
  for (const request of requests) {
    const { statusCode } = await page.raw(toInject(route, request));
    all.push([`${route} ${JSON.stringify(request)}`, statusCode]);
  }
  return all;
}

/** Half a surrogate pair cannot stand in an address; light-my-request refuses to write it. */
function isEncodable(request: object): boolean {
  const { params = {}, query = {} } = request as { params?: object; query?: object };
  return !/[\ud800-\udfff]/.test(Object.values({ ...params, ...query }).join(''));
}

const QUERIES: Partial<Record<DeskRoute, object>> = {
  'GET /api/calls': { query: { scope: 'all', cursor: '1~1' } },
  'GET /api/missed': { query: { scope: 'all', handled: 'no', cursor: '1~1' } },
  'GET /api/callbacks': { query: { state: 'open', cursor: '1~1' } },
};

onBothDatabases(({ open }) => {
  test('A15 a cursor that no list gave is 400', async () => {
    const page = await (await createWorld(await open())).signIn('op1');
    const statusOf = async (url: string, cursor: string) => (await page.raw({ method: 'GET', url, query: { scope: 'all', state: 'open', handled: 'no', cursor } })).statusCode;
    for (const url of ['/api/calls', '/api/missed', '/api/callbacks']) {
      for (const cursor of ['1~\u0000', '~', 'x', '1', '1~a b', '99999999999999999~1', '']) expect([url, cursor, await statusOf(url, cursor)]).toEqual([url, cursor, 400]);
      expect(await statusOf(url, `1773133200000~${'c'.repeat(100)}`)).toBe(200);
    }
  });

  describe('A15 no text of any route that cannot be stored is a fault of the desk', () => {
    test('A15 every text of every route', async () => {
      const world = await createWorld(await open());
      await talk(world, { callId: '1', operator: 'op1' });
      const page = await world.signIn('chief1');
      const all: [string, number][] = [];
      for (const route of Object.keys(ROUTES) as DeskRoute[]) if (route !== 'DELETE /api/session') all.push(...(await answers(page, route)));
      expect(all.length).toBeGreaterThan(200);
      expect(all.filter(([, status]) => status >= 500)).toEqual([]);
      expect(world.logged()).not.toContain('request failed');
    });
  });
});
