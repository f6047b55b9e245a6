/**
 * Events that the desk could not take wait in ApplicationStorage (the cloud's
 * key-value storage): key `out:<callId>:<n>`, value an ASCII JSON
 * `CallEventBatch` without the access URL, which is a credential.
 */
export const OUTBOX_NAMESPACE = 'out';
/** The platform's limit on a value, characters. */
export const OUTBOX_VALUE_MAX = 2_000;
/** Seven days, in seconds. */
export const OUTBOX_TTL_SECONDS = 7 * 24 * 60 * 60;

/** `n` counts 1, 2, 3 … within the call. */
export function outboxKey(callId: string, n: number): string {
  return `${OUTBOX_NAMESPACE}:${callId}:${n}`;
}
