import type { AccountStatus, Charge, Integration, IntegrationNumber } from '../../contracts/desk-integration';
import type { Scope } from '../config';
import { iso } from '../iso';
import type { Services } from '../services';

/** The numbers that customers of this franchise dial, and whether calls come through. */
export async function describeIntegration(services: Services, scope: Scope): Promise<Integration> {
  const numbers = services.config.franchises[scope.franchise]?.numbers ?? [];
  const { status, askedMsAgo, trouble } = await services.accountWord();
  return {
    numbers: await Promise.all(numbers.map((number) => describeNumber(services, { scope, number, status }))),
    askedMsAgo,
    trouble,
    account: scope.supervisor && status ? { ...status.money, nextCharge: nextCharge(status, numbers) } : null,
  };
}

interface Asked { scope: Scope; number: string; status: AccountStatus | null }

async function describeNumber({ db }: Services, { scope, number, status }: Asked): Promise<IntegrationNumber> {
  const [last] = await db.query<{ started_at: number | null }>(
    'select max(started_at) as started_at from calls where franchise = $1 and to_number in ($2, $3)',
    [scope.franchise, number, number.replace(/^\+/, '')]);
  const found = status?.numbers[number];
  return {
    number,
    live: found ? found.trouble === null ? 'yes' : 'no' : 'unknown',
    why: found?.trouble ?? null,
    lastCallAt: last?.started_at == null ? null : iso(last.started_at),
  };
}

/** What the franchise's own numbers cost on the next day that any of them is charged. */
function nextCharge({ numbers: all }: AccountStatus, numbers: readonly string[]): Charge | null {
  const charges = numbers.flatMap((number) => all[number]?.nextCharge ?? []);
  const on = charges.map((charge) => charge.on).sort()[0];
  if (on === undefined) return null;
  return { on, amount: charges.filter((charge) => charge.on === on).reduce((sum, { amount }) => sum + amount, 0) };
}
