import type { ReadEvent } from '../../contracts/call-events';

/** An operator who passed a call on, held out from it for a while (decision 4). */
export interface Holdout {
  operator: string;
  /** The others who were bound and ready at the reject and have not been offered the call since. */
  waitingFor: readonly string[];
  /** Nobody else was there: then only answer, end and the page's own time end it. */
  hadOthers: boolean;
}
export type HoldoutOver = 'answered' | 'ended' | 'all-offered';

/** At the reject: who else could take the call. */
export function openHoldout(operator: string, ready: readonly string[]): Holdout {
  const others = ready.filter((other) => other !== operator);
  return { operator, waitingFor: others, hadOthers: others.length > 0 };
}

/** After one more event of the call: the next hold-out, or why it is over. */
export function stepHoldout(holdout: Holdout, event: ReadEvent): Holdout | HoldoutOver {
  switch (event.kind) {
    case 'answered':
      return 'answered';
    case 'ended':
      return 'ended';
    case 'offered':
      return offered(holdout, event.operator);
    default:
      return holdout;
  }
}

function offered(holdout: Holdout, operator: string): Holdout | HoldoutOver {
  const waitingFor = holdout.waitingFor.filter((other) => other !== operator);
  if (waitingFor.length === 0 && holdout.hadOthers) return 'all-offered';
  return { ...holdout, waitingFor };
}
