import { DatabaseDown, DatabaseReadOnly } from './port';

/** What the network says. */
const NETWORK = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT'];
/**
 * What the server says (SQLSTATE): its connections (class 08) and its resources (53), who may use it (28), its way down or
 * up (57P), a statement that took too long, a disk that fails, a database that was dropped.
 */
const SERVER = /^(08|28|53|57P)|^(57014|58030|3D000)$/;
/** What the driver says without a code. */
const DRIVER = [
  /^Connection terminated/, /timeout exceeded when trying to connect/, /connection error and is not queryable/, /^Client was closed/,
  /after calling end on the pool/, /^Query read timeout/,
];
/** What the server cannot write, and why. */
const READ_ONLY: Readonly<Record<string, string>> = { '53100': 'its disk is full', '25006': 'it is read-only' };

/** What a page can be told of, as `DatabaseDown`; any other error as it is. */
export function asFailure(error: unknown): unknown {
  if (error instanceof DatabaseDown) return error;
  const why = READ_ONLY[codeOf(error)];
  if (why !== undefined) return new DatabaseReadOnly(why, error);
  return isDown(error) ? new DatabaseDown(error) : error;
}

function isDown(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDown);
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return NETWORK.includes(code) || SERVER.test(code) || DRIVER.some((said) => said.test(error.message));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
