import type { UserRow } from '../../account/objects';
import type { Headers } from '../lines';
import { LIMITS } from '../limits';
import type { Session } from '../session/session';
import { FarEnd } from './far-end';
import { NO_HEADERS } from './headers';
import { Leg } from './leg';

export interface OutboundCard {
  clientType: 'pstn' | 'sip' | 'user';
  callerid: string;
  displayName: string;
  number: string;
  headers: Headers;
  customData: string;
}

/** A new outgoing leg; one over the limits fails by itself, later (row 49). */
export function placeLeg(session: Session, card: OutboundCard): Leg {
  const { clientType, callerid, displayName, number, headers, customData } = card;
  const leg = new Leg(session, { id: session.core.nextLegId(), incoming: false, clientType, callerid, displayName, number, headers, customData });
  const refusal = session.overLimit();
  session.addLeg(leg);
  if (session.core.trace.on) {
    session.core.trace.emit({ kind: 'leg.out', session: session.id, leg: leg.id, to: card.number, type: card.clientType });
  }
  if (refusal) failSoon(leg, 403, refusal);
  return leg;
}

/** Rings every device of a user (row 124); none: 480 (row 46). */
export function ringUser(leg: Leg, user: UserRow, timeoutMs: number): void {
  if (leg.refused) return;
  const { session, card } = leg;
  const devices = user.active ? session.core.queues.presence.ringable(user.id) : [];
  if (devices.length === 0) return failSoon(leg, 480);
  for (const device of devices) {
    const end = new FarEnd(leg, {
      number: card.callerid,
      displayName: card.displayName,
      headers: headersForSdk(card.headers, card.customData),
      deviceId: device.id,
    });
    session.core.recorder?.line(`${leg.id}/${device.id}`, end);
    leg.ends.push(end);
    const stop = device.onGone(() => end.vanish());
    leg.onEnded(stop);
  }
  leg.answerWithin(timeoutMs);
  session.clock.after(0, () => {
    for (const [at, device] of devices.entries()) {
      const end = leg.ends[at];
      if (!end || end.state === 'ended') continue;
      leg.progressFrom(end, 'ringing', NO_HEADERS);
      device.ring(end);
    }
  });
}

/** Rings a telephone or a SIP server outside, as far as somebody plays it. */
export function ringOutside(leg: Leg, timeoutMs: number): void {
  if (leg.refused) return;
  const { session, card } = leg;
  const handler = session.core.farEndOf({
    kind: card.clientType === 'sip' ? 'sip' : 'pstn',
    address: card.number,
    callerid: card.callerid,
  });
  if (!handler) return failSoon(leg, 404);
  const end = new FarEnd(leg, { number: card.callerid, displayName: card.displayName, headers: card.headers, deviceId: null });
  session.core.recorder?.line(leg.id, end);
  leg.ends.push(end);
  leg.answerWithin(timeoutMs);
  session.clock.after(0, () => handler(end));
}

export function failSoon(leg: Leg, code: number, reason?: string): void {
  leg.refused = true;
  leg.session.clock.after(0, () => leg.finish({ code, by: 'platform', ...(reason === undefined ? {} : { reason }) }));
}

/** VI-CallTimeout in seconds, 10 to 400; outside of it is row 47. */
export function ringTimeoutMs(session: Session, headers: unknown): number {
  const { least, most, usual } = LIMITS.ringSeconds;
  const given = headerOf(headers, 'vi-calltimeout');
  const seconds = given === undefined ? usual : Number(given);
  if (seconds >= least && seconds <= most) return seconds * 1000;
  session.violation(`VI-CallTimeout is ${String(given)}, expected ${least} to ${most} seconds`);
  if (session.core.switches.callTimeoutOutside === 'ignore' || Number.isNaN(seconds)) return usual * 1000;
  return Math.min(most, Math.max(least, seconds)) * 1000;
}

function headerOf(headers: unknown, name: string): unknown {
  if (typeof headers !== 'object' || headers === null) return undefined;
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** customData reaches an SDK as a header of its own. Filled name by name: a spread of such an object takes V8 several times as long. */
function headersForSdk(headers: Headers, customData: string): Headers {
  if (!customData) return headers;
  const all: Headers = {};
  for (const name of Object.keys(headers)) all[name] = headers[name] as string;
  all['VI-CallData'] = customData;
  return all;
}
