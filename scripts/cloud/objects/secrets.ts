import type { Management } from '../../../contracts/management';
import type { Asker } from '../asker';
import { label, number, type Row, text, textOr } from '../read-answer';

type Methods = Pick<Management, 'secrets' | 'secretValue' | 'addSecret' | 'setSecret' | 'deleteSecret'>;

export function secretMethods(ask: Asker): Methods {
  return {
    secrets: async (application) => {
      const found = await ask.listOf('GetSecrets', application);
      return found.map((row) => ({
        id: number(row, 'secret_id'), name: label(row, 'secret_name'), modified: textOr(row, 'modified', ''),
      }));
    },

    secretValue: async ({ applicationId, id }) => {
      const body = await ask.read('GetSecretValue', { application_id: applicationId, secret_id: id }, `secret ${id}`);
      return text(one(body['result']), 'secret_value');
    },

    addSecret: async (applicationId, { name, value }) => {
      const body = await ask.write(
        'AddSecret', { application_id: applicationId, secret_name: name, secret_value: value }, `secret "${name}"`,
      );
      return number(one(body['result']), 'secret_id');
    },

    setSecret: async ({ applicationId, id }, { value }) => {
      await ask.write('SetSecretInfo', { application_id: applicationId, secret_id: id, secret_value: value }, `secret ${id}`);
    },

    deleteSecret: async ({ applicationId, id }) => {
      await ask.write('DelSecret', { application_id: applicationId, secret_id: id }, `secret ${id}`);
    },
  };
}

/** Documented as an object, typed by the client as a list of one. */
function one(result: unknown): Row {
  return (Array.isArray(result) ? result[0] : result) as Row;
}
