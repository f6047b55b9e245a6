import { describe, expect, test } from 'vitest';
import { isBlank } from '../../contracts/text';
import { foldName, foldWords } from '../../desk/directory/fold-name';
import { createTexts } from '../../operator/locale';
import { moreText, nameText } from '../../operator/view/format';
import { answered, completed, newCall, offered, queued } from '../desk/support/calls';
import { onBothDatabases } from '../desk/support/databases';
import { startErp } from '../desk/support/fake-erp';
import { SAMPLE_KEYS, sampleConfig, sampleFranchise } from '../desk/support/sample-config';
import { createWorld, type TestPage } from '../desk/support/world';

const every = (kind: RegExp): string[] => Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff).map((code) => String.fromCodePoint(code)).filter((character) => kind.test(character));

let saves = 0;
const create = async (page: TestPage, name: string, ...numbers: string[]) =>
  (await page.ask('POST /api/customers', { body: { name, numbers: numbers.map((number) => ({ number })), saveId: `a16-${++saves}` } })).body;
const search = async (page: TestPage, query: string, limit = 20) => (await page.ask('POST /api/customers/search', { body: { query, limit } })).body;
const found = async (page: TestPage, query: string) => (await search(page, query)).customers.map(({ name }) => name);

describe('names are the same, however they are written', () => {
  test('A16 no character of the format class, or that is drawn as nothing, parts a name', () => {
    const invisible = every(/^[\p{Cf}\p{Default_Ignorable_Code_Point}]$/u);
    expect(invisible.length).toBeGreaterThan(170);
    expect(invisible.filter((character) => foldWords(`Ива${character}нова`) !== 'иванова')).toEqual([]);
  });

  test('A16 every kind of space parts two names', () => {
    const spaces = every(/^[\p{Z}\t\n\v\f\r]$/u);
    expect(spaces.length).toBeGreaterThan(20);
    expect(spaces.filter((space) => foldName(`Иванова${space}Мария`) !== 'иванова мария')).toEqual([]);
  });

  test.each([
    ['NFC and NFD', 'Йо\u0308лкина', 'Ио\u0306лкина'.normalize('NFD')], ['full width', 'Ｉｖａｎｏｖａ', 'ivanova'], ['ligatures', 'Griﬃn', 'GRIFFIN'], ['ё and е', 'Пётр', 'петр'],
    ['case', 'СТРАСТЬ', 'страсть'], ['sharp s', 'Straße', 'STRASSE'], ['dotted I', 'İpek', 'ipek'], ['dotless ı', 'Kadın', 'KADIN'], ['final sigma', 'Οδυσσεύς', 'ΟΔΥΣΣΕΥΣ'],
    ['apostrophes', 'Солов\u02bcєв', "Солов'єв"], ['an accent between', 'Ива\u00ad\u0301нова', 'Иванова'],
  ])('A16 %s: %j is %j', (_, left, right) => expect(foldName(left)).toBe(foldName(right)));
});

test('A17 a name of spaces or of nothing that can be seen is «Клиент без имени»', () => {
  const { t } = createTexts('ru');
  const nothing = every(/^[\p{Z}\p{Cf}\t\n\r\u2800\u3164]$/u);
  expect(nothing.filter((character) => nameText(`${character}${character} `, t) !== 'Клиент без имени')).toEqual([]);
  expect([nameText('', t), nameText(' И ', t), isBlank('.')]).toEqual(['Клиент без имени', ' И ', false]);
});

onBothDatabases(({ open }) => {
  test('A16 a customer is found whatever the name or the query holds', async () => {
    const page = await (await createWorld(await open())).signIn('op1');
    const name = 'Ива\u00adно\u200dва\u00a0Ма\u2060рия\u200bПе\u0301тровна';
    await create(page, name);
    await create(page, 'Йошкин Фё\u0308дор'.normalize('NFD'));
    for (const query of ['иванова', 'мария', 'петровна', 'ИВА\u00adНОВА\u2009мария', 'ивано\ufeffва пе']) expect([query, await found(page, query)]).toEqual([query, [name]]);
    for (const query of ['йошкин федор', 'Йошкин'.normalize('NFC'), 'фёд']) expect([query, (await found(page, query)).length]).toEqual([query, 1]);
    expect(await found(page, '\u200b\u00ad ')).toEqual([]);
  });

  test('A17 such a name reaches no page: of the desk, of an ERP, kept with a call', async () => {
    const database = await open();
    const own = await (await createWorld(database)).signIn('op1');
    await create(own, ' \u00a0\u200b', '+79161234567');
    const looked = await own.ask('POST /api/look-up', { body: { number: '+79161234567', callId: null } });
    expect(looked.body).toMatchObject({ state: 'found', customers: [{ name: '' }] });
    const erp = await startErp();
    erp.customers = [{ id: 'c1', franchise: 'center', name: '\u2003\u2060', numbers: [] }];
    const page = await withErp(database, erp.url);
    expect((await page.ask('POST /api/look-up', { body: { number: '+79161234567', callId: null } })).body).toMatchObject({ customers: [{ name: '' }] });
  });

  test('A18 more hits than shown: in the order of names, and how many more there are', async () => {
    const page = await (await createWorld(await open())).signIn('op1');
    const names = Array.from({ length: 30 }, (_, index) => `Иванова Мария ${String.fromCodePoint(0x430 + ((index * 7) % 30))}`);
    for (const name of names) await create(page, name);
    await create(page, 'Иванов Мартын Ив');
    const answer = await search(page, 'ив мария', 8);
    const sorted = [...names].sort((left, right) => (foldName(left) < foldName(right) ? -1 : 1));
    expect([answer.customers.map(({ name }) => name), answer.more]).toEqual([sorted.slice(0, 8), 22]);
    expect([moreText(answer.more, createTexts('ru').t), moreText(0, createTexts('ru').t)]).toEqual(['ещё 22', '']);
    expect((await search(page, 'ив мар', 100)).more).toBe(0);
  });

  test('A18 a number that sixty share, and a customer of a hundred and one calls: shown in part, and said', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    await world.database.query(
      `insert into customers (franchise, customer_id, name, name_folded, note, version, created_at, reading)
       select 'center', 'k' || n, 'Ученик ' || lpad(n::text, 2, '0'), 'ученик ' || n, '', 1, 0, 1 from generate_series(1, 60) as n`);
    await world.database.query(
      `insert into customer_numbers (franchise, customer_id, position, number, e164, digits, tail)
       select 'center', 'k' || n, 1, '+74950000000', '+74950000000', '74950000000', '0000000' from generate_series(1, 60) as n`);
    const { body } = await page.ask('POST /api/look-up', { body: { number: '8 495 000-00-00', callId: null } });
    expect(body.state === 'found' && [body.customers.length, body.more, body.customers[0]?.name, body.customers[49]?.name]).toEqual([50, 10, 'Ученик 01', 'Ученик 50']);
    const call = completed(answered(offered(queued(newCall({ callId: 'c', startedAtMs: world.clock.now() - 65_000 })), 'op1'), 'op1'), 'op1');
    await world.post(call.batch());
    await world.database.query(
      `insert into calls select (json_populate_record(c, json_build_object('call_id', 'c' || n))).* from calls c, generate_series(1, 100) as n where c.call_id = 'c'`);
    await world.database.query(`insert into choices (franchise, call_id, customer_id, operator, at) select 'center', call_id, 'k1', 'op1', 1 from calls where franchise = 'center'`);
    const { body: customer } = await page.ask('GET /api/customers/:customerId', { params: { customerId: 'k1' } });
    expect([customer.calls.length, customer.moreCalls]).toEqual([100, 1]);
  });

  test('A18 an ERP that says how many there are is believed; one that stops at the limit may have more', async () => {
    const erp = await startErp();
    const page = await withErp(await open(), erp.url);
    erp.customers = Array.from({ length: 8 }, (_, index) => ({ id: `c${index}`, franchise: 'center', name: `Анна ${index}`, numbers: [] }));
    const asked = async () => { const { customers, more } = await search(page, 'анна', 8); return [customers.length, more]; };
    expect(await asked()).toEqual([8, null]);
    erp.total = 30;
    expect(await asked()).toEqual([8, 22]);
    erp.customers.pop();
    delete erp.total;
    expect(await asked()).toEqual([7, 0]);
  });
});

async function withErp(database: Parameters<typeof createWorld>[0], url: string): Promise<TestPage> {
  const center = sampleFranchise('center', '+74951234567', { customers: { source: 'erp', url } });
  const config = sampleConfig({ franchises: { center, north: sampleFranchise('north', '+78121234567') } });
  return (await createWorld(database, { config, keys: { ...SAMPLE_KEYS, erpApi: { center: 'erp-bearer' } } })).signIn('op1');
}
