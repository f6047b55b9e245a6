/** Reasons as the cloud words them, by SIP-like code. */
const REASONS: Readonly<Record<number, string>> = {
  200: 'Normal call clearing',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Timeout',
  409: 'Connection Closed',
  480: 'Temporarily Unavailable',
  486: 'Busy Here',
  487: 'Request Terminated',
  603: 'Decline',
};

export function reasonOf(code: number): string {
  return REASONS[code] ?? `SIP ${code}`;
}
