import type { FastifyRequest } from 'fastify';
import type { Scope } from '../config';
import type { Sessions } from '../sign-in/sessions';
import { networkOf } from './address';
import { readSession } from './session-token';

const found = new WeakMap<FastifyRequest, Promise<Scope | undefined>>();

/** Whose session a request presents, looked up once for its limit and its route; undefined: none that there is. */
export function knownSession(request: FastifyRequest, sessions: Pick<Sessions, 'find'>): Promise<Scope | undefined> {
  const known = found.get(request);
  if (known) return known;
  const presented = readSession(request);
  const scope = presented ? sessions.find(presented.token) : Promise.resolve(undefined);
  found.set(request, scope);
  return scope;
}

/** A session that there is has a count of its own, since an office shares an address; all else counts by address. */
export async function limitKey(request: FastifyRequest, sessions: Pick<Sessions, 'find'>): Promise<string> {
  // A database that does not answer is told by the route, not by its limit.
  const scope = await knownSession(request, sessions).catch(() => undefined);
  return scope ? `session ${readSession(request)?.token ?? ''}` : addressKey(request);
}

/** By address alone: a made-up bearer must not open a new count. */
export function addressKey({ ip }: Pick<FastifyRequest, 'ip'>): string {
  return `address ${networkOf(ip)}`;
}
