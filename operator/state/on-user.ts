import { attach, choose, closeSearch, comment, lookUp, search } from './card';
import { callOut, cancelDial } from './dial';
import { dropDraft } from './drafts';
import type { PageEvent } from './events';
import { endHandOver, handOver } from './hand-over';
import { runChecks, resume, switchOff, switchOn } from './intake';
import type { Notice, PageState } from './model';
import { answer, reject } from './offer';
import { go, type Outcome } from './outcome';
import { takeOver } from './tabs';
import { hangUp, hold, mute } from './talk';
import { cancel, extend, openDraft, save } from './wrap-up';

export function onUserEvent(state: PageState, event: PageEvent): Outcome {
  switch (event.type) {
    case 'user.intakeOn': return state.intake.on || state.tab.leads !== true ? go(state) : switchOn(state);
    case 'user.intakeOff': return go(state.intake.on ? switchOff(state, null) : state);
    case 'user.answer': return answer(state);
    case 'user.reject': return reject(state, event.how);
    case 'user.hangUp': return hangUp(state);
    case 'user.mute': return mute(state, event.on);
    case 'user.hold': return hold(state, event.on);
    case 'user.save': return save(state, false);
    case 'user.saveAndCreate': return save(state, true);
    case 'user.cancel': return cancel(state);
    case 'user.extend': return extend(state);
    case 'user.resume': return state.tab.leads === true ? resume(state) ?? go(state) : go(state);
    case 'user.takeOver': return takeOver(state);
    case 'user.recheck': return state.offer || state.talk ? go(state) : runChecks(state, true);
    case 'user.callOut': return callOut(state, event);
    case 'user.cancelDial': return cancelDial(state);
    case 'user.handOver': return handOver(state, event);
    case 'user.finishHandOver': return endHandOver(state, 'finish');
    case 'user.takeBack': return endHandOver(state, 'takeBack');
    default: return onCardEvent(state, event);
  }
}

function onCardEvent(state: PageState, event: PageEvent): Outcome {
  switch (event.type) {
    case 'user.comment': return comment(state, event.text);
    case 'user.lookUp': return state.card?.lookUp.state === 'searching' ? go(state) : lookUp(state);
    case 'user.choose': return choose(state, event.customerId);
    case 'user.search': return search(state, event.query);
    case 'user.closeSearch': return go(closeSearch(state));
    case 'user.attach': return attach(state, event.customerId);
    case 'user.openDraft': return openDraft(state, event.callId);
    case 'user.dropDraft': return dropDraft(state, event.callId);
    case 'user.openCreation': return openCreation(state);
    case 'user.dismiss':
      return go({ ...state, notices: state.notices.filter((notice) => notice.id !== event.noticeId) });
    default: return go(state);
  }
}

/** The creation form did not open: the notice has a button for it. */
export function offersForm({ kind, value }: Notice): boolean {
  return (kind === 'window-blocked' || kind === 'window-forbidden' || kind === 'window-unreachable') && value !== null;
}

function openCreation(state: PageState): Outcome {
  const notice = state.notices.find(offersForm);
  if (!notice) return go(state);
  const notices = state.notices.filter((other) => other !== notice);
  return go({ ...state, notices }, { type: 'window.toCreation', windowId: null, number: notice.value ?? '', callId: notice.callId });
}
