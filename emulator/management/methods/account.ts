import { ApiError } from '../api-error';
import { reads, type MethodTable } from '../method';

export const accountMethods: MethodTable = {
  GetAccountInfo: reads({ return_live_balance: 'b' }, ({ account }, given) => ({
    result: {
      account_id: account.accountId,
      account_name: account.accountName,
      account_email: `${account.accountName}@example.invalid`,
      active: true,
      frozen: account.frozen ?? false,
      balance: account.balance ?? 1000,
      currency: 'RUR',
      language_code: 'ru',
      location: 'Europe/Moscow',
      ...(given.return_live_balance ? { live_balance: account.balance ?? 1000 } : {}),
    },
    api_address: 'api.voximplant.com',
  })),

  GetRoles: reads({ role_id: 'il', role_name: 'sl', with_entries: 'b', count: 'n', offset: 'n' }, ({ roles }) => ({
    result: roles.map((name, index) => ({ role_id: index + 1, role_name: name })),
    count: roles.length,
    total_count: roles.length,
  })),

  GetKeys: reads({ key_id: 's', with_roles: 'b', count: 'n', offset: 'n' }, ({ account }, given) => {
    const rows = [...account.keys.values()].filter(({ id }) => !given.key_id || id === given.key_id);
    if (given.key_id && rows.length === 0) throw new ApiError(496, "The 'key_id' parameter is invalid.");
    return {
      result: rows.map(({ id, roles }) => ({
        key_id: id, ...(given.with_roles ? { role: roles.map((name, index) => ({ role_id: index + 1, role_name: name })) } : {}),
      })),
      count: rows.length,
      total_count: rows.length,
    };
  }),
};

/** What a key without a role may call. */
export const METHODS_WITHOUT_ROLE: readonly string[] = ['GetAccountInfo', 'GetRoles', 'GetKeys', 'GetResourcePrice'];
