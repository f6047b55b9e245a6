import type { DeskHttp } from '../desk/desk-http';
import type { PageOf } from '../../contracts/desk-api';
import type { Integration } from '../../contracts/desk-integration';
import type { CallComment, ColleagueDraft } from '../../contracts/call-comments';
import type { CallSummary } from '../../contracts/desk-journal';

export interface CallsAsked { scope: 'mine' | 'all'; cursor: string | null }

/** What the lists need of the desk. */
export interface Lists {
  missed: (asked: CallsAsked) => Promise<PageOf<CallSummary>>;
  calls: (asked: CallsAsked) => Promise<PageOf<CallSummary>>;
  setHandled: (callId: string, handled: boolean) => Promise<void>;
  comments: (callId: string) => Promise<{ comments: CallComment[]; drafts: ColleagueDraft[] }>;
  editComment: (callId: string, commentId: string, text: string) => Promise<void>;
  hideComment: (callId: string, commentId: string, hidden: boolean) => Promise<void>;
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
    comments: (callId) => http.call('GET /api/calls/:callId/comments', { params: { callId } }),
    async editComment(callId, commentId, text) {
      await http.call('PUT /api/calls/:callId/comments/:commentId', { params: { callId, commentId }, body: { text } });
    },
    async hideComment(callId, commentId, hidden) {
      await http.call('POST /api/calls/:callId/comments/:commentId/hide', { params: { callId, commentId }, body: { hidden } });
    },
    integration: () => http.call('GET /api/integration', {}),
    onCall,
  };
}
