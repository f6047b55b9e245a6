import type { OutboxItem, PageState } from './model';
import { go, type Outcome } from './outcome';

const RETRY_BASE_MS = 1_000;
const RETRY_LIMIT_MS = 60_000;

export function addToOutbox(state: PageState, item: OutboxItem): Outcome {
  if (state.outbox.some((other) => other.saveId === item.saveId)) return go(state);
  return sendDue({ ...state, outbox: [...state.outbox, item] });
}

/** Sends what is due, oldest first, one at a time: a cancel must not overtake the save before it. */
export function sendDue(state: PageState): Outcome {
  if (state.desk.link !== 'up' || state.outbox.some((item) => item.sending)) return go(state);
  const item = state.outbox.find((other) => other.retryAtMs <= state.nowMs);
  if (!item) return go(state);
  const sending = { ...item, sending: true };
  return go(replace(state, sending), { type: 'desk.deliver', item: sending });
}

/** The desk has it, or the attempt failed; what failed stays and goes again (R39). */
export function onDelivered(state: PageState, saveId: string, answer: { ok: boolean; jitter: number }): Outcome {
  const item = state.outbox.find((other) => other.saveId === saveId);
  if (!item) return go(state);
  if (answer.ok) {
    const outbox = state.outbox.filter((other) => other !== item);
    return go({ ...state, outbox }, { type: 'store.forget', saveId });
  }
  const attempts = item.attempts + 1;
  const waitMs = Math.min(RETRY_BASE_MS * 2 ** (attempts - 1), RETRY_LIMIT_MS) * (0.5 + answer.jitter / 2);
  return go(replace(state, { ...item, sending: false, attempts, retryAtMs: state.nowMs + Math.ceil(waitMs) }));
}

/** What an earlier page load accepted and could not deliver. */
export function addStored(state: PageState, items: readonly OutboxItem[]): PageState {
  const known = new Set(state.outbox.map((item) => item.saveId));
  const added = items
    .filter((item) => !known.has(item.saveId))
    .map((item) => ({ ...item, sending: false, attempts: 0, retryAtMs: state.nowMs }));
  const callIds = added.map((item) => item.callId);
  return { ...state, outbox: [...added, ...state.outbox], closed: [...state.closed, ...callIds] };
}

/** The desk is back: everything goes at once. */
export function retryNow(state: PageState): PageState {
  if (state.outbox.length === 0) return state;
  return { ...state, outbox: state.outbox.map((item) => ({ ...item, sending: false, retryAtMs: state.nowMs })) };
}

function replace(state: PageState, item: OutboxItem): PageState {
  return { ...state, outbox: state.outbox.map((other) => (other.saveId === item.saveId ? item : other)) };
}
