import { fits, VALUE_LIMITS, type ValueLimit } from '../../../contracts/platform-limits';
import type { AccountRows, ApplicationRow } from '../../account/objects';
import { ApiError, notUnique } from '../api-error';
import { apiDate } from '../dates';
import { findApplication, findApplicationIfNamed, findSomeRows, fullApplicationName, rulesOf, sqQueuesOf, usersOf } from '../find';
import { reads, writes, type MethodTable } from '../method';
import { page } from '../paging';
import { ruleRecord } from './rules';

export const applicationMethods: MethodTable = {
  AddApplication: writes({ application_name: 's!', secure_record_storage: 'b' }, ({ account, clock }, given) => {
    const name = shortName(account, given.application_name);
    checkName(account, name, VALUE_LIMITS.applicationName);
    const row: ApplicationRow = {
      id: account.nextId(),
      name,
      secureRecordStorage: given.secure_record_storage ?? false,
      modifiedMs: clock.now(),
    };
    account.applications.set(row.id, row);
    account.ruleOrder.set(row.id, []);
    return {
      result: 1,
      application_id: row.id,
      application_name: fullApplicationName(account, row),
      secure_record_storage: row.secureRecordStorage,
    };
  }),

  GetApplications: reads(
    { application_id: 'n', application_name: 's', with_rules: 'b', with_scenarios: 'b', count: 'n', offset: 'n' },
    ({ account }, given) => {
      const wanted = given.application_name ?? '';
      const rows = [...account.applications.values()]
        .filter((row) => given.application_id === undefined || row.id === given.application_id)
        .filter((row) => fullApplicationName(account, row).includes(wanted));
      const records = rows.map((row) => ({
        ...applicationRecord(account, row),
        ...(given.with_rules
          ? { rules: rulesOf(account, row.id).map((rule) => ruleRecord(account, rule, given.with_scenarios ?? false)) }
          : {}),
      }));
      return page(records, given);
    },
  ),

  SetApplicationInfo: writes(
    { application_id: 'n', required_application_name: 's', application_name: 's', secure_record_storage: 'b' },
    ({ account, clock }, given) => {
      const row = findApplication(account, {
        ...(given.application_id === undefined ? {} : { application_id: given.application_id }),
        ...(given.required_application_name ? { application_name: given.required_application_name } : {}),
      });
      const name = given.application_name?.split('.')[0];
      if (name && name !== row.name) {
        checkName(account, name, VALUE_LIMITS.renamedApplicationName);
        row.name = name;
      }
      if (given.secure_record_storage !== undefined) row.secureRecordStorage = given.secure_record_storage;
      row.modifiedMs = clock.now();
      return {
        result: 1,
        application_name: fullApplicationName(account, row),
        secure_record_storage: row.secureRecordStorage,
      };
    },
  ),

  DelApplication: writes({ application_id: 'il', application_name: 'sl' }, ({ account }, given) => {
    const [first] = given.application_name === 'all' ? [] : (given.application_name ?? []);
    const named = given.application_id === undefined ? findApplicationIfNamed(account, { application_name: first ?? '' }) : undefined;
    const rows = named
      ? [named]
      : findSomeRows({ rows: account.applications.values(), what: 'application', ids: given.application_id });
    for (const row of rows) deleteApplication(account, row.id);
    return { result: 1 };
  }),
};

function applicationRecord(account: AccountRows, row: ApplicationRow): Record<string, unknown> {
  return {
    application_id: row.id,
    application_name: fullApplicationName(account, row),
    modified: apiDate(row.modifiedMs),
    secure_record_storage: row.secureRecordStorage,
  };
}

/** voxengine-ci gives the account's full name, `app.account.voximplant.com`, and with a node `app.account.n4.voximplant.com`. */
function shortName({ accountName }: AccountRows, name: string): string {
  const [short = '', ...rest] = name.split('.');
  const domain = rest.filter((part) => !/^n\d+$/.test(part)).join('.');
  return domain === `${accountName}.voximplant.com` ? short : name;
}

function checkName(account: AccountRows, name: string, limit: ValueLimit): void {
  if (!fits(limit, name)) {
    throw new ApiError(107, "The 'application_name' parameter is invalid.");
  }
  if ([...account.applications.values()].some((row) => row.name === name)) throw notUnique(129, 'application_name');
}

/** Everything of the application goes with it; its numbers lead nowhere then. */
function deleteApplication(account: AccountRows, id: number): void {
  for (const rule of rulesOf(account, id)) account.rules.delete(rule.id);
  for (const user of usersOf(account, id)) account.users.delete(user.id);
  for (const queue of sqQueuesOf(account, id)) account.sqQueues.delete(queue.id);
  const tables = [account.scenarios, account.acdQueues, account.secrets, account.sqSkills];
  for (const table of tables) {
    for (const row of [...table.values()]) if (row.applicationId === id) table.delete(row.id);
  }
  for (const [key, row] of [...account.keyValues]) if (row.applicationId === id) account.keyValues.delete(key);
  for (const phone of account.phoneNumbers.values()) {
    if (phone.applicationId === id) Object.assign(phone, { applicationId: null, ruleId: null });
  }
  account.ruleOrder.delete(id);
  account.applications.delete(id);
}
