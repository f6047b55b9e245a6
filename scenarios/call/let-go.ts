import type { OfferEndCause } from '../../contracts/terminal-reasons';
import type { CallEffect } from './effect';
import type { CallState, Offer } from './state';

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
    case 'forwarding':
    case 'forwarded':
      return state.leg === null ? [] : [{ do: 'hangUpLeg', leg: state.leg }];
    case 'voicemail':
      return state.phase === 'recording' ? [{ do: 'stopMessage' }] : [];
    default:
      return [];
  }
}

export function offerEnded({ id, operator }: Offer, cause: OfferEndCause | 'cancelled' | 'dropped'): CallEffect {
  return { do: 'tell', event: { kind: 'offerEnded', offerId: id, operator, cause } };
}
