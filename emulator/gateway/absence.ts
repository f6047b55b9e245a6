import type { Session } from './session';

/**
 * A page whose socket is gone may come back for a minute, and its calls live on; but as an
 * operator it counts as OFFLINE after the grace of row 133, unless another tab is there.
 */
export function watchAbsence(session: Session, isReachable: boolean): void {
  session.absence?.cancel();
  session.isReachable = isReachable;
  if (isReachable) return;
  const { clock, cloud } = session.services;
  const graceMs = Number(cloud.switches.offlineGraceSeconds) * 1_000;
  session.absence = clock.after(graceMs, () => {
    const { operator, queueType } = session;
    if (operator && !hasOtherTab(session)) cloud.queues.presence.setSystemStatus(operator.user.id, queueType, 'OFFLINE');
  });
}

function hasOtherTab(session: Session): boolean {
  return [...session.services.sessions].some((other) =>
    other.isReachable && other.queueType === session.queueType && other.operator?.user.id === session.operator?.user.id);
}
