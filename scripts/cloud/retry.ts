import { ManagementError, type ManagementFailure } from '../../contracts/management';

export interface RetryPolicy {
  attempts: number;
  firstDelayMs: number;
  mostDelayMs: number;
  /** 0 … 1; spreads those that were throttled together. */
  random: () => number;
  sleep: (ms: number) => Promise<void>;
  /** Told before every wait. */
  onRetry?: (failure: ManagementFailure, delayMs: number) => void;
}

export const USUAL_RETRIES: Omit<RetryPolicy, 'random' | 'sleep'> = { attempts: 5, firstDelayMs: 250, mostDelayMs: 8000 };

/** 340 rate limit, 515 the same operation repeated: the cloud has done nothing and says when. */
export function isThrottled({ kind, code }: ManagementFailure): boolean {
  return kind === 'api' && (code === 340 || code === 515);
}

/** No answer, or one from something before the API: it may or may not have acted. */
export function isUncertain({ kind, code }: ManagementFailure): boolean {
  return kind === 'transport' || kind === 'timeout' || (kind === 'http' && code >= 500);
}

/** Doubling delays, each drawn between its half and its whole. Only for what may be sent twice. */
export async function retrying<Result>(
  send: () => Promise<Result>,
  policy: RetryPolicy,
  mayRetry: (failure: ManagementFailure) => boolean = (failure) => isThrottled(failure) || isUncertain(failure),
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ManagementError) || attempt >= policy.attempts || !mayRetry(error.failure)) throw error;
      const whole = Math.min(policy.mostDelayMs, policy.firstDelayMs * 2 ** (attempt - 1));
      const delayMs = Math.round(whole * (0.5 + policy.random() / 2));
      policy.onRetry?.(error.failure, delayMs);
      await policy.sleep(delayMs);
    }
  }
}
