import type { CountryCode } from 'libphonenumber-js';
import parsePhoneNumber, { getCountryCallingCode, isSupportedCountry, Metadata } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import type { NumberingPlan } from '../../contracts/call-settings';

/** True where libphonenumber knows the region's numbers, e.g. `RU`. */
export function isKnownRegion(region: string): region is CountryCode {
  return isSupportedCountry(region as CountryCode, metadata);
}

/** How numbers of a region are dialled, from libphonenumber's metadata. */
export function numberingPlan(region: CountryCode): NumberingPlan {
  const holder = new Metadata(metadata);
  holder.selectNumberingPlan(region);
  const plan = holder.numberingPlan as unknown as RegionPlan;
  return {
    countryCode: getCountryCallingCode(region, metadata),
    trunkPrefix: plan.nationalPrefix() || '',
    internationalPrefix: internationalPrefix(plan),
    nationalLengths: callersLengths(plan),
  };
}

/** E.164 of a number in any notation of the region, or undefined for what is none. */
export function asE164(number: string, region: string): string | undefined {
  if (!isKnownRegion(region)) return undefined;
  const parsed = parsePhoneNumber(number, { defaultCountry: region, extract: false }, metadata);
  return parsed?.isPossible() ? parsed.number : undefined;
}

/** Whether these digits are a number of some country with a plus before them. */
export function isInternational(digits: string): boolean {
  return parsePhoneNumber(`+${digits}`, metadata)?.isValid() ?? false;
}

/** What libphonenumber's class has beside its published types. */
interface RegionPlan {
  nationalPrefix(): string | 0;
  /** A regular expression, e.g. `00|810`. */
  IDDPrefix(): string;
  /** With `~` where one waits for a second tone, e.g. `8~10`; 0 where there is none, but the metadata go on. */
  defaultIDDPrefix(): string | 0 | undefined;
  possibleLengths(): number[];
  type(name: 'FIXED_LINE' | 'MOBILE'): { possibleLengths(): number[] | undefined } | undefined;
}

/** None where the carriers' own share only the trunk prefix: calls within the region begin so as well. */
function internationalPrefix(plan: RegionPlan): string {
  const prefix = (plan.defaultIDDPrefix() || plan.IDDPrefix()).replace('~', '').replace(/\D.*/, '');
  return prefix === plan.nationalPrefix() ? '' : prefix;
}

/** Only telephones call in; service numbers have lengths that no caller has. */
function callersLengths(plan: RegionPlan): number[] {
  const lengths = (['FIXED_LINE', 'MOBILE'] as const).flatMap(
    (name) => plan.type(name)?.possibleLengths() ?? plan.possibleLengths(),
  );
  return [...new Set(lengths)].sort((left, right) => left - right);
}
