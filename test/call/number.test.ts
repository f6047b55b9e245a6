import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublic } from '../../scenarios/call/access';
import { rawNumber, toE164 } from '../../scenarios/call/number';

const RU = { countryCode: '7', trunkPrefix: '8', internationalPrefix: '810', nationalLengths: [10] };
const DE = { countryCode: '49', trunkPrefix: '0', internationalPrefix: '00', nationalLengths: [7, 8, 9, 10, 11] };

describe('R28 numbers in any notation', () => {
  it.each([
    ['8 (916) 123-45-67', '+79161234567'],
    ['79161234567', '+79161234567'],
    ['+7 916 123 45 67', '+79161234567'],
    ['9161234567', '+79161234567'],
    ['8-916-123-45-67', '+79161234567'],
    ['+7\u00a0916\u00a0123\u201145\u201167', '+79161234567'],
    ['7 495/123.45.67', '+74951234567'],
    ['8 495 123-45-67 доб. 12', '+74951234567'],
    ['+74951234567;ext=12', '+74951234567'],
    ['sip:+79161234567@gateway.example.com;user=phone', '+79161234567'],
    ['tel:+79161234567', '+79161234567'],
    ['8 10 49 30 123456', '+4930123456'],
    ['810380501234567', '+380501234567'],
    ['+380 50 123 45 67', '+380501234567'],
    ['380501234567', '+380501234567'],
    ['14155552671', '+14155552671'],
  ])('%s is %s', (raw, expected) => {
    expect(toE164(raw, RU)).toBe(expected);
  });

  it('follow the numbering plan of the region', () => {
    expect(toE164('030 123456', DE)).toBe('+4930123456');
    expect(toE164('0049 30 123456', DE)).toBe('+4930123456');
    expect(toE164('0079161234567', DE)).toBe('+79161234567');
  });

  it('of every subscriber are one number', () => {
    fc.assert(fc.property(fc.stringMatching(/^[3489]\d{9}$/), (national) => {
      fc.pre(new Set(national).size > 1);
      const forms = [national, `8${national}`, `7${national}`, `+7${national}`, `+7 (${national.slice(0, 3)}) ${national.slice(3)}`, `8107${national}`];
      expect(new Set(forms.map((form) => toE164(form, RU)))).toEqual(new Set([`+7${national}`]));
    }), { seed: 7 });
  });
});

describe('R33 what is no number', () => {
  it.each(['', 'anonymous', 'Anonymous', 'unknown', '+', '112', '12345', '000000000000', '0000000000', '+7916', '+712345678901234567', 'Иван', '<script>', '8 (916) abc', '+0123456789'])(
    '%j is null', (raw) => {
      expect(toE164(raw, RU)).toBeNull();
    });

  it('never throws and never gives anything but E.164', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (raw) => {
      expect(toE164(raw, RU) ?? '+10000000').toMatch(/^\+[1-9]\d{7,14}$/);
    }), { seed: 8 });
  });

  it('is kept as it came, within a length', () => {
    expect(rawNumber('Anonymous')).toBe('Anonymous');
    expect(rawNumber('9'.repeat(500))).toHaveLength(64);
  });
});

describe('who may be served', () => {
  const uri = { number: '79161234567@195.0.2.1', sdk: 'sip:op1@app.account.voximplant.com' };

  it.each([
    ['the header says pstn', { header: 'pstn', clientType: 'user', fromUri: uri.sdk }, true],
    ['the header says sip', { header: 'SIP', clientType: '', fromUri: '' }, true],
    ['the header says user', { header: 'user', clientType: 'pstn', fromUri: uri.number }, false],
    ['only the leg says pstn', { header: undefined, clientType: 'pstn', fromUri: uri.sdk }, true],
    ['only the leg says user', { header: undefined, clientType: 'user', fromUri: uri.number }, false],
    ['only the address is an SDK user', { header: undefined, clientType: '', fromUri: uri.sdk }, false],
    ['there is no sign at all', { header: undefined, clientType: '', fromUri: '' }, true],
  ] as const)('%s', (_what, origin, expected) => {
    expect(isPublic(origin)).toBe(expected);
  });
});
