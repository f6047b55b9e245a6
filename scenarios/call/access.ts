/** What the platform tells about where a call comes from. */
export interface Origin {
  /** Header VI-Client-Type; SDK users cannot set it, but it may be missing. */
  readonly header: string | undefined;
  /** Call.clientType(). */
  readonly clientType: string;
  readonly fromUri: string;
}

const PUBLIC_TYPES = ['pstn', 'sip'];
/** Users of an application call from `user@app.account.voximplant.com`. */
const SDK_HOST = /@[^@;>]+\.voximplant\.com\b/i;

/**
 * Whether the call comes from the public network or SIP. The header decides
 * where it is given, then the leg's own type, then the address. Without any
 * sign of an SDK user the call is taken: a customer must never be refused
 * because the platform said nothing.
 */
export function isPublic({ header, clientType, fromUri }: Origin): boolean {
  const said = (header ?? '') || clientType;
  if (said !== '') return PUBLIC_TYPES.includes(said.toLowerCase());
  return !SDK_HOST.test(fromUri);
}
