import type { OperatorStatus } from '../lines';
import type { QueueType } from './operator';

/** Web SDK, OperatorACDStatuses: the names that exist on each wire. */
const ACD_SETTABLE = new Set(['OFFLINE', 'ONLINE', 'READY', 'IN_SERVICE', 'AFTER_SERVICE', 'TIMEOUT', 'DND']);
const SMART_QUEUE_SETTABLE = new Set([
  'OFFLINE', 'ONLINE', 'READY', 'DND',
  ...Array.from({ length: 10 }, (_, index) => `CUSTOM_${index + 1}`),
]);
const SYSTEM: ReadonlySet<string> = new Set(['BANNED', 'DIALING', 'IN_SERVICE', 'AFTER_SERVICE']);

export interface StatusAsked {
  queueType: QueueType;
  asked: string;
  present: OperatorStatus;
  banned: boolean;
  /** Row 78. */
  readyLiftsBan: boolean;
}

export type StatusVerdict = { ok: true; status: OperatorStatus } | { ok: false; why: string };

/**
 * Whether an operator may set a status himself (platform-facts 3.4, 4.3). ACD v1
 * takes everything but BANNED; SmartQueue keeps its own states for itself and
 * enforces DIALING → IN_SERVICE → AFTER_SERVICE. A ban ends with ONLINE.
 */
export function judgeStatus({ queueType, asked, present, banned, readyLiftsBan }: StatusAsked): StatusVerdict {
  const settable = queueType === 'acd' ? ACD_SETTABLE : SMART_QUEUE_SETTABLE;
  if (!settable.has(asked)) {
    return { ok: false, why: SYSTEM.has(asked) ? `${asked} is set by the platform only` : `Wrong status name: ${asked}` };
  }
  if (queueType === 'smartqueue' && (present === 'DIALING' || present === 'IN_SERVICE')) {
    return { ok: false, why: `${asked} is not acceptable for the current state ${present}` };
  }
  if (banned && asked === 'READY' && !readyLiftsBan) {
    return { ok: false, why: 'The operator is banned; set ONLINE first' };
  }
  return { ok: true, status: asked as OperatorStatus };
}

/** ONLINE always ends a ban; READY where row 78 says so (else it never got this far). */
export function liftsBan(status: OperatorStatus): boolean {
  return status === 'ONLINE' || status === 'READY';
}
