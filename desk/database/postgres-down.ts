import { DatabaseDown } from './port';

/** What the network says. */
const NETWORK = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT'];
/** What the server says on its way down or up, or with no connection left (SQLSTATE): all of class 08, and these. */
const SERVER = ['57P01', '57P02', '57P03', '53300'];
/** What the driver says without a code. */
const DRIVER = [/^Connection terminated/, /timeout exceeded when trying to connect/, /connection error and is not queryable/, /^Client was closed/, /after calling end on the pool/];

/** Throws `DatabaseDown` for an error of the connection, any other as it is. */
export function asDown(error: unknown): never {
  throw isDown(error) ? new DatabaseDown(error) : error;
}

function isDown(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDown);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return NETWORK.includes(code) || SERVER.includes(code) || /^08/.test(code) || DRIVER.some((said) => said.test(error.message));
}
