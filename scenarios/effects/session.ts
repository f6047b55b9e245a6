import type { Guard } from '../queue/port';
import { attempt, createGuard } from './guard';
import { createLog, type Log } from './log';

/** The platform's events that a session answers to. */
export interface Session {
  readonly started: (event: _StartedEvent) => void;
  readonly alerting: (event: _CallAlertingEvent) => void;
  readonly request: (event: _HttpRequestEvent) => void;
}

/** What a session knows of itself. */
export interface SessionContext {
  readonly callId: string;
  /** A credential; '' where the platform gave none. */
  readonly accessUrl: string;
  readonly log: Log;
  readonly guard: Guard;
}

/** The call of a session; a fault leads it to its declared end. */
export interface TakenCall {
  readonly request: (event: _HttpRequestEvent) => void;
  readonly fault: () => void;
}

/**
 * One session serves one call, whoever calls whom; a session started without a
 * call ends by the platform's idle rule.
 */
export function createSession(take: (leg: Call, event: _CallAlertingEvent, context: SessionContext) => TakenCall): Session {
  let callId = '';
  let accessUrl = '';
  let leg: Call | null = null;
  let call: TakenCall | null = null;
  const log = (line: string) => createLog(callId)(line);
  /** Before there is a call nothing was told of one. */
  const turnAway = (refused: Call) => {
    attempt(log, 'refusing', () => refused.reject(500));
    VoxEngine.terminate();
  };
  const guard = createGuard(log, () => (call ? call.fault() : leg && turnAway(leg)));

  return {
    started: guard('Application.Started', (event) => {
      callId = String(event.sessionId);
      accessUrl = event.accessSecureURL;
    }),
    alerting: guard('Application.CallAlerting', (event) => {
      if (leg) return event.call.reject(486);
      leg = event.call;
      // A call whose session never said its own id is known by its leg's.
      callId = callId || leg.id();
      call = take(leg, event, { callId, accessUrl, log, guard });
    }),
    request: guard('Application.HttpRequest', (event) => call?.request(event)),
  };
}
