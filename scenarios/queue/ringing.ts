import type { OfferEndCause } from '../../contracts/terminal-reasons';
import type { QueueHooks } from './port';

/** The offer that rings now: at most one, each ended before the next begins. */
export interface Ringing {
  operator(): string | null;
  begin(operator: string, more?: { leg: Call } | { operatorId: number }): void;
  end(cause: OfferEndCause): void;
}

export function createRinging(emit: QueueHooks['emit']): Ringing {
  let current: string | null = null;
  const end = (cause: OfferEndCause) => {
    const operator = current;
    current = null;
    if (operator !== null) emit({ kind: 'offerEnded', operator, cause });
  };
  return {
    operator: () => current,
    begin: (operator, more) => {
      end('unknown');
      current = operator;
      emit({ kind: 'offered', operator, ...more });
    },
    end,
  };
}
