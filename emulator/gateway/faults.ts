/**
 * What goes wrong on demand, for tests and `npm start -- --faults`. Everything
 * is off at first; each setting holds until it is changed back.
 */
export interface GatewayFaults {
  /** New sockets: refused by HTTP 503, or by an `error` frame. */
  refuseSockets: 'http' | 'error' | null;
  /** Sockets stay open, but nothing is read or written. */
  silent: boolean;
  /** Messages that arrive are not acknowledged. */
  withholdAcks: boolean;
  /** Every message to a page is sent this much later, in order. */
  slowMs: number;
  /** Messages of these names are sent this much later; others overtake them. */
  lateMs: Map<string, number>;
  /** Messages of these names are sent twice: as a new message, or under the same number, which breaks the socket. */
  repeat: Map<string, 'message' | 'number'>;
  /** Bare user name → the code his sign-in fails with; 301 asks for the second stage. */
  signInCode: Map<string, SignInCode>;
  /** Code of the second stage of those with 301. */
  secondStageCode: string;
  /** Calls are never transferred by the platform here; this decides what the page is told. */
  transfers: 'refuse' | 'confirm';
}

/** AuthResult codes of a refused sign-in. */
export type SignInCode = 301 | 401 | 402 | 403 | 404 | 409 | 500 | 701;

export function createGatewayFaults(): GatewayFaults {
  return {
    refuseSockets: null,
    silent: false,
    withholdAcks: false,
    slowMs: 0,
    lateMs: new Map(),
    repeat: new Map(),
    signInCode: new Map(),
    secondStageCode: '0000',
    transfers: 'refuse',
  };
}
