import type { PageState } from './model';

/** What decision 5 looks at, and nothing else. */
export interface StatusInputs {
  /** The operator's choice. */
  readonly intake: boolean;
  /** A wrap-up is open. */
  readonly lease: boolean;
  /** A call rings. */
  readonly offer: boolean;
  /** A conversation. */
  readonly call: boolean;
  /** Held out after a reject or a miss, or until a click. */
  readonly holdout: boolean;
  /** The ready-to-ring check passed in this page load. */
  readonly readiness: boolean;
  readonly leader: boolean;
  /** A call that is none of the queue's: called out, given by a colleague, or kept free for one. */
  readonly direct: boolean;
}

/** `AS_IS`: leave the platform's status alone. */
export type DesiredStatus = 'READY' | 'ONLINE' | 'OFFLINE' | 'IN_SERVICE' | 'AFTER_SERVICE' | 'AS_IS';

/**
 * The one function that decides readiness. While a call rings nothing is set: the platform's own
 * lock keeps others away, and IN_SERVICE before Connected may cancel the ring.
 */
export function desiredStatus(inputs: StatusInputs): DesiredStatus {
  if (inputs.call && !inputs.direct) return 'IN_SERVICE';
  if (inputs.offer) return 'AS_IS';
  if (!inputs.leader) return 'AS_IS';
  // The platform counts only its own calls as service; for others the operator is just not ready.
  if (inputs.direct) return 'ONLINE';
  if (inputs.lease) return 'AFTER_SERVICE';
  if (!inputs.intake) return 'OFFLINE';
  if (inputs.holdout || !inputs.readiness) return 'ONLINE';
  return 'READY';
}

export function statusInputs(state: PageState): StatusInputs {
  return {
    intake: state.intake.on,
    lease: state.wrapUp !== null,
    offer: state.offer !== null,
    call: state.talk !== null,
    holdout: state.holdouts.length > 0 || state.intake.missPauseUntilMs !== null || state.phone.elsewhere,
    readiness: state.readiness.phase === 'passed',
    leader: state.tab.leads === true,
    direct: state.talk?.direct === true || state.dial !== null || state.reservation !== null,
  };
}

export function desiredStatusOf(state: PageState): DesiredStatus {
  return desiredStatus(statusInputs(state));
}
