import type { CallSettings } from '../../contracts/call-settings';
import { isPublic } from '../call/access';
import { rawNumber, toE164 } from '../call/number';
import type { Arrival } from '../call/start';
import { attempt } from './guard';
import { takeCall } from './live-call';
import { localTime } from './local-time';
import { createSession, type Session } from './session';

/** A session of an inbound rule: one caller, from the dialled number to a declared end. */
export function createInbound(settings: CallSettings): Session {
  return createSession((caller, event, context) => {
    const { callId, log } = context;
    let arrival: Arrival = { settings, callId, from: null, fromRaw: '', to: '', startedAt: new Date().toISOString(), localTime: null, mayCall: true };
    const isRead = attempt(log, 'reading who calls', () => {
      arrival = { ...arrival, ...arrivalOf(caller, event, settings) };
    });
    const call = takeCall({ settings, caller, arrival, ...context });
    if (!isRead) call.fault();
    return call;
  });
}

function arrivalOf(caller: Call, event: _CallAlertingEvent, { numbering, allowTestCalls, hours }: CallSettings): Partial<Arrival> {
  const origin = { header: event.headers['VI-Client-Type'], clientType: caller.clientType(), fromUri: event.fromURI };
  return {
    from: toE164(event.callerid, numbering),
    fromRaw: rawNumber(event.callerid),
    to: toE164(event.destination, numbering) ?? rawNumber(event.destination),
    localTime: hours ? localTime(hours.timeZone) : null,
    mayCall: allowTestCalls || isPublic(origin),
  };
}
