import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CloudOptions } from '../../../emulator/cloud';
import { world, type World } from './world';

async function run(script: string, options: Partial<CloudOptions> = {}): Promise<World> {
  const w = world(script, options);
  w.dial();
  await w.clock.runUntilIdle();
  return w;
}

/** The value of one expression, as JSON. */
async function value(expression: string, options: Partial<CloudOptions> = {}): Promise<unknown> {
  const w = await run(`Logger.write(JSON.stringify(${expression}));`, options);
  return JSON.parse(w.said[0] ?? 'null');
}

describe('text and bytes', () => {
  it.each([
    [`base64_encode('Привет')`, '0J/RgNC40LLQtdGC'],
    [`base64_encode([1, 2, 255])`, 'AQL/'],
    [`base64_decode('AQL/')`, [1, 2, 255]],
    [`bytes2hex([202, 254], true)`, 'CAFE'],
    [`hex2bytes('cafe')`, [202, 254]],
    [`bytes2str([208, 159])`, 'П'],
    [`bytes2str([233], 'iso-8859-1')`, 'é'],
    [`str2bytes('П', 'utf-8')`, [208, 159]],
    [`levenshtein_distance('kitten', 'sitting')`, 3],
    [`[typeof uuidgen(), uuidgen().length, uuidgen() === uuidgen()]`, ['string', 36, false]],
  ])('%s', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected);
  });
});

describe('Crypto', () => {
  const bytes = (text: string, encoding: 'utf8' | 'latin1') => Buffer.from(text, encoding);

  it.each(['md5', 'sha1', 'sha256'])('%s', async (name) => {
    expect(await value(`Crypto.${name}('data')`)).toBe(createHash(name).update('data').digest('hex'));
  });

  it('md5 of a list is that of its pieces together', async () => {
    expect(await value(`Crypto.md5(['da', 'ta'])`)).toBe(createHash('md5').update('data').digest('hex'));
  });

  it.each([['utf-8', 'utf8'], ['latin-1', 'latin1']] as const)('[9.140] the bytes of text are %s', async (textEncoding, encoding) => {
    const expected = createHmac('sha256', bytes('ключ', encoding)).update(bytes('é', encoding)).digest('hex');
    expect(await value(`Crypto.hmac_sha256('ключ', 'é')`, { switches: { textEncoding } })).toBe(expected);
  });
});

describe.each(['context', 'shared'] as const)('time, %s realm', (realm) => {
  it.each([
    ['new Date().toISOString()', '2026-01-05T09:00:00.000Z'],
    ['String(new Date())', 'Mon Jan 05 2026 09:00:00 GMT+0000 (UTC)'],
    ['new Date().getHours()', 9],
    ['new Date(2026, 0, 2, 3).toISOString()', '2026-01-02T03:00:00.000Z'],
    [`new Date('2026-01-02T03:00:00').getTime() === Date.UTC(2026, 0, 2, 3)`, true],
    [`new Date('2026-01-02T03:00:00+03:00').getUTCHours()`, 0],
    ['new Date() instanceof Date && typeof Date() === "string"', true],
    [`getLocalTime('Europe/Moscow', new Date()).getHours()`, 12],
    [`getLocalTime('Asia/Vladivostok', new Date('2026-01-05T20:30:15Z')).toISOString()`, '2026-01-06T06:30:15.000Z'],
  ])('%s', async (expression, expected) => {
    expect(await value(expression, { realm })).toBe(expected);
  });

  it('an unknown zone fails by its name', async () => {
    const w = await run(`getLocalTime('Mars/Olympus', new Date());`, { realm });
    expect(w.events.find((event) => event.kind === 'error')?.['message']).toContain("getLocalTime('Mars/Olympus')");
  });

  it('random numbers come from the seed', async () => {
    const draw = (seed: number) => value('[Math.random(), uuidgen()]', { realm, seed });
    expect(await draw(1)).toEqual(await draw(1));
    expect(await draw(1)).not.toEqual(await draw(2));
  });
});

describe('lists of names', () => {
  it.each([
    [`PhoneNumber.getInfo('8 (916) 123-45-67', 'RU')`, { number: '+79161234567', isValidNumber: true, region: 'RU', numberType: 'MOBILE' }],
    [`PhoneNumber.getInfo('74951234567')`, { number: '+74951234567', isValidNumberForRegion: true }],
    [`PhoneNumber.getInfo('12')`, { isValidNumber: false }],
    [`PhoneNumber.getInfo('anonymous')`, { isValidNumber: false, error: 'INVALID_NUMBER' }],
  ])('%s', async (expression, expected) => {
    expect(await value(expression)).toMatchObject(expected);
  });

  it('older code names voices by Language', async () => {
    const script = `VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { e.call.answer(); e.call.say('x', Language.RU_RUSSIAN_FEMALE); });`;
    const w = world(script);
    const caller = w.dial();
    await w.clock.runFor(1000);
    expect(caller.heard[1]).toMatchObject({ voice: 'RU_RUSSIAN_FEMALE' });
  });
});

describe('ApplicationStorage', () => {
  const HEAD = `require(Modules.ApplicationStorage); (async function () {`;
  const stored = (body: string, options?: Partial<CloudOptions>) => run(`${HEAD} ${body} })();`, options);

  it('[9.118] put, get, keys, remove over the account’s rows', async () => {
    const w = await stored(`await ApplicationStorage.put('out:1', 'a', 60); await ApplicationStorage.put('in:1', 'b', 60);
      Logger.write((await ApplicationStorage.get('out:1')).value + (await ApplicationStorage.get('none')));
      Logger.write((await ApplicationStorage.keys('out:*')).keys.join());
      Logger.write((await ApplicationStorage.remove('out:1')).key + (await ApplicationStorage.keys()).keys.join());`);
    expect(w.said).toEqual(['anull', 'out:1', 'out:1in:1']);
    expect([...w.rows.keyValues.values()]).toMatchObject([{ applicationId: w.applicationId, key: 'in:1', value: 'b' }]);
  });

  it('[9.118] the ttl is honoured', async () => {
    const w = await stored(`await ApplicationStorage.put('k', 'v', 10);
      setTimeout(async function () { Logger.write(typeof (await ApplicationStorage.get('k')).value); }, 9900);
      setTimeout(async function () { Logger.write(String(await ApplicationStorage.get('k'))); }, 10100);`);
    expect(w.said).toEqual(['string', 'null']);
  });

  it.each([
    [`put('k'.repeat(200), 'v', 0)`, 'ok'], [`put('k'.repeat(201), 'v', 0)`, 'A key of 201 characters, expected 1 to 200'],
    [`put('k', 'v'.repeat(2000), 0)`, 'ok'], [`put('k', 'v'.repeat(2001), 0)`, 'A value of 2001 characters, the limit is 2000'],
    [`put('k', 'v', 7776000)`, 'ok'], [`put('k', 'v', 7776001)`, 'Expected a ttl of 0 to 7776000 s, got 7776001'],
  ])('limits: %s', async (call, said) => {
    const w = await stored(`try { await ApplicationStorage.${call}; Logger.write('ok'); } catch (error) { Logger.write(error.message); }`);
    expect(w.said).toEqual([said]);
  });
});
