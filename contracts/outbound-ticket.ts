import {
  checkSignature, NONCE_KEPT_MS, toAsciiJson, type HmacSha256Hex, type SignatureVerdict, signHeaders, type SignatureCheck, type SignedMessage,
} from './signature';

/**
 * Only a signed-in operator calls out, and only with a ticket of the desk. The page dials the number
 * (its digits) by the SDK with the ticket's headers; the scenario of the last rule checks them, and that
 * they speak of this operator and this number. A ticket is good for `SIGNATURE_WINDOW_MS`, 60 s, and once: the
 * first session that takes it writes so into ApplicationStorage, under `ticketKey` of the signature's nonce.
 */
export interface OutboundTicket {
  /** The Voximplant user name of who may call. */
  operator: string;
  franchise: string;
  /** E.164 with its plus. */
  number: string;
  /** The call whose caller wished to be called back, or null. */
  callbackOf: string | null;
}

/** Carries the ticket itself, ASCII JSON; the signature's four headers go with it. Each value under 200 bytes. */
export const TICKET_HEADER = 'X-Vox-Ticket';

/** Seconds for which it is remembered that a ticket was used: longer than any clock lets it be good. */
export const TICKET_KEPT_SECONDS = NONCE_KEPT_MS / 1_000;

export function ticketKey(nonce: string): string {
  return `ticket:${nonce}`;
}

/** The X- headers of the SDK's call. */
export function ticketHeaders(ticket: OutboundTicket, message: Omit<SignedMessage, 'body'>, hmac: HmacSha256Hex): Record<string, string> {
  const { operator, franchise, number, callbackOf } = ticket;
  const body = toAsciiJson({ operator, franchise, number, callbackOf });
  return { [TICKET_HEADER]: body, ...signHeaders({ ...message, body }, hmac) };
}

/** Whether the headers carry a ticket that the desk signed just now; what it says is the caller's to read. */
export function checkTicket(check: Omit<SignatureCheck, 'body'>, hmac: HmacSha256Hex): SignatureVerdict & { body: string } {
  const body = check.headers(TICKET_HEADER) ?? '';
  return { ...checkSignature({ ...check, body }, hmac), body };
}
