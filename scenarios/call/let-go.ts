import type { OfferEndCause } from '../../contracts/terminal-reasons';
import { tell, type CallEffect } from './effect';
import type { CallState, Consulting, Offer, Transferring } from './state';

/** What must be ended when a state is left for the end: nobody is left ringing or talking to silence. */
export function letGo(state: CallState, cause: 'cancelled' | 'dropped'): CallEffect[] {
  switch (state.at) {
    case 'queueing':
    case 'waiting':
      return [{ do: 'leaveQueue' }];
    case 'offered':
      return [{ do: 'leaveQueue' }, offerEnded(state.offer, cause)];
    case 'reached':
    case 'talking':
      return [{ do: 'hangUpLeg', leg: state.leg }, { do: 'leaveQueue' }];
    case 'transferring':
    case 'consulting':
      return [...letGoTransfer(state), { do: 'leaveQueue' }];
    case 'forwarding':
    case 'forwarded':
      return state.leg === null ? [] : [{ do: 'hangUpLeg', leg: state.leg }];
    case 'voicemail':
      return state.phase === 'recording' ? [{ do: 'stopMessage' }] : [];
    default:
      return [];
  }
}

/** The caller is gone, or must go, while he is between two. */
function letGoTransfer(state: Transferring | Consulting): CallEffect[] {
  const { giver, offer, leg, to } = state;
  const legs = [giver?.leg ?? null, leg].flatMap((one): CallEffect[] => (one === null ? [] : [{ do: 'hangUpLeg', leg: one }]));
  const operator = state.at === 'consulting' ? state.giver.offer.operator : state.givenBy;
  const ringing = state.at === 'transferring' && offer ? [offerEnded(offer, 'cancelled')] : [];
  return [...legs, ...ringing, tell({ kind: 'transferFailed', operator, to, cause: 'caller-left', callerTo: 'ended' })];
}

export function offerEnded({ id, operator }: Offer, cause: OfferEndCause | 'cancelled' | 'dropped'): CallEffect {
  return tell({ kind: 'offerEnded', offerId: id, operator, cause });
}
