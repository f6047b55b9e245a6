import { allChecks } from './checks';
import type { PageState } from './model';

/** A fresh page load: nothing known, intake off. */
export function initialState(pageId: string, nowMs: number, role: PageState['window']['role'] = 'none'): PageState {
  return {
    pageId,
    nowMs,
    ids: 0,
    profile: null,
    desk: { link: 'connecting', retryAtMs: null },
    tab: { leads: null, takingOver: false, renewAtMs: nowMs, other: null },
    phone: { link: 'off', attempts: 0, retryAtMs: null, why: null, reached: false, upSinceMs: null, elsewhere: false },
    readiness: { phase: 'never', checks: allChecks('unknown'), forIntake: false },
    intake: { on: false, off: null, missPauseUntilMs: null, missesInRow: 0, silentInRow: 0 },
    sync: { platform: null, platformSinceMs: nowMs, pending: null, failures: 0, retryAtMs: null },
    offer: null,
    talk: null,
    wrapUp: null,
    dial: null,
    reservation: null,
    card: null,
    holdouts: [],
    outbox: [],
    drafts: [],
    closed: [],
    notices: [],
    window: { role, follows: false, leader: null, asked: [], done: [], unsent: 0, gone: null },
  };
}
