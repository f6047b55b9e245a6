import type { ApplicationObject, Management } from '../../../contracts/management';
import type { Asker } from '../asker';
import { flagOr, label, number, numberOr, type Row, rows, textOr } from '../read-answer';

type Methods = Pick<Management, 'account' | 'application' | 'applications' | 'addApplication' | 'setApplication' | 'deleteApplication'>;

export function applicationMethods(ask: Asker): Methods {
  return {
    account: async () => {
      const body = await ask.read('GetAccountInfo', {}, 'the account');
      const info = body['result'] as Row;
      return {
        id: number(info, 'account_id'), name: label(info, 'account_name'),
        frozen: flagOr(info, 'frozen', false) || !flagOr(info, 'active', true),
        balance: numberOr(info, 'balance', null), currency: textOr(info, 'currency', null),
      };
    },

    application: async (name) => {
      // The filter matches any part of the full name, `<short>.<account>.voximplant.com`.
      const found = await ask.list('GetApplications', { application_name: name }, `application "${name}"`);
      return found.map(readApplication).find((candidate) => candidate.name === name);
    },

    applications: async () => (await ask.list('GetApplications', {}, 'the applications')).map(readApplication),

    addApplication: async ({ name, secureRecordStorage }) => {
      const body = await ask.write(
        'AddApplication',
        { application_name: name, secure_record_storage: secureRecordStorage },
        `application "${name}"`,
      );
      return number(body, 'application_id');
    },

    setApplication: async (id, { secureRecordStorage }) => {
      await ask.write(
        'SetApplicationInfo', { application_id: id, secure_record_storage: secureRecordStorage }, `application ${id}`,
      );
    },

    deleteApplication: async (id) => {
      await ask.write('DelApplication', { application_id: id }, `application ${id}`);
    },
  };
}

/** By its short name. */
function readApplication(row: Row): ApplicationObject {
  const [name = ''] = label(row, 'application_name').split('.');
  return { id: number(row, 'application_id'), name, secureRecordStorage: flagOr(row, 'secure_record_storage', false) };
}

/** Ids of a nested list, e.g. of `scenarios`. */
export function nestedIds(row: Row, list: string, id: string): number[] {
  return rows(row, list).map((inner) => number(inner, id));
}
