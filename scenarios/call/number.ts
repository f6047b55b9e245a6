import type { NumberingPlan } from '../../contracts/call-settings';

/** E.164 allows fifteen digits; below eight nothing international is a subscriber. */
const MIN_INTERNATIONAL = 8;
const MAX_INTERNATIONAL = 15;
/** Longer than any number; what comes in is kept for people to see, not for storing novels. */
const RAW_MAX = 64;

/**
 * The E.164 form, with its plus, of a number in any notation that a network or
 * a person uses, or null for what is no number (anonymous, too short, garbage).
 */
export function toE164(raw: string, plan: NumberingPlan): string | null {
  const written = subscriberPart(raw);
  if (!/^\+?[\d\s().\-/\u00a0\u2010-\u2015]+$/.test(written)) return null;
  const digits = written.replace(/\D/g, '');
  if (/^(\d)\1*$/.test(digits)) return null;
  if (written.startsWith('+')) return international(digits, plan);
  const { internationalPrefix: exit, trunkPrefix: trunk, countryCode } = plan;
  if (exit !== '' && digits.startsWith(exit) && digits.length - exit.length >= MIN_INTERNATIONAL) {
    return international(digits.slice(exit.length), plan);
  }
  if (digits.startsWith(countryCode) && isNational(digits.slice(countryCode.length), plan)) return `+${digits}`;
  if (trunk !== '' && digits.startsWith(trunk) && isNational(digits.slice(trunk.length), plan)) {
    return `+${countryCode}${digits.slice(trunk.length)}`;
  }
  if (isNational(digits, plan)) return `+${countryCode}${digits}`;
  // Networks give foreign callers as bare international digits.
  return digits.length > Math.max(...plan.nationalLengths) ? international(digits, plan) : null;
}

/** What the platform gave, cut to a length that is safe to store and show. */
export function rawNumber(raw: string): string {
  return raw.slice(0, RAW_MAX);
}

function international(digits: string, plan: NumberingPlan): string | null {
  if (digits.startsWith('0')) return null;
  if (digits.length < MIN_INTERNATIONAL || digits.length > MAX_INTERNATIONAL) return null;
  if (digits.startsWith(plan.countryCode) && !isNational(digits.slice(plan.countryCode.length), plan)) return null;
  return `+${digits}`;
}

function isNational(digits: string, plan: NumberingPlan): boolean {
  return plan.nationalLengths.includes(digits.length);
}

/** Without scheme, host, parameters and extension: `sip:+7…@host;user=phone`, `8 … доб. 12` (in escapes, to keep the bundle ASCII). */
function subscriberPart(raw: string): string {
  const bare = raw.trim().replace(/^(sips?|tel):/i, '');
  return (bare.split(/[@;,#*]|\s*(?:ext|\u0434\u043e\u0431|x)/i)[0] ?? '').trim();
}
