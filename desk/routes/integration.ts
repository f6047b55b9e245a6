import type { Integration, IntegrationNumber } from '../../contracts/desk-api';
import type { Scope } from '../config';
import { describeError } from '../http/log';
import { iso } from '../iso';
import type { Services } from '../services';

/** The numbers that customers of this franchise dial, and whether calls come through. */
export async function describeIntegration(services: Services, scope: Scope): Promise<Integration> {
  const numbers = services.config.franchises[scope.franchise]?.numbers ?? [];
  return { numbers: await Promise.all(numbers.map((number) => describeNumber(services, scope, number))) };
}

async function describeNumber(services: Services, scope: Scope, number: string): Promise<IntegrationNumber> {
  const [last] = await services.db.query<{ started_at: number | null }>(
    'select max(started_at) as started_at from calls where franchise = $1 and to_number in ($2, $3)',
    [scope.franchise, number, number.replace(/^\+/, '')]);
  const status = await askStatus(services, number);
  return { number, ...status, lastCallAt: last?.started_at == null ? null : iso(last.started_at) };
}

async function askStatus({ numberStatus, log }: Services, number: string): Promise<Pick<IntegrationNumber, 'live' | 'why'>> {
  if (!numberStatus) return { live: 'unknown', why: 'This desk has no access to the account.' };
  try {
    const { live, why } = await numberStatus(number);
    return { live: live ? 'yes' : 'no', why };
  } catch (error) {
    log.warn({ err: describeError(error) }, 'the account did not say whether a number is live');
    return { live: 'unknown', why: 'The account did not answer.' };
  }
}
