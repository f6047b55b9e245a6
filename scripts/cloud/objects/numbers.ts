import type { Management } from '../../../contracts/management';
import type { Asker } from '../asker';
import { flagOr, labelOr, number, numberOr, text, textOr } from '../read-answer';

type Methods = Pick<Management, 'numbers' | 'bindNumber' | 'unbindNumber'>;

export function numberMethods(ask: Asker): Methods {
  return {
    numbers: async () => {
      const found = await ask.list('GetPhoneNumbers', {}, 'the phone numbers');
      return found.map((row) => ({
        id: number(row, 'phone_id'),
        number: text(row, 'phone_number').replace(/\D/g, ''),
        applicationId: numberOr(row, 'application_id', null),
        applicationName: labelOr(row, 'application_name', null)?.split('.')[0] ?? null,
        ruleId: numberOr(row, 'rule_id', null),
        ruleName: labelOr(row, 'rule_name', null),
        frozen: flagOr(row, 'deactivated', false),
        canceled: flagOr(row, 'canceled', false),
        unverified: !flagOr(row, 'can_be_used', true),
        nextRenewal: flagOr(row, 'auto_charge', true) ? textOr(row, 'phone_next_renewal', null)?.slice(0, 10) ?? null : null,
        price: numberOr(row, 'phone_price', 0),
      }));
    },

    bindNumber: async ({ phoneId, to }) => {
      const target = 'applicationId' in to
        ? { application_id: to.applicationId, rule_id: to.ruleId ?? undefined }
        : { application_name: to.application, rule_name: to.rule ?? undefined };
      await ask.write('BindPhoneNumberToApplication', { phone_id: phoneId, ...target, bind: true }, `number ${phoneId}`);
    },

    unbindNumber: async (phoneId) => {
      await ask.write('BindPhoneNumberToApplication', { phone_id: phoneId, bind: false }, `number ${phoneId}`);
    },
  };
}
