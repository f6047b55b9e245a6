import { onAttached, onChosen, onFound, onLookedUp } from './card';
import { onOutboundLine } from './dial';
import { onDrafts } from './drafts';
import type { PageEvent } from './events';
import { onActFailed, onHandOverRefused } from './hand-over';
import { onDeskUp } from './links';
import type { PageState } from './model';
import { onDropAnswer } from './offer';
import { onDelivered } from './outbox';
import { go, type Outcome } from './outcome';
import { onTransfer } from './reservation';
import { onLeadership } from './tabs';
import { onDeliveredDirectly, onLease } from './wrap-up';

export function onDeskEvent(state: PageState, event: PageEvent): Outcome {
  switch (event.type) {
    case 'desk.profile': return go({ ...state, profile: event.me });
    case 'desk.up': return onDeskUp(state);
    case 'desk.down': return onDeskDown(state, event);
    case 'desk.leadership': return onLeadership(state, event.leadership);
    case 'desk.wrapUp': return onLease(state, event.wrapUp, event.number);
    case 'desk.extendFailed': return go(state.wrapUp ? { ...state, wrapUp: { ...state.wrapUp, extending: false } } : state);
    case 'desk.holdoutOver':
      return go({ ...state, holdouts: state.holdouts.filter((holdout) => holdout.callId !== event.callId) });
    case 'desk.commandResult': return onDropAnswer(state, event.outcome.commandId, event.outcome.applied);
    case 'desk.lookedUp': return onLookedUp(state, event);
    case 'desk.found': return go(onFound(state, event));
    case 'desk.chosen': return go(onChosen(state, event.callId, event.customer));
    case 'desk.attached': return onAttached(state, event.callId, event.customer);
    case 'desk.outbound': return onOutboundLine(state, event.dialId, event.line);
    case 'desk.transfer': return onTransfer(state, event.transfer);
    case 'desk.transferRefused': return onHandOverRefused(state, event.transferId);
    case 'desk.actFailed': return go(onActFailed(state, event.transferId));
    case 'desk.drafts': return onDrafts(state, event.drafts);
    case 'desk.delivered': {
      const known = state.outbox.some((item) => item.saveId === event.saveId);
      return known ? onDelivered(state, event.saveId, event) : onDeliveredDirectly(state, event.saveId, event.ok);
    }
    default: return go(state);
  }
}

interface DeskDown { retryInMs: number | null; signedOut: boolean; originRefused?: boolean }

function onDeskDown(state: PageState, { retryInMs, signedOut, originRefused = false }: DeskDown): Outcome {
  const outbox = state.outbox.map((item) => ({ ...item, sending: false }));
  const tab = { ...state.tab, takingOver: false };
  const wrapUp = state.wrapUp && { ...state.wrapUp, extending: false };
  const retryAtMs = retryInMs === null ? null : state.nowMs + retryInMs;
  return go({ ...state, outbox, tab, wrapUp, desk: { link: originRefused ? 'origin' : signedOut ? 'signed-out' : 'down', retryAtMs } });
}
