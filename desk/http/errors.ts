import type { ApiFailure, ApiFailureCode } from '../../contracts/desk-api';
import { maskNumbers } from '../../contracts/mask-number';
import { DatabaseDown, DatabaseReadOnly } from '../../contracts/desk-failures';

const STATUS: Record<ApiFailureCode, number> = {
  'bad-request': 400, 'signed-out': 401, forbidden: 403, 'not-found': 404, 'not-leader': 409, conflict: 409,
  elsewhere: 409, 'too-large': 413, 'too-many': 429, internal: 500, unavailable: 503,
};

/** A refusal that the page understands; `message` is for logs and never quotes what came in. */
export class ApiError extends Error {
  override name = 'ApiError';
  constructor(readonly code: ApiFailureCode, message: string, readonly pageUrl?: string) {
    super(message);
  }
  get status(): number {
    return STATUS[this.code];
  }
  get failure(): ApiFailure {
    return { code: this.code, message: this.message, ...(this.pageUrl ? { pageUrl: this.pageUrl } : {}) };
  }
}

/**
 * What Fastify or our own code threw, as an answer: a refused request as it says itself, a database that is gone or takes
 * nothing as 503, anything else as a fault of ours.
 */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof DatabaseReadOnly) return new ApiError('unavailable', 'The desk can save nothing now, its disk takes nothing; try again in a moment.');
  if (error instanceof DatabaseDown) return new ApiError('unavailable', "The desk's database does not answer; try again in a moment.");
  const status = statusOf(error);
  if (status === 413) return new ApiError('too-large', 'The request body is larger than this route takes.');
  if (status === 429) return new ApiError('too-many', 'Too many requests; wait a moment.');
  if (status !== undefined && status >= 400 && status < 500) return new ApiError('bad-request', 'The request is malformed.');
  return new ApiError('internal', 'The desk failed; its log says how.');
}

/** A database that is gone or takes nothing, in its words and those of what caused it; undefined for other errors. */
export function whyUnavailable(error: unknown): string | undefined {
  if (!(error instanceof DatabaseDown)) return undefined;
  return maskNumbers(error.cause instanceof Error ? `${error.message} ${error.cause.message}` : error.message);
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}
