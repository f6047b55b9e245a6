import type { HmacSha256Hex } from './signature';

/** The environment variable that holds the key, here and on the desk; it is uploaded nowhere. */
export const OPERATOR_KEY = 'OPERATOR_KEY';

export interface OperatorIdentity {
  /** Short name of the Voximplant application. */
  application: string;
  user: string;
  /** `passwordVersion` of the config; 1 where it is not set. */
  version: number;
}

/**
 * An operator's Voximplant password, derived alike by the deploy and by the desk, stored and sent nowhere.
 * The prefix satisfies the platform's rule (≥ 8 with upper, lower, digit, special); the entropy is in the
 * 160 bits that follow.
 */
export function deriveOperatorPassword(operatorKey: string, who: OperatorIdentity, hmac: HmacSha256Hex): string {
  const digest = hmac(operatorKey, `${who.application}.${who.user}.${who.version}`);
  return `Vx1-${digest.slice(0, 40)}`;
}

/** The SDK's answer to a one-time key: MD5(key|MD5(user:voximplant.com:password)), user without `@…`. */
export function oneTimeKeyHash(
  challenge: { key: string; user: string; password: string },
  md5Hex: (text: string) => string,
): string {
  return md5Hex(`${challenge.key}|${md5Hex(`${challenge.user}:voximplant.com:${challenge.password}`)}`);
}
