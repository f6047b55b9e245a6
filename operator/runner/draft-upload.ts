import type { DraftNote } from '../state';
import type { Services } from './services';

/** The desk gets a draft when the typing pauses. */
const PAUSE_MS = 1_200;

/** The browser has every letter at once; the desk gets the text for a reload on another machine. */
export function createDraftUpload({ http, clock }: Services) {
  const waiting = new Map<string, { draft: DraftNote; cancel: () => void }>();

  const send = async ({ callId, comment, customerId, revision }: DraftNote) => {
    waiting.delete(callId);
    // Lost ones do no harm: the browser keeps the text, and the next change sends it again.
    await http.call('PUT /api/calls/:callId/draft', { params: { callId }, body: { comment, customerId, revision } })
      .catch(() => undefined);
  };
  return {
    later(draft: DraftNote) {
      waiting.get(draft.callId)?.cancel();
      waiting.set(draft.callId, { draft, cancel: clock.after(PAUSE_MS, () => void send(draft)) });
    },
    /** Whoever takes the call over is to read it now. */
    now(callId: string) {
      const kept = waiting.get(callId);
      kept?.cancel();
      if (kept) void send(kept.draft);
    },
    drop(callId: string) {
      waiting.get(callId)?.cancel();
      waiting.delete(callId);
      void http.call('DELETE /api/calls/:callId/draft', { params: { callId } }).catch(() => undefined);
    },
  };
}
