import { getCountryCallingCode, parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';

/** With usual digits, dashes and spaces, and nothing that cannot be seen. */
export function plainText(raw: string): string {
  return raw.normalize('NFKC').replace(/\p{Nd}/gu, asciiDigit).replace(/[\p{Cf}\p{M}]/gu, '').replace(/[\p{Pd}−]/gu, '-');
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  // Each block of decimal digits starts at a code point whose digit is zero.
  let zero = code;
  while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code < 128 ? digit : String((code - zero) % 10);
}

/** E.164 with its plus, where `text` (digits and what stands between them) is one whole number. */
export function parseWhole(text: string, region: string): string | null {
  const country = region as CountryCode;
  const digits = text.replace(/\D/g, '');
  if (text.includes('+')) return (international(digits, 'possible') ?? national(digits, country) ?? withTrunkPrefix(digits, country))?.number ?? null;
  const local = national(digits, country);
  // The network gives E.164 without its plus; people leave it out too.
  const foreign = international(digits, 'valid');
  // Where the trunk prefix is 0, people write it: digits that begin otherwise are rather a whole number.
  const lacksZero = local !== undefined && parsePhoneNumberFromString(`0${digits}`, country)?.number === local.number;
  return (lacksZero ? foreign ?? local : local ?? foreign)?.number ?? null;
}

function national(digits: string, country: CountryCode): PhoneNumber | undefined {
  return onlyIf(parsePhoneNumberFromString(digits, country), 'valid');
}

function international(digits: string, need: 'valid' | 'possible'): PhoneNumber | undefined {
  return onlyIf(parsePhoneNumberFromString(`+${digits}`), need);
}

/** `+7 (8-916) …`: people put their country's code before a number that has its trunk prefix already. */
function withTrunkPrefix(digits: string, country: CountryCode): PhoneNumber | undefined {
  const code = getCountryCallingCode(country);
  return digits.startsWith(code) ? national(digits.slice(code.length), country) : undefined;
}

function onlyIf(number: PhoneNumber | undefined, need: 'valid' | 'possible'): PhoneNumber | undefined {
  if (!number) return undefined;
  return (need === 'valid' ? number.isValid() : number.isPossible()) ? number : undefined;
}
