import type { Management } from '../../../contracts/management';
import type { Asker } from '../asker';
import { flagOr, number, rows, text, type Row } from '../read-answer';

type Methods = Pick<Management, 'account' | 'application' | 'addApplication' | 'setApplication'>;

export function applicationMethods(ask: Asker): Methods {
  return {
    account: async () => {
      const body = await ask.read('GetAccountInfo', {}, 'the account');
      const info = body['result'] as Row;
      return { id: number(info, 'account_id'), name: text(info, 'account_name') };
    },

    application: async (name) => {
      // The filter matches any part of the full name, `<short>.<account>.voximplant.com`.
      const found = await ask.list('GetApplications', { application_name: name }, `application "${name}"`);
      const row = found.find((candidate) => text(candidate, 'application_name').split('.')[0] === name);
      if (!row) return undefined;
      return {
        id: number(row, 'application_id'), name, secureRecordStorage: flagOr(row, 'secure_record_storage', false),
      };
    },

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
  };
}

/** Ids of a nested list, e.g. of `scenarios`. */
export function nestedIds(row: Row, list: string, id: string): number[] {
  return rows(row, list).map((inner) => number(inner, id));
}
