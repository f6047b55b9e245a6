import { pino, type DestinationStream, type Logger } from 'pino';
import { maskNumbers } from '../../contracts/mask-number';

export type Log = Logger;

/**
 * The desk's log: fixed sentences with ids. No bodies, no headers, no tokens, no names; what could
 * hold a caller's number goes through `maskNumbers`.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError, error: describeError, req: () => undefined, res: () => undefined },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Name, message and place of an error, and of what caused it. Drivers quote values in `detail`: left out. */
export function describeError(error: unknown): Record<string, unknown> {
  // Lines are written with a description, which the log's serializer then gets.
  if (typeof error === 'object' && error !== null && described.has(error)) return error as Record<string, unknown>;
  if (!(error instanceof Error)) return { message: 'not an error object' };
  const description = {
    name: error.name,
    message: maskNumbers(error.message),
    stack: maskNumbers(error.stack ?? ''),
    ...('code' in error ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
  described.add(description);
  return description;
}

const described = new WeakSet<object>();
