import { onDrafts } from './drafts';
import type { PageEvent } from './events';
import { onChecksChanged, onChecksDone, onSomeChecks } from './intake';
import type { PageState } from './model';
import { addStored } from './outbox';
import { go, tell, type Outcome } from './outcome';
import { onStored } from './wrap-up';

export function onPageEvent(state: PageState, event: PageEvent): Outcome {
  switch (event.type) {
    case 'store.loaded': return onDrafts(addStored(state, event.outbox), event.drafts);
    case 'store.saved': return onStored(state, event.saveId, event.ok);
    case 'checks.done': return go(state.readiness.phase === 'checking' ? onChecksDone(state, event.results) : state);
    case 'checks.some': return go(state.readiness.phase === 'checking' ? onSomeChecks(state, event.results) : state);
    case 'checks.changed': return onChecksChanged(state);
    case 'window.opened': return go(onWindow(state, event.windowId, event.ok));
    case 'window.failed': {
      const { why, creation } = event;
      return go(tell(state, `window-${why}`, creation && { value: creation.number, callId: creation.callId }));
    }
    case 'tab.free': return go({ ...state, tab: { ...state.tab, renewAtMs: state.nowMs, other: null } });
    case 'tab.other': return go({ ...state, tab: { ...state.tab, other: event.other } });
    default: return go(state);
  }
}

/** A blocked window does not stop the save; the notice offers the form again. */
function onWindow(state: PageState, windowId: string, ok: boolean): PageState {
  if (ok) return state;
  const { wrapUp, card } = state;
  const number = card?.looked?.e164 ?? wrapUp?.number ?? '';
  const without = wrapUp?.windowId === windowId ? { ...state, wrapUp: { ...wrapUp, windowId: null } } : state;
  return tell(without, 'window-blocked', { value: number, callId: wrapUp?.callId ?? null });
}
