import type { Presence } from '../../contracts/desk-journal';
import { desiredStatusOf } from './desired-status';
import type { PageState } from './model';

export interface PresenceNow { readonly presence: Presence; readonly callId: string | null }

/** What the leading page tells the desk about itself. */
export function presenceOf(state: PageState): PresenceNow {
  const caller = state.talk ?? state.offer ?? state.wrapUp;
  return { presence: presence(state), callId: caller?.journalled ? caller.callId : null };
}

function presence(state: PageState): Presence {
  if (state.talk || state.dial) return 'talking';
  if (state.offer) return 'ringing';
  if (state.wrapUp) return 'wrap-up';
  if (!state.intake.on) return 'off';
  const ready = desiredStatusOf(state) === 'READY' && state.phone.link === 'up' && state.sync.platform === 'READY';
  return ready ? 'ready' : 'paused';
}

/** Sound, blinking title and notification follow this. */
export function isRinging(state: PageState): boolean {
  return state.offer?.phase === 'ringing';
}

/** Leaving the page now would lose something (R21). */
export function mustGuard(state: PageState): boolean {
  if (state.window.follows) return state.outbox.length > 0;
  if (state.offer || state.talk || state.dial || unsentCount(state) > 0) return true;
  return state.wrapUp !== null && (state.card?.comment.trim() ?? '') !== '';
}

/** «Не отправлено: n». */
export function unsentCount(state: PageState): number {
  return state.outbox.filter((item) => item.kind === 'save').length + state.window.unsent;
}
