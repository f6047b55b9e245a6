import { onDialEnded } from './dial';
import { runChecks } from './intake';
import type { PageState, PhoneTrouble } from './model';
import { onOfferEnded } from './offer';
import { retryNow } from './outbox';
import { go, chain, type Outcome } from './outcome';
import { giveUpReservation } from './reservation';
import { onTalkEnded } from './talk';
import { openEffects } from './wrap-up';

const RETRY_BASE_MS = 1_000;
const RETRY_LIMIT_MS = 30_000;
/** Twice cut off by the other side within this: the same login works elsewhere. */
const KICKED_AGAIN_MS = 30_000;

/** Connects where this page should be connected, and only there. */
export function steerPhone(state: PageState): Outcome {
  const { phone, profile, tab, nowMs } = state;
  const wanted = profile !== null && (tab.leads === true || state.talk !== null);
  if (!wanted) {
    if (phone.link === 'off' || !profile) return go(state);
    return go(reset(state), { type: 'phone.disconnect' });
  }
  const due = phone.link === 'off' || (phone.link === 'lost' && phone.retryAtMs !== null && nowMs >= phone.retryAtMs);
  if (!due || phone.elsewhere) return go(state);
  return go({ ...state, phone: { ...phone, link: 'connecting', retryAtMs: null } }, { type: 'phone.connect' });
}

/** Signed in. What was on before comes back only through the check (R23). */
export function onPhoneUp(state: PageState, status: string): Outcome {
  const { phone, nowMs } = state;
  const next: PageState = {
    ...state,
    phone: { ...phone, link: 'up', attempts: 0, retryAtMs: null, why: null, reached: true, upSinceMs: nowMs },
    sync: { platform: status, platformSinceMs: nowMs, pending: null, failures: 0, retryAtMs: null },
  };
  return state.intake.on ? runChecks(next, false) : go(next);
}

export function onPhoneLost(state: PageState, why: PhoneTrouble, jitter: number): Outcome {
  const { phone, nowMs } = state;
  if (phone.link === 'off') return go(state);
  const kickedAgain = why === 'kicked' && phone.why === null && phone.upSinceMs !== null
    && nowMs - phone.upSinceMs < KICKED_AGAIN_MS && phone.attempts === 0;
  const attempts = phone.attempts + 1;
  const waitMs = Math.min(RETRY_BASE_MS * 2 ** (attempts - 1), RETRY_LIMIT_MS) * (0.5 + jitter / 2);
  const lost = {
    ...phone, link: 'lost' as const, attempts, why, upSinceMs: null,
    // A browser that cannot do calls learns it by no second try.
    elsewhere: phone.elsewhere || kickedAgain, retryAtMs: why === 'no-webrtc' ? null : nowMs + Math.ceil(waitMs),
  };
  const sync = { ...state.sync, platform: null, pending: null, retryAtMs: null };
  return chain(go({ ...state, phone: lost, sync }), (next) => onOfferEnded(next, false), (next) => onTalkEnded(next, { network: true }),
    (next) => onDialEnded(next, null), giveUpReservation);
}

/** The desk answers again: what it missed is told once more. */
export function onDeskUp(state: PageState): Outcome {
  const back = retryNow({ ...state, desk: { link: 'up', retryAtMs: null }, tab: { ...state.tab, renewAtMs: state.nowMs } });
  return go(back, ...(state.wrapUp ? openEffects(state.wrapUp) : []));
}

function reset(state: PageState): PageState {
  return {
    ...state,
    phone: { ...state.phone, link: 'off', attempts: 0, retryAtMs: null, why: null, upSinceMs: null, elsewhere: false },
    sync: { ...state.sync, platform: null, pending: null, failures: 0, retryAtMs: null },
  };
}
