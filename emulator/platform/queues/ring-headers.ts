import type { Switches } from '../../switches';
import type { Headers } from '../lines';

const DEFAULT_RING_SECONDS = 60;

/** Only `X-…` travels to the operator's leg (platform-facts 2.3, 3.1). */
export function forwardedHeaders(headers: unknown): Headers {
  const forwarded: Headers = {};
  if (typeof headers !== 'object' || headers === null) return forwarded;
  for (const name of Object.keys(headers)) {
    if (name[1] === '-' && (name[0] === 'X' || name[0] === 'x')) forwarded[name] = String((headers as Record<string, unknown>)[name]);
  }
  return forwarded;
}

/** `VI-CallTimeout`, 10 … 400 s, default 60; outside of it switch 47 decides. */
export function ringTimeoutMs(headers: unknown, outside: Switches['callTimeoutOutside']): number {
  const given = typeof headers === 'object' && headers !== null ? timeoutOf(headers) : undefined;
  const seconds = given === undefined ? DEFAULT_RING_SECONDS : Number(given);
  if (seconds >= 10 && seconds <= 400) return seconds * 1000;
  const clamped = outside === 'clamp' && !Number.isNaN(seconds);
  return (clamped ? Math.min(400, Math.max(10, seconds)) : DEFAULT_RING_SECONDS) * 1000;
}

function timeoutOf(headers: object): unknown {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'vi-calltimeout')?.[1];
}
