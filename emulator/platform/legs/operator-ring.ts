import type { OperatorRing, RungLeg } from '../seams';
import type { Session } from '../session/session';
import { placeLeg, ringUser } from './outbound';

/** A queue engine rings one operator; the leg is the session's like any other (row 72). */
export function ringOperator(session: Session, ring: OperatorRing): RungLeg {
  const leg = placeLeg(session, {
    clientType: 'user',
    callerid: ring.callerid,
    displayName: ring.displayName,
    number: operatorNumber(session, ring.user.name),
    headers: ring.headers,
    customData: ring.customData,
  });
  leg.eventsBeforeAnswer = ring.eventsBeforeReached;
  leg.follower = ring;
  ringUser(leg, ring.user, ring.timeoutMs);
  return {
    legId: leg.id,
    call: leg.call,
    cancel(reason) {
      leg.follower = null;
      leg.finish({ code: leg.isUnanswered ? 487 : 200, reason, by: 'platform' });
    },
  };
}

/** Row 131. */
function operatorNumber(session: Session, userName: string): string {
  const application = session.core.rows.applications.get(session.applicationId);
  const form = session.core.switches.operatorNumberForm;
  if (form === 'user@application') {
    return `${userName}@${application?.name ?? 'app'}.${session.core.rows.accountName}.voximplant.com`;
  }
  return form === 'user.suffix' ? `${userName}.${session.applicationId}` : userName;
}
