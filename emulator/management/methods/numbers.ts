import { rentNumber } from '../../account/account';
import type { AccountRows, PhoneNumberRow, RuleRow } from '../../account/objects';
import { ApiError, invalidParameter } from '../api-error';
import { findApplication, findApplicationIfNamed, findOneRow, fullApplicationName, rulesOf } from '../find';
import { reads, writes, type MethodTable } from '../method';
import { page } from '../paging';

export const numberMethods: MethodTable = {
  GetPhoneNumbers: reads(
    {
      phone_id: 'il', phone_number: 'sl', application_id: 'n', application_name: 's', is_bound_to_application: 'b',
      phone_template: 's', country_code: 'sl', rule_id: 'il', rule_name: 'sl', is_bound_to_rule: 'b', canceled: 'b',
      deactivated: 'b', order_by: 's', sandbox: 's', count: 'n', offset: 'n',
    },
    ({ account, clock }, given) => {
      const application = findApplicationIfNamed(account, given);
      const among = <Value>(list: Value[] | 'all' | undefined, value: Value | null): boolean =>
        !Array.isArray(list) || (value !== null && list.includes(value));
      const rows = [...account.phoneNumbers.values()]
        .filter((row) => among(given.phone_id, row.id) && among(given.phone_number, row.number))
        .filter((row) => among(given.country_code, row.countryCode) && among(given.rule_id, row.ruleId))
        .filter((row) => !application || row.applicationId === application.id)
        .filter((row) => given.is_bound_to_application === undefined || given.is_bound_to_application === (row.applicationId !== null))
        .filter((row) => given.is_bound_to_rule === undefined || given.is_bound_to_rule === (row.ruleId !== null))
        .filter((row) => row.number.includes((given.phone_template ?? '').replace(/[%_]/g, '')));
      return page(rows.map((row) => phoneRecord(account, row, clock.now())), given);
    },
  ),

  AttachPhoneNumber: writes(
    {
      country_code: 's!', phone_category_name: 's!', phone_region_id: 'n!', phone_count: 'n', phone_number: 'sl',
      country_state: 's', regulation_address_id: 'n',
    },
    ({ account }, given) => {
      const numbers = given.phone_number === 'all' ? [] : (given.phone_number ?? []);
      const taken = numbers.find((number) => [...account.phoneNumbers.values()].some((row) => row.number === number));
      if (taken) throw new ApiError(182, `The number ${taken} is occupied.`);
      if (numbers.length === 0) throw new ApiError(485, "The 'phone_number' parameter is missing: this cloud has no stock of numbers.");
      const rows = numbers.map((number) => rentNumber(account, number, given.country_code));
      return { result: 1, phone_numbers: rows.map((row) => ({ phone_id: row.id, phone_number: row.number })) };
    },
  ),

  BindPhoneNumberToApplication: writes(
    {
      phone_id: 'il', phone_number: 'sl', application_id: 'n', application_name: 's', rule_id: 'n', rule_name: 's',
      bind: 'b',
    },
    ({ account }, given) => {
      const rows = findNumbers(account, given.phone_id, given.phone_number);
      if (given.bind === false) {
        for (const row of rows) Object.assign(row, { applicationId: null, ruleId: null });
        return { result: 1 };
      }
      const application = findApplication(account, given);
      const rule = given.rule_id === undefined && !given.rule_name
        ? null
        : findOneRow<RuleRow>({ rows: rulesOf(account, application.id), what: 'rule', ids: given.rule_id, names: given.rule_name });
      for (const row of rows) Object.assign(row, { applicationId: application.id, ruleId: rule?.id ?? null });
      return { result: 1 };
    },
  ),
};

function findNumbers(
  account: AccountRows,
  ids: number[] | 'all' | undefined,
  numbers: string[] | 'all' | undefined,
): PhoneNumberRow[] {
  const all = [...account.phoneNumbers.values()];
  if (ids === 'all' || numbers === 'all') return all;
  const rows = ids ? ids.map((id) => account.phoneNumbers.get(id)) : (numbers ?? []).map((number) => all.find((row) => row.number === number));
  const found = rows.filter((row) => row !== undefined);
  if (found.length === 0 || found.length < rows.length) throw invalidParameter('phone_id');
  return found;
}

function phoneRecord(account: AccountRows, row: PhoneNumberRow, nowMs: number): Record<string, unknown> {
  const application = row.applicationId === null ? undefined : account.applications.get(row.applicationId);
  const rule = row.ruleId === null ? undefined : account.rules.get(row.ruleId);
  return {
    phone_id: row.id,
    phone_number: row.number,
    phone_price: row.price ?? 0,
    phone_next_renewal: monthAfter(nowMs),
    phone_country_code: row.countryCode,
    activation_status: 'ACTIVATED',
    deactivated: row.deactivated ?? false,
    canceled: row.canceled ?? false,
    auto_charge: true,
    can_be_used: row.canBeUsed ?? true,
    category_name: 'GEOGRAPHIC',
    verification_status: 'NOT_REQUIRED',
    ...(application
      ? {
          application_id: application.id,
          application_name: application.name,
          extended_application_name: fullApplicationName(account, application),
        }
      : {}),
    ...(rule ? { rule_id: rule.id, rule_name: rule.name } : {}),
  };
}

/** Rents are paid on the first of a month. */
function monthAfter(nowMs: number): string {
  const now = new Date(nowMs);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
}
