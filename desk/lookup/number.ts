import { parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';
import type { LookedUpNumber } from '../../contracts/desk-customers';

/** Fewer digits cannot name a person: short codes, extensions, garbage. */
export const SHORTEST_SEARCHED = 7;

export interface ReadNumber {
  raw: string;
  /** With plus; null where it is no whole number. */
  e164: string | null;
  /** Of `e164`, else as written, without extension; '' where there is nothing to search by. */
  digits: string;
  /** The last seven digits, the key of the suffix search. */
  tail: string;
}

/**
 * Reads a number in whatever notation people and networks write it: 8…, +7…, 7…, ten digits, 810…, 00…,
 * brackets, slashes, dashes, extensions, `tel:` and `sip:` addresses, full-width or Arabic digits.
 */
export function readNumber(raw: string, region: string): ReadNumber {
  const text = bareNumber(raw);
  const digits = text.replace(/\D/g, '');
  if (digits.length < SHORTEST_SEARCHED || digits.length > 18) return { raw, e164: null, digits: '', tail: '' };
  const e164 = parse(text, digits, region)?.number ?? null;
  const whole = e164 === null ? digits : e164.slice(1);
  return { raw, e164, digits: whole, tail: whole.slice(-SHORTEST_SEARCHED) };
}

/** How people of the region write it. */
export function showNumber(read: ReadNumber, region: string): LookedUpNumber {
  const parsed = read.e164 === null ? undefined : parsePhoneNumberFromString(read.e164);
  const display = parsed === undefined ? read.raw
    : parsed.country === region ? parsed.formatNational() : parsed.formatInternational();
  return { raw: read.raw, e164: read.e164, display };
}

/** Without scheme, host, extension and foreign digits. */
function bareNumber(raw: string): string {
  const plain = raw.normalize('NFKC').slice(0, 200).replace(/\p{Nd}/gu, asciiDigit).trim();
  const address = /^(?:sips?|tel):([^@;?]*)/i.exec(plain);
  const user = address ? (address[1] ?? '') : plain;
  if (address && !/^[+\d\s().\-/]*$/.test(user)) return '';
  return user
    .replace(/(?:доб(?:авочный)?|вн(?:утр)?|ext(?:ension)?|durchwahl|[x#*;,])\s*\.?\s*[:=]?\s*\d*\s*\.?.*$/iu, '')
    .replace(/^\s*(\d+)~(\d+)/, '$1$2');
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  // Each block of decimal digits starts at a code point whose digit is zero.
  let zero = code;
  while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code < 128 ? digit : String((code - zero) % 10);
}

function parse(text: string, digits: string, region: string): PhoneNumber | undefined {
  const country = region as CountryCode;
  if (text.includes('+')) return onlyIf(parsePhoneNumberFromString(`+${digits}`), 'possible');
  const national = onlyIf(parsePhoneNumberFromString(digits, country), 'valid');
  // The network gives E.164 without its plus; people leave it out too.
  const international = onlyIf(parsePhoneNumberFromString(`+${digits}`), 'valid');
  // Where the trunk prefix is 0, people write it: digits that begin otherwise are rather a whole number.
  const lacksZero = national !== undefined && parsePhoneNumberFromString(`0${digits}`, country)?.number === national.number;
  return lacksZero ? international ?? national : national ?? international;
}

function onlyIf(number: PhoneNumber | undefined, need: 'valid' | 'possible'): PhoneNumber | undefined {
  if (!number) return undefined;
  return (need === 'valid' ? number.isValid() : number.isPossible()) ? number : undefined;
}
