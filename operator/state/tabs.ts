import type { Leadership } from '../../contracts/desk-api';
import { shelveCard, storeDraft } from './card';
import { cancelDial } from './dial';
import { switchOff } from './intake';
import type { PageState } from './model';
import { giveUpReservation } from './reservation';
import { go, tell, chain, type Outcome } from './outcome';

/** The lease at the desk lasts 15 s. */
export const RENEW_EVERY_MS = 5_000;

export function onLeadership(state: PageState, { leads, takenOver }: Leadership): Outcome {
  const before = state.tab.leads;
  const tab = { ...state.tab, leads, takingOver: leads ? false : state.tab.takingOver, renewAtMs: state.nowMs + RENEW_EVERY_MS };
  const next = { ...state, tab };
  if (leads && before !== true) return go({ ...next, tab: { ...tab, takingOver: false } }, { type: 'desk.askCurrent' });
  if (!leads && before === true) return demoted(takenOver ? tell(next, 'taken-over') : next);
  return go(!leads ? { ...next, tab: { ...tab, takingOver: false } } : next);
}

export function takeOver(state: PageState): Outcome {
  if (state.tab.leads !== false || state.tab.takingOver) return go(state);
  return go({ ...state, tab: { ...state.tab, takingOver: true } }, { type: 'desk.leadership', action: 'take-over' });
}

/** Renews the lease of a leader, claims one that may have run out. Without the desk the last leader stays. */
export function onTabTick(state: PageState): Outcome {
  const { tab, nowMs, profile, desk } = state;
  if (!profile || desk.link !== 'up' || nowMs < tab.renewAtMs) return go(state);
  const next = { ...state, tab: { ...tab, renewAtMs: nowMs + RENEW_EVERY_MS } };
  return go(next, { type: 'desk.leadership', action: tab.leads ? 'renew' : 'claim' });
}

/** Another tab leads: this one falls silent. A conversation under way is finished here. */
function demoted(state: PageState): Outcome {
  const quiet = switchOff(state, null);
  const { offer, wrapUp, card, talk } = quiet;
  const passed = offer
    ? go({ ...shelveCard(quiet, offer.callId), offer: null }, { type: 'phone.reject', legId: offer.legId })
    : go(quiet);
  return chain(passed, cancelDial, giveUpReservation, (next) => {
    if (talk || !wrapUp || !card) return go(next);
    return go({ ...shelveCard(next, wrapUp.callId), wrapUp: null }, storeDraft(card));
  });
}
