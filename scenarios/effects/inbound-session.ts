import type { CallSettings } from '../../contracts/call-settings';
import { isPublic } from '../call/access';
import { rawNumber, toE164 } from '../call/number';
import type { Arrival } from '../call/start';
import { createGuard } from './guard';
import { takeCall, type LiveCall } from './live-call';
import { localTime } from './local-time';
import { createLog } from './log';

/** The platform's events that a session of an inbound rule answers to. */
export interface InboundSession {
  readonly started: (event: _StartedEvent) => void;
  readonly alerting: (event: _CallAlertingEvent) => void;
  readonly request: (event: _HttpRequestEvent) => void;
}

/** One session serves one call; a session started without a call ends by the platform's idle rule. */
export function createInbound(settings: CallSettings): InboundSession {
  let callId = '';
  let accessUrl = '';
  let call: LiveCall | null = null;
  const log = (line: string) => createLog(callId)(line);
  const guard = createGuard(log, () => (call ? call.fault() : VoxEngine.terminate()));

  return {
    started: guard('Application.Started', (event) => {
      callId = String(event.sessionId);
      accessUrl = event.accessSecureURL;
    }),
    alerting: guard('Application.CallAlerting', (event) => {
      if (call) return event.call.reject(486);
      const arrival = arrivalOf(event, settings, callId);
      call = takeCall({ settings, caller: event.call, accessUrl, arrival, log, guard });
    }),
    request: guard('Application.HttpRequest', (event) => call?.request(event)),
  };
}

function arrivalOf(event: _CallAlertingEvent, settings: CallSettings, callId: string): Arrival {
  const { numbering, allowTestCalls, hours } = settings;
  const origin = { header: event.headers['VI-Client-Type'], clientType: event.call.clientType(), fromUri: event.fromURI };
  return {
    settings,
    callId,
    from: toE164(event.callerid, numbering),
    fromRaw: rawNumber(event.callerid),
    to: toE164(event.destination, numbering) ?? rawNumber(event.destination),
    startedAt: new Date().toISOString(),
    localTime: hours ? localTime(hours.timeZone) : null,
    mayCall: allowTestCalls || isPublic(origin),
  };
}
