import { createHash, createHmac } from 'node:crypto';
import { deriveOperatorPassword, oneTimeKeyHash } from '../../contracts/operator-password';
import type { DeskConfig, DeskOperator } from '../config';

/** Answers the Web SDK's challenge for an operator; the password exists only inside this call. */
export function answerOneTimeKey(
  challenge: { key: string; operator: DeskOperator; operatorKey: string },
  config: Pick<DeskConfig, 'application'>,
): string {
  const { operator } = challenge;
  const who = { application: config.application, user: operator.user, version: operator.passwordVersion };
  const password = deriveOperatorPassword(challenge.operatorKey, who, hmacSha256Hex);
  return oneTimeKeyHash({ key: challenge.key, user: operator.user, password }, md5Hex);
}

export function hmacSha256Hex(key: string, data: string): string {
  return createHmac('sha256', key).update(data).digest('hex');
}

/** The platform's own formula; nothing of ours rests on MD5. */
function md5Hex(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
