import type { DeskHttp } from '../desk/desk-http';
import type { Integration, PageOf } from '../../contracts/desk-api';
import type { CallSummary } from '../../contracts/desk-journal';

export interface CallsAsked { scope: 'mine' | 'all'; cursor: string | null }

/** What the lists need of the desk. */
export interface Lists {
  missed: (asked: CallsAsked) => Promise<PageOf<CallSummary>>;
  calls: (asked: CallsAsked) => Promise<PageOf<CallSummary>>;
  setHandled: (callId: string, handled: boolean) => Promise<void>;
  integration: () => Promise<Integration>;
  /** Some call of the franchise changed. Returns how to stop. */
  onCall: (listener: (call: CallSummary) => void) => () => void;
}

const PAGE_SIZE = 20;

export function createLists(http: DeskHttp, onCall: Lists['onCall']): Lists {
  return {
    missed: ({ scope, cursor }) =>
      http.call('GET /api/missed', { query: { scope, handled: 'no', limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) } }),
    calls: ({ scope, cursor }) =>
      http.call('GET /api/calls', { query: { scope, limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) } }),
    async setHandled(callId, handled) {
      await http.call('POST /api/missed/:callId/handled', { params: { callId }, body: { handled } });
    },
    integration: () => http.call('GET /api/integration', {}),
    onCall,
  };
}
