/**
 * Events that the desk could not take wait in ApplicationStorage (the cloud's
 * key-value storage): key `out:<callId>:<n>`, value an ASCII JSON
 * `CallEventBatch` without the access URL, which is a credential.
 */
export const OUTBOX_NAMESPACE = 'out';
/** Records that the desk has refused for ever, so that no session tries them again; `vox outbox drain` does. */
export const ASIDE_NAMESPACE = 'aside';
/** The platform's limit on a value, characters. */
export const OUTBOX_VALUE_MAX = 2_000;
/** Seven days, in seconds. */
export const OUTBOX_TTL_SECONDS = 7 * 24 * 60 * 60;

/** `n` counts 1, 2, 3 … within the call. */
export function outboxKey(callId: string, n: number): string {
  return `${OUTBOX_NAMESPACE}:${callId}:${n}`;
}

/** Where a record of the outbox goes once it is set aside. */
export function asideKey(key: string): string {
  return ASIDE_NAMESPACE + key.slice(OUTBOX_NAMESPACE.length);
}

/**
 * Whether an HTTP status says that the same text will be refused again, however often it comes. The few others of
 * the 4xx tell to come again later; 5xx and what never became an answer say nothing about the text.
 */
export function isRefusedForEver(status: number): boolean {
  return status >= 400 && status < 500 && ![408, 425, 429].includes(status);
}
