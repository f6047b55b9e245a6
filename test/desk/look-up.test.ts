import { expect, test } from 'vitest';
import type { CustomerDraft } from '../../contracts/desk-customers';
import { byWordsStatement } from '../../desk/directory/own-search';
import { talk } from './support/calls';
import { onBothDatabases } from './support/databases';
import { createWorld, type TestPage } from './support/world';

let saves = 0;
const add = async (page: TestPage, name: string, ...numbers: string[]) => {
  const draft: CustomerDraft = { name, numbers: numbers.map((number) => ({ number })) };
  return (await page.ask('POST /api/customers', { body: { ...draft, saveId: `c${++saves}` } })).body;
};
const find = async (page: TestPage, number: string) => (await page.ask('POST /api/look-up', { body: { number, callId: null } })).body;
const names = async (page: TestPage, number: string) => {
  const answer = await find(page, number);
  return answer.state === 'found' ? answer.customers.map(({ name }) => name) : answer.state;
};

onBothDatabases(({ open }) => {
  test.each(['8 (916) 123-45-67', '+79161234567', '7 916 123 45 67', '9161234567', '8/916/1234567', '+7 916 123-45-67 доб. 3'])(
    'R28 stored as %s, found by what the network gives', async (written) => {
      const page = await (await createWorld(await open())).signIn('op1');
      await add(page, 'Анна', written);
      expect(await names(page, '+79161234567')).toEqual(['Анна']);
    });

  test('R29 R30 R31 second numbers, no name, several: a list and nothing chosen', async () => {
    const page = await (await createWorld(await open())).signIn('op1');
    await add(page, '', '+79990000000', '89161234567');
    await add(page, 'Борис', '8 916 123-45-67');
    await add(page, 'Чужой', '+79161234568');
    expect(await names(page, '+79161234567')).toEqual(['', 'Борис']);
  });

  test('exact before suffix: a whole number hides half ones, which are found without it', async () => {
    const page = await (await createWorld(await open())).signIn('op1');
    await add(page, 'Половина', '123-45-67');
    expect(await find(page, '+74951234567')).toMatchObject({ state: 'found', match: 'suffix', customers: [{ name: 'Половина' }] });
    await add(page, 'Целый', '8 495 123-45-67');
    expect(await find(page, '+74951234567')).toMatchObject({ match: 'exact', customers: [{ name: 'Целый' }] });
    expect(await names(page, '1234567')).toEqual(['Половина', 'Целый']);
    expect(await names(page, '+78121234568')).toBe('none');
  });

  test.each([
    ['123-45-67', '+74951234567', true],
    ['+74951234567', '123-45-67', true],
    ['495 123-45-6', '74951234567', false],
    ['123-45-67', '123-45-68', false],
    ['+74951234567', '+78121234567', false],
    ['+74951234567', '+375171234567', false],
    ['3-45-67', '+74951234567', false],
  ])('one end of the other: stored %s, asked %s: %s', async (stored, asked, expected) => {
    const page = await (await createWorld(await open())).signIn('op1');
    await add(page, 'Анна', stored);
    expect(await names(page, asked)).toEqual(expected ? ['Анна'] : 'none');
  });

  test.each(['anonymous', '', '112', 'sip:alice@example.com', '🙂', "'; drop table customers; --"])(
    'R33 %j: no search, no customer', async (number) => {
      const page = await (await createWorld(await open())).signIn('op1');
      await add(page, 'Короткий', '112');
      await add(page, 'Без номера', number || 'нет');
      expect(await find(page, number)).toMatchObject({ state: 'no-number', number: { raw: number, e164: null } });
    });

  test('R31 R36 the choice is stored with the call, and its name leads to the customer', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const customer = await add(page, 'Анна', '+79161234567');
    await talk(world, { callId: '1', operator: 'op1' });
    await page.ask('PUT /api/calls/:callId/customer', { params: { callId: '1' }, body: { customerId: customer.id } });
    expect((await page.ask('GET /api/calls/:callId', { params: { callId: '1' } })).body.customer).toMatchObject({ id: customer.id, name: 'Анна' });
    const { body } = await page.ask('GET /api/customers/:customerId', { params: { customerId: customer.id } });
    expect(body.calls).toMatchObject([{ callId: '1', operator: 'op1', comment: null }]);
  });

  test('R32 none: «Клиент не найден», then created once, or attached, and found', async () => {
    const page = await (await createWorld(await open())).signIn('op1');
    const known = await add(page, 'Анна', '+79990000000');
    expect(await names(page, '+79161234567')).toBe('none');
    const attach = () => page.ask('POST /api/customers/:customerId/numbers', { params: { customerId: known.id }, body: { number: '8 916 123-45-67', label: 'мама' } });
    await attach();
    expect((await attach()).body.numbers).toEqual([{ number: '+79990000000', label: null }, { number: '+79161234567', label: 'мама' }]);
    const create = () => page.ask('POST /api/customers', { body: { name: 'Борис', numbers: [{ number: '89031112233' }], saveId: 'once' } });
    expect((await create()).body.id).toBe((await create()).body.id);
    expect(await names(page, '+79031112233')).toEqual(['Борис']);
  });

  test('an edit over somebody else\'s edit is refused, not lost', async () => {
    const page = await (await createWorld(await open())).signIn('op1');
    const { id, version } = await add(page, 'Анна');
    const edit = (name: string) => page.ask('PATCH /api/customers/:customerId', { params: { customerId: id }, body: { name, numbers: [], version } });
    expect((await edit('Анна Б.')).body).toMatchObject({ name: 'Анна Б.', version: version + 1 });
    expect((await edit('Анна В.')).body).toMatchObject({ code: 'conflict' });
  });

  test.each([['ёлкина', 'Ёлкина Алёна'], ['алена', 'Ёлкина Алёна'], ["o'c", "O'Connor Sean"], ['8 916 1234567', "O'Connor Sean"], ['%', null], ['_', null]])(
    'search %j finds %j', async (query, expected) => {
      const page = await (await createWorld(await open())).signIn('op1');
      await add(page, 'Ёлкина Алёна', '+79990000000');
      await add(page, "O'Connor Sean", '+79161234567');
      const { body } = await page.ask('POST /api/customers/search', { body: { query } });
      expect(body.customers.map(({ name }) => name)).toEqual(expected === null ? [] : [expected]);
    });

  test('a name is found by its words in any order, and none of another franchise', async () => {
    const world = await createWorld(await open());
    const [center, north] = [await world.signIn('op1'), await world.signIn('op4')];
    const { id, version } = await add(center, 'Иванова-Петрова Мария Сергеевна');
    await add(center, 'Петров Иван');
    await add(north, 'Петрова Мария');
    const search = async (page: TestPage, query: string) =>
      (await page.ask('POST /api/customers/search', { body: { query } })).body.customers.map(({ name }) => name);
    const whole = ['Иванова-Петрова Мария Сергеевна'];
    for (const query of ['Мария Иванова', 'сергеевна мария', 'мар ив пет', 'Петрова, Мария!', 'петрова']) expect([query, await search(center, query)]).toEqual([query, whole]);
    expect((await search(center, 'пет ив')).sort()).toEqual(['Иванова-Петрова Мария Сергеевна', 'Петров Иван']);
    for (const query of ['мария иванов петров ольга', 'ария', 'петрова иван мария x']) expect(await search(center, query)).toEqual([]);
    expect(await search(north, 'мария петрова')).toEqual(['Петрова Мария']);
    await center.ask('PATCH /api/customers/:customerId', { params: { customerId: id }, body: { name: 'Кузнецова Мария', numbers: [], version } });
    expect([await search(center, 'иванова'), await search(center, 'мария кузнецова')]).toEqual([[], ['Кузнецова Мария']]);
  });

  test('a search by words reads no more of a large table than its index gives', async () => {
    const world = await createWorld(await open());
    await world.database.query(
      `insert into customers (franchise, customer_id, name, name_folded, note, version, created_at)
       select case when n % 2 = 0 then 'center' else 'north' end, 'c' || n, 'Клиент Имя' || n, 'клиент имя' || n, '', 1, 0 from generate_series(1, 20000) as n`);
    for (const table of ['customers', 'customer_words']) await world.database.query(`analyze ${table}`);
    const { sql, values } = byWordsStatement({ franchise: 'center', first: 'имя77', words: ['клиент', 'имя77'], limit: 20 });
    const plan = JSON.stringify(await world.database.query(`explain ${sql}`, values));
    expect(plan).toMatch(/customer_words_pkey/);
    expect(plan).not.toMatch(/Seq Scan/);
    const page = await world.signIn('op1');
    const { body } = await page.ask('POST /api/customers/search', { body: { query: 'клиент имя1777', limit: 20 } });
    // Even numbers are the center's: 1777, 17770 to 17779.
    expect(body.customers.map(({ id }) => id).sort()).toEqual(['c17770', 'c17772', 'c17774', 'c17776', 'c17778']);
    expect((await page.ask('POST /api/customers/search', { body: { query: 'клиент', limit: 20 } })).body.customers).toHaveLength(20);
  });
});
