import { checkTicket, TICKET_KEPT_SECONDS, ticketKey, type OutboundTicket } from '../../contracts/outbound-ticket';
import { userName } from '../queue/user-name';
import { member, parse } from './advice';
import { clockMs } from './clock';

export interface SignedTicket extends OutboundTicket {
  /** Of its signature. */
  readonly nonce: string;
}

/** The desk's ticket for this very call by this very operator, or why there is none. Whether it was used before is `claimTicket`'s. */
export function readTicket(event: _CallAlertingEvent): SignedTicket | string {
  const headers = Object.entries(event.headers);
  const verdict = checkTicket(
    {
      headers: (name) => headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1],
      nowMs: clockMs(),
      keys: (name) => VoxEngine.getSecretValue(name),
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
  return { operator, franchise, number, callbackOf: typeof callbackOf === 'string' ? callbackOf : null, nonce: verdict.nonce };
}

/**
 * Whether this session is the first that comes with the ticket. The storage cannot test and set in one: of several
 * sessions that write at the same time the last one has it, and two within one write of each other may both pass.
 * @throws what the storage says where it does not work
 */
export async function claimTicket({ nonce }: SignedTicket, callId: string): Promise<boolean> {
  const key = ticketKey(nonce);
  if (await ApplicationStorage.get(key)) return false;
  await ApplicationStorage.put(key, callId, TICKET_KEPT_SECONDS);
  return (await ApplicationStorage.get(key))?.value === callId;
}

function digits(number: string): string {
  return number.replace(/\D/g, '');
}
