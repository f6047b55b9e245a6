import { STORAGE_LIMITS } from '../../../contracts/platform-limits';
import type { KeyValueRow } from '../../account/objects';
import { ApiError, invalidParameter } from '../api-error';
import { findApplication } from '../find';
import { reads, writes, type MethodContext, type MethodTable } from '../method';
import { page, type PageLimits } from '../paging';

const USUAL_TTL_S = 30 * 86_400;
const LIMITS: PageLimits = { usual: 10, most: 50 };

const OF_APPLICATION = { application_id: 'n', application_name: 's' } as const;

/** The key-value store of an application: the scripts' ApplicationStorage is the same one. */
export const keyValueMethods: MethodTable = {
  SetKeyValueItem: writes(
    { key: 's!', value: 's!', ttl: 'n', expires_at: 'n', ...OF_APPLICATION },
    ({ account, clock }, given) => {
      const application = findApplication(account, given);
      if (given.key === '' || given.key.length > STORAGE_LIMITS.keyChars) throw invalidParameter('key');
      if (given.value.length > STORAGE_LIMITS.valueChars) throw invalidParameter('value');
      if (given.ttl !== undefined && given.expires_at !== undefined) throw invalidParameter('expires_at');
      const ttl = given.ttl ?? USUAL_TTL_S;
      if (ttl < 0 || ttl > STORAGE_LIMITS.ttlSeconds) throw new ApiError(497, "The 'ttl' parameter is out of range.");
      const expiresMs = given.expires_at === undefined ? clock.now() + ttl * 1000 : given.expires_at * 1000;
      const row: KeyValueRow = { applicationId: application.id, key: given.key, value: given.value, expiresMs };
      account.keyValues.set(storeKey(row), row);
      return { result: record(row) };
    },
  ),

  GetKeyValueItem: reads({ key: 's!', ...OF_APPLICATION }, (context, given) => {
    const row = itemsOf(context, findApplication(context.account, given).id).find(({ key }) => key === given.key);
    if (!row) throw invalidParameter('key');
    return { result: record(row) };
  }),

  GetKeyValueItems: reads({ key: 's!', count: 'n', offset: 'n', ...OF_APPLICATION }, (context, given) => {
    const rows = itemsOf(context, findApplication(context.account, given).id).filter(({ key }) => key.startsWith(given.key));
    return page(rows.map(record), given, LIMITS);
  }),

  GetKeyValueKeys: reads({ key: 's', count: 'n', offset: 'n', ...OF_APPLICATION }, (context, given) => {
    const rows = itemsOf(context, findApplication(context.account, given).id)
      .filter(({ key }) => key.startsWith(given.key ?? ''));
    return page(rows.map((row) => ({ key: row.key, expires_at: Math.floor(row.expiresMs / 1000) })), given, LIMITS);
  }),

  DelKeyValueItem: writes({ key: 's!', ...OF_APPLICATION }, (context, given) => {
    const applicationId = findApplication(context.account, given).id;
    const row = itemsOf(context, applicationId).find(({ key }) => key === given.key);
    if (!row) throw invalidParameter('key');
    context.account.keyValues.delete(storeKey(row));
    return { result: 1 };
  }),
};

/** What has not run out, in the order of the keys. */
function itemsOf({ account, clock }: MethodContext, applicationId: number): KeyValueRow[] {
  return [...account.keyValues.values()]
    .filter((row) => row.applicationId === applicationId && row.expiresMs > clock.now())
    .sort((left, right) => (left.key < right.key ? -1 : 1));
}

function storeKey(row: Pick<KeyValueRow, 'applicationId' | 'key'>): string {
  return `${row.applicationId}/${row.key}`;
}

function record(row: KeyValueRow): Record<string, unknown> {
  return { key: row.key, value: row.value, expires_at: Math.floor(row.expiresMs / 1000) };
}
