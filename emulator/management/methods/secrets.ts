import { fits, VALUE_LIMITS } from '../../../contracts/platform-limits';
import type { AccountRows, SecretRow } from '../../account/objects';
import { ApiError, invalidParameter, notUnique } from '../api-error';
import { apiDate } from '../dates';
import { findApplication, findOneRow, findSomeRows } from '../find';
import { reads, writes, type MethodTable } from '../method';
import { page } from '../paging';

const LONGEST_DESCRIPTION = 200;

/** Secrets of one application; a session reads the value of the moment it asks. */
export const secretMethods: MethodTable = {
  AddSecret: writes(
    { secret_name: 's!', secret_value: 's!', application_id: 'n', application_name: 's', description: 's' },
    ({ account, clock }, given) => {
      const application = findApplication(account, given);
      checkName(account, application.id, given.secret_name);
      checkValue(given.secret_value);
      const row: SecretRow = {
        id: account.nextId(),
        applicationId: application.id,
        name: given.secret_name,
        value: given.secret_value,
        description: (given.description ?? '').slice(0, LONGEST_DESCRIPTION),
        modifiedMs: clock.now(),
      };
      account.secrets.set(row.id, row);
      // An object where the vendor's client expects a list: it rejects although the secret stands.
      return { result: { secret_id: row.id } };
    },
  ),

  SetSecretInfo: writes(
    {
      application_id: 'n', application_name: 's', secret_id: 'n', secret_name: 's', new_secret_name: 's',
      secret_value: 's', description: 's',
    },
    ({ account, clock }, given) => {
      const row = findSecret(account, given);
      if (given.new_secret_name && given.new_secret_name !== row.name) {
        checkName(account, row.applicationId, given.new_secret_name);
        row.name = given.new_secret_name;
      }
      if (given.secret_value !== undefined) {
        checkValue(given.secret_value);
        row.value = given.secret_value;
      }
      row.description = given.description?.slice(0, LONGEST_DESCRIPTION) ?? row.description;
      row.modifiedMs = clock.now();
      return { result: 1 };
    },
  ),

  GetSecrets: reads(
    { application_id: 'n', application_name: 's', secret_name_part: 's', count: 'n', offset: 'n' },
    ({ account }, given) => {
      const application = findApplication(account, given);
      const rows = secretsOf(account, application.id).filter((row) => row.name.includes(given.secret_name_part ?? ''));
      return page(rows.map(secretRecord), given);
    },
  ),

  GetSecretValue: reads(
    { application_id: 'n', application_name: 's', secret_id: 'n', secret_name: 's' },
    ({ account }, given) => {
      const row = findSecret(account, given);
      return { result: { ...secretRecord(row), secret_value: row.value } };
    },
  ),

  DelSecret: writes(
    { secret_id: 'il', secret_name: 'sl', application_id: 'n', application_name: 's' },
    ({ account }, given) => {
      const application = findApplication(account, given);
      const rows = findSomeRows<SecretRow>({
        rows: secretsOf(account, application.id), what: 'secret', ids: given.secret_id, names: given.secret_name,
      });
      for (const row of rows) account.secrets.delete(row.id);
      return { result: 1 };
    },
  ),
};

function secretsOf(account: AccountRows, applicationId: number): SecretRow[] {
  return [...account.secrets.values()].filter((row) => row.applicationId === applicationId);
}

function findSecret(
  account: AccountRows,
  given: { application_id?: number; application_name?: string; secret_id?: number; secret_name?: string },
): SecretRow {
  const application = findApplication(account, given);
  return findOneRow<SecretRow>({
    rows: secretsOf(account, application.id), what: 'secret', ids: given.secret_id, names: given.secret_name,
  });
}

function secretRecord(row: SecretRow): Record<string, unknown> {
  const date = apiDate(row.modifiedMs ?? 0);
  return { secret_id: row.id, secret_name: row.name, description: row.description, created: date, modified: date };
}

function checkName(account: AccountRows, applicationId: number, name: string): void {
  if (!fits(VALUE_LIMITS.secretName, name)) throw invalidParameter('secret_name');
  if (secretsOf(account, applicationId).some((row) => row.name === name)) throw notUnique(493, 'secret_name');
}

function checkValue(value: string): void {
  if (value === '') throw new ApiError(134, "The 'secret_value' parameter is empty.");
  if (!fits(VALUE_LIMITS.secretValue, value)) throw new ApiError(499, "The 'secret_value' parameter is too long.");
}
