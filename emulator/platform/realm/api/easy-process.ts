import { CallObject } from '../../legs/call-object';
import type { Leg } from '../../legs/leg';
import { callPstn, callSip, callUser } from '../../legs/place-call';
import type { Session } from '../../session/session';
import type { Api, ApiHost } from './api-host';

type Payload = Record<string, unknown>;

/** Joins an incoming and an outgoing call; either one's end ends the whole session (row 58). */
export function easyProcess(session: Session, calls: [unknown, unknown], established?: unknown): void {
  const [caller, callee] = calls.map((call) => CallObject.legOf(call));
  if (!caller || !callee) throw session.error('VoxEngine.easyProcess() expects two calls');
  const on = (leg: Leg, event: string, fn: (payload: Payload) => void) => leg.listeners.add(event, fn);
  on(callee, 'Call.Ringing', () => ifUnanswered(caller, () => caller.ring({})));
  on(callee, 'Call.AudioStarted', () =>
    ifUnanswered(caller, () => {
      caller.sendEarlyMedia({});
      callee.unit.sendTo(caller.unit);
    }),
  );
  on(callee, 'Call.Connected', () => ifUnanswered(caller, () => caller.accept({})));
  const join = () => {
    if (caller.state !== 'CONNECTED' || callee.state !== 'CONNECTED') return;
    session.connectMedia(caller.call, callee.call);
    if (typeof established === 'function') (established as (...pair: unknown[]) => void)(caller.call, callee.call);
  };
  on(caller, 'Call.Connected', join);
  if (caller.state === 'CONNECTED') on(callee, 'Call.Connected', join);
  for (const [from, to] of [[caller, callee], [callee, caller]] as const) {
    on(from, 'Call.MessageReceived', ({ text }) => to.far?.toldMessage(String(text)));
    on(from, 'Call.InfoReceived', ({ mimeType, body }) =>
      to.far?.toldInfo({ mimeType: String(mimeType), body: String(body), headers: {} }),
    );
    on(from, 'Call.Disconnected', () => session.terminate());
  }
  on(callee, 'Call.Failed', ({ code }) => {
    if (caller.isUnanswered) caller.finish({ code: Number(code), by: 'scenario' });
    session.terminate();
  });
}

function ifUnanswered(leg: Leg, fn: () => void): void {
  if (leg.isUnanswered) fn();
}

/** The one-line scenarios: whatever alerts goes on to somebody else. */
export function makeForwards(host: ApiHost): Api {
  const onAlerting = (place: (session: Session, event: Payload) => CallObject, established: unknown) => {
    const session = host.session();
    session.appListeners.add('Application.CallAlerting', (event: Payload) => {
      easyProcess(session, [event['call'], place(session, event)], established);
    });
  };
  const options = (event: Payload) => ({
    callerid: event['callerid'],
    displayName: event['displayName'],
    extraHeaders: event['headers'],
  });
  return {
    easyProcess: (left: unknown, right: unknown, established?: unknown) => easyProcess(host.session(), [left, right], established),
    forwardCallToUser: (established?: unknown) =>
      onAlerting((session, event) => callUser(session, [{ ...options(event), username: event['destination'] }]), established),
    forwardCallToUserDirect: (established?: unknown) =>
      onAlerting((session, event) => callUser(session, [{ ...options(event), username: event['destination'] }]), established),
    forwardCallToSIP: (established?: unknown) =>
      onAlerting((session, event) => callSip(session, [event['toURI'], options(event)]), established),
    forwardCallToPSTN: (transform?: unknown, established?: unknown, parameters?: unknown) =>
      onAlerting((session, event) => {
        const number = String(event['destination']);
        const changed = typeof transform === 'function' ? (transform as (number: string) => string)(number) : number;
        const { callerid } = Object(parameters) as { callerid?: unknown };
        return callPstn(session, [changed, callerid ?? event['callerid']]);
      }, established),
    playSoundAndHangup: (url: unknown) => playSoundAndHangup(host.session(), String(url)),
  };
}

function playSoundAndHangup(session: Session, url: string): void {
  session.appListeners.add('Application.CallAlerting', (event: Payload) => {
    const leg = CallObject.legOf(event['call']);
    if (!leg) return;
    leg.sendEarlyMedia({});
    leg.playback.play({ kind: 'sound', url, loop: false });
    leg.listeners.add('Call.PlaybackFinished', () => leg.finish({ code: 603, by: 'scenario' }));
    leg.listeners.add('Call.Disconnected', () => session.terminate());
  });
}
