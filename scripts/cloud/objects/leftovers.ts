import { ManagementError, type Management, type SessionObject } from '../../../contracts/management';
import type { Asker } from '../asker';
import { labelOr, number, type Row, rows, text, textOr } from '../read-answer';

type Methods = Pick<Management, 'storedItems' | 'deleteStoredItem' | 'sessionEnd' | 'endedSessions' | 'deleteRecord'>;

/** The longest page of key-value lists; other lists give up to 1000. */
const ITEMS_PAGE = 50;
/** The longest page of the history. */
const SESSIONS_MOST = 1000;
/** Codes of a key, and of a session, that is not there. */
const NO_KEY = 496;
/** No code of its own: the general one of a wrong value. */
const NO_RECORD = 496;
const NO_SESSION = 150;

/** What sessions leave behind: items in the storage, and a line in the history. */
export function leftoverMethods(ask: Asker): Methods {
  return {
    storedItems: async ({ applicationId, prefix }) => {
      const parameters = { application_id: applicationId, key: prefix, count: ITEMS_PAGE };
      const found = await ask.list('GetKeyValueItems', parameters, `stored items "${prefix}…"`);
      return found.map((row) => ({ key: text(row, 'key'), value: text(row, 'value') }));
    },

    deleteStoredItem: async ({ applicationId, key }) => {
      // Asked like a read: sent twice, it does no more than once.
      const gone = ask.read('DelKeyValueItem', { application_id: applicationId, key }, `stored item "${key}"`);
      await gone.catch(unless(NO_KEY));
    },

    deleteRecord: async (address) => {
      // Asked like a read, as above. The address opens the recording: it stays out of messages.
      await ask.read('DeleteRecord', { record_url: address }, 'a recording').catch(unless(NO_RECORD));
    },

    sessionEnd: async ({ applicationId, sessionId, fromMs, toMs }) => {
      const parameters = {
        application_id: applicationId, call_session_history_id: sessionId, from_date: apiDate(fromMs), to_date: apiDate(toMs),
      };
      const found = await ask.list('GetCallHistory', parameters, `session ${sessionId}`).catch(unless(NO_SESSION));
      const row = found?.find((one) => String(one['call_session_history_id']) === sessionId);
      return row ? startOf(row) + number(row, 'duration') * 1000 : null;
    },

    endedSessions: async ({ applicationId, fromMs, toMs }) => {
      const parameters = { application_id: applicationId, from_date: apiDate(fromMs), to_date: apiDate(toMs), desc_order: true, count: SESSIONS_MOST };
      const body = await ask.read('GetCallHistory', parameters, 'ended sessions');
      return rows(body, 'result').map(toSession).reverse();
    },
  };
}

function toSession(row: Row): SessionObject {
  return {
    id: String(row['call_session_history_id']),
    rule: labelOr(row, 'rule_name', ''),
    startMs: startOf(row),
    durationSeconds: number(row, 'duration'),
    finishReason: labelOr(row, 'finish_reason', ''),
    logUrl: textOr(row, 'log_file_url', null) || null,
  };
}

function startOf(row: Row): number {
  return Date.parse(`${text(row, 'start_date').replace(' ', 'T')}Z`);
}

/** Turns one refusal into nothing; any other error goes on. */
function unless(code: number): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof ManagementError && error.failure.kind === 'api' && error.failure.code === code) return undefined;
    throw error;
  };
}

/** `YYYY-MM-DD HH:mm:ss` in UTC. */
function apiDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
