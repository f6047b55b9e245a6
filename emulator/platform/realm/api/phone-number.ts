import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

/** PhoneNumber.getInfo [typings]. */
export function phoneNumberInfo(number: unknown, country?: unknown): Record<string, unknown> {
  const region = typeof country === 'string' ? (country.toUpperCase() as CountryCode) : undefined;
  const text = String(number);
  const parsed = parsePhoneNumberFromString(text, region) ?? parsePhoneNumberFromString(`+${text}`);
  if (!parsed) return { ...NOTHING, number: text, error: 'INVALID_NUMBER' };
  return {
    numberType: parsed.getType() ?? 'UNKNOWN',
    region: parsed.country ?? '',
    location: '',
    isPossibleNumber: parsed.isPossible(),
    isValidNumber: parsed.isValid(),
    isValidNumberForRegion: parsed.isValid() && (region === undefined || parsed.country === region),
    number: parsed.number,
  };
}

const NOTHING = {
  numberType: 'UNKNOWN',
  region: '',
  location: '',
  isPossibleNumber: false,
  isValidNumber: false,
  isValidNumberForRegion: false,
};
