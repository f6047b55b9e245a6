import { describe, expect, test } from 'vitest';
import type { DeskRoute } from '../../contracts/desk-api';
import { newCall, queued, talk } from './support/calls';
import { onBothDatabases, onPglite } from './support/databases';
import { draws, toInject } from './support/requests';
import { createWorld } from './support/world';

const HOSTILE = [
  "'; drop table calls; --", '" or 1=1 --', '<img src=x onerror=alert(1)>', '\u202eсмирнА\u202c', 'a\u0000b', '\ud800', '{{7*7}}', '../../etc/passwd',
  '%', '\\', '$1', '🙂'.repeat(50), '\r\nSet-Cookie: x=1', 'long '.repeat(20),
];

onBothDatabases(({ open }) => {
  test.each(HOSTILE)('%j in every text field: stored or refused as text, never run, never a crash', async (evil) => {
    const world = await createWorld(await open());
    await talk(world, { callId: '1', operator: 'op1' });
    const page = await world.signIn('chief1');
    const bodies = [
      { method: 'POST' as const, url: '/api/customers', payload: { name: evil, note: evil, numbers: [{ number: evil.slice(0, 200), label: evil.slice(0, 100) }], saveId: 's' } },
      { method: 'POST' as const, url: '/api/customers/search', payload: { query: evil.slice(0, 200) } },
      { method: 'POST' as const, url: '/api/look-up', payload: { number: evil.slice(0, 200), callId: null } },
      { method: 'PUT' as const, url: '/api/calls/1/draft', payload: { comment: evil, customerId: evil, revision: 1 } },
      { method: 'POST' as const, url: '/api/calls/1/wrap-up/save', payload: { saveId: 's', comment: evil, customerId: evil.slice(0, 150), savedAt: '2026-03-10T09:00:00Z' } },
      { method: 'GET' as const, url: `/api/calls/${encodeURIComponent(evil.slice(0, 80).replace(/\p{Surrogate}/gu, ''))}` },
      { method: 'GET' as const, url: `/api/customers/${encodeURIComponent(evil.slice(0, 80).replace(/\p{Surrogate}/gu, ''))}` },
      { method: 'GET' as const, url: '/api/calls', query: { scope: 'all', cursor: evil.slice(0, 90) } },
    ];
    for (const request of bodies) expect((await page.raw(request)).statusCode, request.url).toBeLessThan(500);
    const { body } = await page.ask('GET /api/calls/:callId', { params: { callId: '1' } });
    expect(body.comment).toBe(evil.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd'));
  });

  test('a call from nowhere: markup, right-to-left marks and no number in every field of its events', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const call = newCall({ callId: 'x', from: null, fromRaw: '<b>\u202e"anonymous"\u0000</b>', to: "'; --", startedAtMs: world.clock.now() });
    expect((await world.post(queued(call).batch())).statusCode).toBe(200);
    expect((await page.ask('GET /api/calls/:callId', { params: { callId: 'x' } })).body).toMatchObject({ from: null, fromRaw: '<b>\u202e"anonymous"</b>' });
  });
});

describe('wrong types', () => {
  onPglite(({ open }) => {
    test('every route refuses bodies of every wrong kind with 400', async () => {
      const world = await createWorld(await open());
      const page = await world.signIn('chief1');
      const table = draws({ calls: ['1'], customers: ['1'], operators: ['op1'], numbers: ['1'], words: ['x'] });
      const withBody = (Object.keys(table) as DeskRoute[]).filter((route) => /^(POST|PUT|PATCH)/.test(route) && !/(extend|cancel|take|give-back|link|session\/ticket)$/.test(route));
      const wrong = ['[]', '"text"', '17', 'null', '{"__proto__":{"supervisor":true}}', '{"constructor":1}', '{', '{}', '{"body":[{}]}'];
      for (const route of withBody) {
        for (const payload of wrong) {
          const options = toInject(route, { params: { callId: '1', customerId: '1', transferId: 't1' } });
          const answer = await page.raw({ ...options, payload, headers: { 'content-type': 'application/json' } });
          expect([route, payload, answer.statusCode]).toEqual([route, payload, 400]);
        }
      }
    });

    test.each([
      ['a body of ten megabytes', { payload: JSON.stringify({ token: 'x'.repeat(10_000_000), cookie: false }) }, 413],
      ['another content type', { payload: 'token=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 400],
      ['a deep nest', { payload: '['.repeat(100_000) }, 400],
    ])('%s', async (_name, change, status) => {
      const world = await createWorld(await open());
      const answer = await world.desk.app.inject({
        method: 'POST', url: '/api/session', ...change, headers: { 'content-type': 'application/json', ...('headers' in change ? change.headers : {}) } });
      expect(answer.statusCode).toBe(status);
    });

    test('no inline script, no framing, no sniffing, no caching', async () => {
      const world = await createWorld(await open());
      const { headers } = (await (await world.signIn('op1')).ask('GET /api/me')).raw;
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
      expect(String(headers['content-security-policy'])).toMatch(/script-src 'self';.*frame-ancestors 'none'/);
      expect(String(headers['content-security-policy'])).not.toContain('unsafe');
    });

    test('guessing tokens is slowed down: 300 tries a minute from one address, whatever bearer comes along', async () => {
      const world = await createWorld(await open());
      const tries: number[] = [];
      for (let guess = 0; guess < 310; guess++) {
        tries.push((await world.desk.app.inject({ method: 'POST', url: '/api/session', payload: { token: `${guess}`, cookie: false },
          headers: { authorization: `Bearer made-up-session-token-${guess}` } })).statusCode);
      }
      expect(tries.filter((status) => status === 429)).toHaveLength(10);
    });

    test('the log holds no number, no token, no comment and no body, even at its loudest', async () => {
      const world = await createWorld(await open());
      const page = await world.signIn('op1');
      await talk(world, { callId: '1', operator: 'op1' });
      await page.ask('POST /api/look-up', { body: { number: '+79161234567', callId: null } });
      await page.raw({ method: 'POST', url: '/api/look-up', payload: { number: 79161234567 } });
      await page.raw({ method: 'GET', url: '/api/calls/+79161234567?scope=+79161234567' });
      await world.post({ version: 1 });
      for (const secret of ['9161234567', page.session, ...Object.values(world.keys.desk), world.keys.operator]) expect(world.logged()).not.toContain(secret);
      expect(world.logged()).toContain('request refused');
    });
  });
});
