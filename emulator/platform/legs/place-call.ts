import type { Session } from '../session/session';
import type { CallObject } from './call-object';
import { carriedHeaders } from './headers';
import { failSoon, placeLeg, ringOutside, ringTimeoutMs, ringUser, type OutboundCard } from './outbound';

type Fields = Record<string, unknown>;

/** VoxEngine.callUser; the old form is (username, callerid, displayName, headers, video, scheme) (row 45). */
export function callUser(session: Session, args: readonly unknown[]): CallObject {
  const fields: Fields = isFields(args[0])
    ? args[0]
    : { username: args[0], callerid: args[1], displayName: args[2], extraHeaders: args[3] };
  const userName = text(fields['username']).split('@')[0] ?? '';
  const leg = placeLeg(session, cardOf(session, { ...fields, number: userName, clientType: 'user' }));
  const user = [...session.core.rows.users.values()].find(
    (row) => row.applicationId === session.applicationId && row.name === userName,
  );
  if (user) ringUser(leg, user, ringTimeoutMs(session, fields['extraHeaders']));
  else if (!leg.refused) failSoon(leg, 404);
  return leg.call;
}

/** VoxEngine.callPSTN(number, callerid, parameters). */
export function callPstn(session: Session, args: readonly unknown[]): CallObject {
  const options = isFields(args[2]) ? args[2] : {};
  const card = cardOf(session, { ...options, number: text(args[0]).replace(/[^\d*#]/g, ''), callerid: args[1], clientType: 'pstn' });
  const leg = placeLeg(session, card);
  ringOutside(leg, ringTimeoutMs(session, options['headers'] ?? options['extraHeaders']));
  return leg.call;
}

/** VoxEngine.callSIP; the old form is (to, callerid, displayName, password, authUser, headers, video, outProxy). */
export function callSip(session: Session, args: readonly unknown[]): CallObject {
  const options: Fields = isFields(args[1]) ? args[1] : { callerid: args[1], displayName: args[2], headers: args[5] };
  const headers = options['headers'] ?? options['extraHeaders'];
  const leg = placeLeg(session, cardOf(session, { ...options, extraHeaders: headers, number: text(args[0]), clientType: 'sip' }));
  ringOutside(leg, ringTimeoutMs(session, headers));
  return leg.call;
}

function cardOf(session: Session, fields: Fields): OutboundCard {
  const carried = carriedHeaders(fields['extraHeaders'] ?? fields['headers'], (what) => session.violation(what));
  return {
    clientType: fields['clientType'] as OutboundCard['clientType'],
    callerid: text(fields['callerid']),
    displayName: text(fields['displayName']),
    number: text(fields['number']),
    headers: carried,
    customData: '',
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
