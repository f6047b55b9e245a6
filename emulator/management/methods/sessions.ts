import type { RuleRow } from '../../account/objects';
import { ApiError } from '../api-error';
import { findApplicationIfNamed, findOneRow, rulesOf } from '../find';
import { writes, type MethodTable } from '../method';
import { findUsers } from './users';

const LONGEST_CUSTOM_DATA_BYTES = 200;

export const sessionMethods: MethodTable = {
  // The rule's pattern plays no part here.
  StartScenarios: writes(
    {
      rule_id: 'n', rule_name: 's', user_id: 'n', user_name: 's', application_id: 'n', application_name: 's',
      script_custom_data: 's', reference_ip: 's', server_location: 's',
    },
    ({ account, platform }, given) => {
      const application = findApplicationIfNamed(account, given);
      const rows = application ? rulesOf(account, application.id) : account.rules.values();
      const rule = findOneRow<RuleRow>({ rows, what: 'rule', ids: given.rule_id, names: given.rule_name });
      if (rule.scenarioIds.length === 0) throw new ApiError(375, 'The rule has no scenario.');
      const customData = given.script_custom_data ?? '';
      if (Buffer.byteLength(customData, 'utf8') > LONGEST_CUSTOM_DATA_BYTES) {
        throw new ApiError(477, "The 'script_custom_data' parameter is too long.");
      }
      const [user] = findUsers(account, { ...given, application_id: rule.applicationId });
      const started = platform.startSession({ rule, user: user ?? null, customData });
      return {
        result: 1,
        media_session_access_url: started.accessUrl,
        media_session_access_secure_url: started.accessSecureUrl,
        call_session_history_id: started.sessionId,
      };
    },
  ),
};
