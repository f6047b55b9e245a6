import { describe, expect, test } from 'vitest';
import { TEXT_LIMITS } from '../../contracts/text';
import { controls } from '../../operator/state';
import { onPglite } from '../desk/support/databases';
import { createWorld } from '../desk/support/world';
import { all, send, wrappingUp, write } from '../operator/world';

const LONG = 'я'.repeat(9_005);

describe('the page', () => {
  test('A14 a text that is too long is kept whole, as a draft too, and is saved once it is shorter', () => {
    const page = wrappingUp();
    write(page, LONG);
    expect([page.state.card?.comment.length, controls(page.state).save, all(page, 'store.draft').at(-1)?.draft.comment.length])
      .toEqual([9_005, { shown: true, enabled: false }, 9_005]);
    expect([send(page, { type: 'user.save' }), page.state.wrapUp?.phase]).toEqual([[], 'open']);
    write(page, LONG.slice(0, TEXT_LIMITS.comment));
    expect(controls(page.state).save.enabled).toBe(true);
  });

  test.each([true, false])('A14 a save says that it happened, kept by the browser: %s', (kept) => {
    const page = wrappingUp();
    write(page, 'итог');
    send(page, { type: 'user.save' });
    expect(page.state.notices.map(({ kind }) => kind)).not.toContain('saved');
    const saveId = page.state.wrapUp?.saving?.saveId ?? '';
    send(page, { type: 'store.saved', saveId, ok: kept });
    if (!kept) send(page, { type: 'desk.delivered', saveId, ok: true, jitter: 0 });
    expect([page.state.wrapUp, page.state.notices.map(({ kind }) => kind)]).toEqual([null, ['saved']]);
  });
});

/** Every text that a person types, one too long, and how the refusal names it. */
const text = (limit: number) => 'я'.repeat(limit + 1);
const BODIES: [method: 'POST' | 'PUT' | 'PATCH', url: string, payload: object, named: string][] = [
  ['POST', '/api/calls/1/wrap-up/save', { saveId: 's', comment: LONG, customerId: null, savedAt: '2026-03-10T09:00:00Z' }, 'comment is longer than 8000 characters'],
  ['PUT', '/api/calls/1/comments/s', { text: LONG }, 'text is longer than 8000 characters'],
  ['PUT', '/api/calls/1/draft', { comment: text(50_000), customerId: null, revision: 1 }, 'comment is longer than 50000 characters'],
  ['POST', '/api/customers', { name: text(500), numbers: [], saveId: 's' }, 'name is longer than 500 characters'],
  ['POST', '/api/customers', { name: '', numbers: [{ number: text(200) }], saveId: 's' }, 'numbers.0.number is longer than 200 characters'],
  ['POST', '/api/customers', { name: '', numbers: [{ number: '1', label: text(200) }], saveId: 's' }, 'numbers.0.label is longer than 200 characters'],
  ['POST', '/api/customers', { name: '', numbers: Array.from({ length: 21 }, () => ({ number: '1' })), saveId: 's' }, 'numbers is more than 20'],
  ['PATCH', '/api/customers/1', { name: '', numbers: [], note: text(20_000), version: 1 }, 'note is longer than 20000 characters'],
  ['POST', '/api/customers/1/numbers', { number: text(200) }, 'number is longer than 200 characters'],
  ['POST', '/api/customers/search', { query: text(200) }, 'query is longer than 200 characters'],
  ['PUT', '/api/listed-numbers', { number: '+79161234567', list: 'blocked', note: text(200) }, 'note is longer than 200 characters'],
  ['POST', '/api/calls/1/offer', { reportId: 'r', offerId: null, kind: 'failed', why: text(500) }, 'why is longer than 500 characters'],
];

onPglite(({ open }) => {
  test('A14 the API refuses what is too long, names field and limit, and quotes nothing of it', async () => {
    const page = await (await createWorld(await open())).signIn('op1');
    for (const [method, url, payload, named] of BODIES) {
      const answer = await page.raw({ method, url, payload });
      expect([url, answer.statusCode, answer.json()]).toEqual([url, 400, { code: 'bad-request', message: `The body is not as the route wants it: ${named}.` }]);
    }
  });

  test('A14 a draft is kept whole where it is too long to be saved', async () => {
    const page = await (await createWorld(await open())).signIn('op1');
    await page.ask('PUT /api/calls/:callId/draft', { params: { callId: '1' }, body: { comment: LONG, customerId: null, revision: 1 } });
    expect((await page.ask('GET /api/calls/:callId/draft', { params: { callId: '1' } })).body.draft?.comment).toBe(LONG);
  });
});
