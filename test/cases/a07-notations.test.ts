import { describe, expect, test } from 'vitest';
import { insertCustomers } from '../../desk/directory/insert-customers';
import { readField } from '../../desk/lookup/number';
import { onBothDatabases } from '../desk/support/databases';
import { createWorld, type TestPage } from '../desk/support/world';

const [A, B] = ['+79161000001', '+79161000002'];

/** A field as somebody filled it in, the numbers in it, and what else it says. */
const FIELDS: [written: string, numbers: string[], words?: string[]][] = [
  ['+8 916 100-00-01', [A]], ['+ 8 (916) 100 00 01', [A]], ['+89161000001', [A]], ['+7 (8-916) 100-00-01', [A]], ['+(7)916 1000001', [A]],
  ['Внук Вася 89161000001', [A], ['Внук Вася']], ['Вн. Олег 89161000001', [A], ['Вн. Олег']], ['89161000001мама', [A], ['мама']],
  ['#89161000001', [A]], ['*89161000001', [A]], ['№89161000001', [A]], ['т.89161000001', [A]], ['WhatsApp:+79161000001', [A], ['WhatsApp']], ['https://wa.me/79161000001', [A], ['https://wa.me']],
  ['8 916 100-00-01 (мама)', [A], ['мама']], ['8 916 1000001 до 18:00', [A], ['до 18:00']], ['01.02.2010 89161000001', [A], ['01.02.2010']], ['кв 5 9161000001', [A], ['кв 5']],
  ['8\u00ad916\u200b100\u200d00\u206001', [A]], ['8\ufe0f\u20e39161000001', [A]], ['8·916·100·00·01', [A]], ['8−916−100−00−01', [A]], ['8,916,100,00,01', [A]],
  ['89161000001, 89161000002', [A, B]], ['89161000001,89161000002', [A, B]], ['9161000001; 9161000002', [A, B]], ['89161000001/89161000002', [A, B]], ['8 916 100-00-01 / 8 916 100-00-02', [A, B]],
  ['89161000001\n89161000002', [A, B]], ['89161000001\r\n+7 916 100-00-02', [A, B]], ['89161000001 и 89161000002', [A, B]], ['89161000001 или 89161000002', [A, B]], ['89161000001 89161000002', [A, B]],
  ['8 916 100 00 01 8 916 100 00 02', [A, B]], ['89161000001|89161000002', [A, B]], ['89161000001\\89161000002', [A, B]], ['+79161000001+79161000002', [A, B]], ['89161000001 & 89161000002', [A, B]],
  ['8-916-100-00-01,8-916-100-00-02', [A, B]], ['Мама 8 916 100-00-01, папа 8 916 100-00-02', [A, B], ['Мама', 'папа']], ['+7916100-00-01(Оля),+79161000002(Петя)', [A, B], ['Оля', 'Петя']],
  ['8 916 100-00-01 доб. 5, 8 916 100-00-02', [A, B], ['доб. 5', '']], ['8 916 100 00 01 вн 7; 8(916)1000002', [A, B], ['вн 7', '']], ['8 495 123-45-67/68', ['+74951234567'], ['68']],
  ['+49 30 901820 и 89161000001', ['+4930901820', A]],
];

describe('every number of a field is read, and every word of it kept', () => {
  test.each(FIELDS)('A7 %j', (written, numbers, words = numbers.map(() => '')) => {
    const read = readField(written, 'RU');
    expect([read.numbers.map(({ e164 }) => e164), read.numbers.map((number) => number.words), read.unread]).toEqual([numbers, words, []]);
  });

  test.each([
    ['нет телефона', [], ['нет телефона']], ['5-12-34', [], ['5-12-34']], ['8916100000189161000002', [], ['8916100000189161000002']],
    ['5-12-34, 89161000001', [A], ['5-12-34']], ['', [], []], [' \u200b', [], []],
  ] as const)('A7 what of %j cannot be read is named', (written, numbers, unread) => {
    const read = readField(written, 'RU');
    expect([read.numbers.map(({ e164 }) => e164), read.unread]).toEqual([numbers, unread]);
  });
});

let saves = 0;
const create = async (page: TestPage, name: string, ...numbers: string[]) =>
  (await page.ask('POST /api/customers', { body: { name, numbers: numbers.map((number) => ({ number })), saveId: `a7-${++saves}` } })).body;
const whose = async (page: TestPage, number: string) => {
  const { body } = await page.ask('POST /api/look-up', { body: { number, callId: null } });
  return body.state === 'found' ? body.customers.map(({ name }) => name) : body.state;
};

onBothDatabases(({ open }) => {
  test('A7 a customer is found by every number of every field, and the form hears which cannot be read', async () => {
    const page = await (await createWorld(await open())).signIn('op1');
    const stored = await create(page, 'Анна', '+8 916 100-00-01', 'Внук Вася 89161000020', '#89161000021, 89161000022\n8 916 100-00-23', 'спросить у мамы');
    expect(stored.numbers).toEqual([
      { number: '+79161000001', label: null }, { number: '+79161000020', label: 'Внук Вася' }, { number: '+79161000021', label: null },
      { number: '+79161000022', label: null }, { number: '+79161000023', label: null }, { number: 'спросить у мамы', label: null },
    ]);
    expect(stored.unread).toEqual(['спросить у мамы']);
    for (const end of ['01', '20', '21', '22', '23']) expect([end, await whose(page, `+791610000${end}`)]).toEqual([end, ['Анна']]);
    const { body: edited } = await page.ask('PATCH /api/customers/:customerId', {
      params: { customerId: stored.id }, body: { name: 'Анна', numbers: [...stored.numbers.slice(0, 2), { number: '5-12-34' }], version: stored.version } });
    expect([edited.numbers.map(({ label }) => label), edited.unread]).toEqual([[null, 'Внук Вася', null], ['5-12-34']]);
    const { body: attached } = await page.ask('POST /api/customers/:customerId/numbers', { params: { customerId: stored.id }, body: { number: '8 916 100-00-31 / 8 916 100-00-32, 51234' } });
    expect(attached.unread).toEqual(['5-12-34', '51234']);
    expect([await whose(page, '+79161000031'), await whose(page, '+79161000032')]).toEqual([['Анна'], ['Анна']]);
    const { body: found } = await page.ask('POST /api/customers/search', { body: { query: '8 916 100-00-99, 8 916 100-00-32' } });
    expect(found.customers.map(({ name }) => name)).toEqual(['Анна']);
  });

  test('A7 several numbers are too many where one is meant, and twenty fields hold no more than twenty', async () => {
    const page = await (await createWorld(await open())).signIn('op1');
    const two = '89161000001, 89161000002';
    const list = await page.ask('PUT /api/listed-numbers', { body: { number: two, list: 'blocked' } });
    const call = await page.ask('POST /api/outbound', { body: { number: two, about: null } });
    const give = await page.ask('POST /api/calls/:callId/transfer', { params: { callId: '1' }, body: { transferId: 't', mode: 'blind', to: { number: two } } });
    expect([list, call, give].map(({ status, body }) => [status, (body as unknown as { message: string }).message]))
      .toEqual([1, 2, 3].map(() => [400, 'This holds several phone numbers; give one.']));
    expect((await page.ask('PUT /api/listed-numbers', { body: { number: 'Спам 8 916 100-00-01', list: 'blocked' } })).body.number).toBe(A);
    const many = (from: number, count: number) => Array.from({ length: count }, (_, index) => `89161000${from + index}`).join(', ');
    expect(await create(page, 'Колл-центр', many(100, 10), many(200, 11))).toMatchObject({ code: 'bad-request', message: 'A customer has at most 20 numbers.' });
  });

  test('A7 an import reports what it could not read', async () => {
    const world = await createWorld(await open());
    const report = await insertCustomers(world.database, [
      { id: 'i1', name: 'Борис', note: '', numbers: [{ number: '89161000001 и 89161000002', label: 'дом' }] },
      { id: 'i2', name: 'Вера', note: '', numbers: [{ number: 'потерян', label: null }, { number: '+79161000003', label: null }] },
    ], { franchise: 'center', region: 'RU', nowMs: 1 });
    expect(report).toEqual([{ id: 'i2', unread: ['потерян'] }]);
    const page = await world.signIn('op1');
    expect([await whose(page, B), await whose(page, '+79161000003')]).toEqual([['Борис'], ['Вера']]);
  });

  test('A7 A16 customers of an earlier release are read anew, once, and keep their places', async () => {
    const world = await createWorld(await open());
    await world.database.query(
      `insert into customers (franchise, customer_id, name, name_folded, note, version, created_at)
       select 'center', 'old-' || n, 'Ива' || chr(173) || 'нова ' || n, 'ива нова ' || n, '', 1, 0 from generate_series(1, 501) as n`);
    await world.database.query(
      `insert into customer_numbers (franchise, customer_id, position, number, label, e164, digits, tail)
       select 'center', 'old-' || n, 1, '#8916200' || lpad(n::text, 4, '0') || ', 8916300' || lpad(n::text, 4, '0'), null, null, '', '-------' from generate_series(1, 501) as n`);
    const page = await world.signIn('op1');
    expect(await whose(page, '+79162000501')).toBe('none');
    await world.desk.tick();
    expect([await whose(page, '+79162000501'), await whose(page, '+79163000001')]).toEqual([['Ива\u00adнова 501'], ['Ива\u00adнова 1']]);
    const { body } = await page.ask('POST /api/customers/search', { body: { query: 'иванова', limit: 1 } });
    expect(body.more).toBe(500);
    const [left] = await world.database.query<{ count: number }>('select count(*) as count from customers where reading = 0');
    expect(left?.count).toBe(0);
  });
});
