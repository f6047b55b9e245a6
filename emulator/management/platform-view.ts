import type { RuleRow, UserRow } from '../account/objects';
import type { OperatorStatus } from '../platform/lines';

/**
 * What the Management API needs of the running platform. The cloud implements
 * it; `idlePlatform` stands where nothing runs. Times are milliseconds.
 */
export interface PlatformView {
  /** Starts a session on a rule without a call (StartScenarios). */
  startSession(start: SessionStart): StartedSession;
  status(userId: number, queueType: 'acd' | 'smartqueue'): { status: OperatorStatus; sinceMs: number };
  /** Present users alone count for GetSQState. */
  isPresent(userId: number): boolean;
  acdQueue(queueId: number): AcdQueueView;
  /** Tasks waiting for, ringing at, or talking to somebody in a SmartQueue. */
  sqTasks(queueId: number): SqTaskView[];
  /** Sessions that have ended, oldest first. */
  endedSessions(): readonly EndedSession[];
  /** Deletes a recording by its address; false where there is none. */
  deleteRecord(address: string): boolean;
  /** ACD requests that have ended, oldest first. */
  acdHistory(): readonly AcdHistoryRow[];
  /** handle_calls of a user of whom SQ_SetAgentInfo has not spoken yet (switch 129). */
  newAgentsHandleCalls: boolean;
}

export interface SessionStart {
  rule: RuleRow;
  user: UserRow | null;
  customData: string;
}
export interface StartedSession {
  /** Started.sessionId = call_session_history_id. */
  sessionId: number;
  accessUrl: string;
  accessSecureUrl: string;
}

export interface AcdQueueView {
  ready: { userId: number; idleMs: number }[];
  locked: { userId: number; status: OperatorStatus; locks: { id: string; sinceMs: number }[] }[];
  afterService: { userId: number; status: OperatorStatus }[];
  servicing: { userId: number; callerid: string; priority: number; beginMs: number; waitingMs: number; requestId: string }[];
  waiting: { callerid: string; priority: number; beginMs: number; waitingMs: number; ewtMinutes: number; requestId: string }[];
}

export interface SqTaskView {
  type: 'CALL' | 'IM';
  status: 'IN_QUEUE' | 'DISTRIBUTED' | 'IN_PROCESSING';
  userId: number | null;
  skills: { name: string; levels: number[] }[];
  waitingMs: number;
  processingMs: number;
  customData: string;
}

export interface EndedSession {
  sessionId: number;
  applicationId: number;
  userId: number | null;
  ruleName: string;
  startMs: number;
  durationMs: number;
  finishReason: string;
  customData: string;
  initiatorAddress: string;
  /** Where its log is read; null: kept no longer. */
  logUrl: string | null;
  calls: EndedCall[];
}
export interface EndedCall {
  id: number;
  startMs: number;
  durationMs: number;
  localNumber: string;
  remoteNumber: string;
  remoteNumberType: 'pstn' | 'voxapp' | 'sip' | 'mobile';
  incoming: boolean;
  successful: boolean;
  endReason: string;
  customData: string;
  recordUrl: string | null;
}

export interface AcdHistoryRow {
  id: number;
  requestId: string;
  queueId: number;
  userId: number | null;
  callerid: string;
  customData: string;
  beginMs: number;
  priority: number;
  waitingMs: number;
  inServiceMs: number;
  afterServiceMs: number;
  outcome: 'served' | 'unserviced' | 'rejected';
  operatorHangup: boolean;
  events: { id: number; atMs: number; type: string; userId: number | null }[];
}

/** Nobody is signed in and nothing runs; a session cannot be started. */
export function idlePlatform(): PlatformView {
  return {
    startSession: () => {
      throw new Error('This emulator has no platform behind its Management API, so no session can start');
    },
    status: () => ({ status: 'OFFLINE', sinceMs: 0 }),
    isPresent: () => false,
    acdQueue: () => ({ ready: [], locked: [], afterService: [], servicing: [], waiting: [] }),
    sqTasks: () => [],
    endedSessions: () => [],
    deleteRecord: () => false,
    newAgentsHandleCalls: false,
    acdHistory: () => [],
  };
}
