import { checkTicket, type OutboundTicket } from '../../contracts/outbound-ticket';
import { userName } from '../queue/user-name';
import { member, parse } from './advice';

/** The desk's ticket for this very call by this very operator, or why there is none. */
export function readTicket(event: _CallAlertingEvent): OutboundTicket | string {
  const headers = Object.entries(event.headers);
  const verdict = checkTicket(
    {
      headers: (name) => headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1],
      nowMs: new Date().getTime(),
      keys: (name) => VoxEngine.getSecretValue(name),
      // A session sees one call; used again within the minute the ticket still dials the same number for the same operator.
      seen: () => false,
    },
    (key, data) => Crypto.hmac_sha256(key, data),
  );
  if (!verdict.ok) return verdict.why;
  const body = parse(verdict.body);
  const [operator, franchise, number, callbackOf] = ['operator', 'franchise', 'number', 'callbackOf'].map((name) => member(body, name));
  if (typeof operator !== 'string' || typeof franchise !== 'string' || typeof number !== 'string') return 'no ticket inside';
  if (![event.fromURI, event.callerid].some((from) => userName(from) === operator)) return 'another operator';
  if (digits(event.destination) !== digits(number)) return 'another number';
  return { operator, franchise, number, callbackOf: typeof callbackOf === 'string' ? callbackOf : null };
}

function digits(number: string): string {
  return number.replace(/\D/g, '');
}
