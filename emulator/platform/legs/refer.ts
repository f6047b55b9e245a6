import { LIMITS } from '../limits';
import { reasonOf } from './codes';
import { carriedHeaders } from './headers';
import type { Leg } from './leg';

const NOT_ALLOWED = 405;
const TOO_MANY = 403;

/**
 * Call.transferTo: asks the SIP end to call somebody else (REFER). Where it does, the call is out of the cloud's
 * hands; ten may be asked of one call (platform facts 1.6), and what the 11th gets is not documented.
 */
export function referTo(leg: Leg, parameters: unknown): void {
  const { to, headers } = Object(parameters) as { to?: unknown; headers?: unknown };
  const carried = carriedHeaders(headers, (what) => leg.session.violation(what));
  leg.session.core.clock.after(0, () => {
    if (leg.state === 'TERMINATED' || leg.session.isOver) return;
    const code = answerOf(leg, String(to), carried);
    if (code >= 300) {
      leg.raise('Call.TransferFailed', { role: 'transferor', headers: {}, code, reason: reasonOf(code) });
      return;
    }
    leg.raise('Call.TransferComplete', { role: 'transferor', headers: {} });
    leg.finish({ code: 200, by: 'far' });
  });
}

function answerOf(leg: Leg, to: string, headers: Record<string, string>): number {
  if (leg.card.clientType !== 'sip' || leg.state !== 'CONNECTED') return NOT_ALLOWED;
  leg.refers += 1;
  return leg.refers > LIMITS.refers ? TOO_MANY : (leg.far?.askedToRefer(to, headers) ?? NOT_ALLOWED);
}
