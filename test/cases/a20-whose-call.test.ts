import { expect, test } from 'vitest';
import { talk } from '../desk/support/calls';
import { onPglite } from '../desk/support/databases';
import { createWorld, type TestPage } from '../desk/support/world';
import { all, end, send, talking, types, wrappingUp } from '../operator/world';

const params = { callId: '1' };
let saves = 0;
const create = async (page: TestPage, name: string, callId?: string) =>
  (await page.ask('POST /api/customers', { body: { name, numbers: [{ number: '+79161234567' }], saveId: `a20-${++saves}`, ...(callId ? { callId } : {}) } })).body;
const customerOf = async (page: TestPage) => (await page.ask('GET /api/calls/:callId', { params })).body.customer?.name ?? null;

onPglite(({ open }) => {
  test('A20 a customer who is made from a call has that call and its comment at once', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await talk(world, { callId: '1', operator: 'op1' });
    await page.ask('POST /api/calls/:callId/wrap-up/save', { params, body: { saveId: 's', comment: 'новенькая', customerId: null, savedAt: '2026-03-10T09:00:00Z' } });
    const made = await create(page, 'Анна', '1');
    expect(made.calls).toMatchObject([{ callId: '1', comments: [{ text: 'новенькая' }] }]);
    expect(await customerOf(page)).toBe('Анна');
    const foreign = await world.signIn('op4');
    expect([await create(foreign, 'Чужая', '1'), await world.database.query(`select 1 from customers where name = 'Чужая'`)]).toMatchObject([{ code: 'not-found' }, []]);
  });

  test('A21 «Отмена» keeps the only customer who has the number, and gives up another choice', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const [anna, other] = [await create(page, 'Анна'), (await page.ask('POST /api/customers', { body: { name: 'Другая', numbers: [], saveId: 'd' } })).body];
    for (const [callId, chosen, body] of [['1', anna.id, { customerId: anna.id }], ['2', other.id, { customerId: anna.id }], ['3', other.id, {}], ['4', null, {}]] as const) {
      await talk(world, { callId, operator: 'op1' });
      await page.ask('PUT /api/calls/:callId/customer', { params: { callId }, body: { customerId: chosen } });
      await page.ask('POST /api/calls/:callId/wrap-up/cancel', { params: { callId }, body });
      expect([callId, (await page.ask('GET /api/calls/:callId', { params: { callId } })).body.customer?.name]).toEqual([callId, 'Анна']);
    }
    await create(page, 'Сестра');
    await talk(world, { callId: '5', operator: 'op1' });
    await page.ask('PUT /api/calls/:callId/customer', { params: { callId: '5' }, body: { customerId: anna.id } });
    await page.ask('POST /api/calls/:callId/wrap-up/cancel', { params: { callId: '5' }, body: {} });
    expect((await page.ask('GET /api/calls/:callId', { params: { callId: '5' } })).body.customer).toBeNull();
  });
});

test('A20 the form for a new customer is told the call that it is opened from', () => {
  const page = wrappingUp();
  send(page, { type: 'user.saveAndCreate' });
  send(page, { type: 'store.saved', saveId: page.state.wrapUp?.saving?.saveId ?? '', ok: true });
  expect(all(page, 'window.toCreation')).toMatchObject([{ number: '+79161234567', callId: '7' }]);
});

test('A21 the page does not take the only customer of the number back', () => {
  const page = talking();
  const answer = { state: 'found' as const, match: 'exact' as const, number: { raw: '', e164: null, display: '' }, customers: [{ id: 'c1', name: 'А', numbers: [], pageUrl: null }] };
  send(page, { type: 'desk.lookedUp', callId: '7', asked: page.state.card?.lookUp.asked ?? 0, answer });
  end(page);
  expect(types(send(page, { type: 'user.cancel' }))).not.toContain('desk.choose');
  expect(all(page, 'store.save').at(-1)?.item).toMatchObject({ kind: 'cancel', customerId: 'c1' });
});
