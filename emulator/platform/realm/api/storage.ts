import { LIMITS } from '../../limits';
import type { KeyValueRow } from '../../../account/objects';
import type { Session } from '../../session/session';
import type { Api, ApiHost } from './api-host';

/** ApplicationStorage over the account's key-value rows, which the Management API sees too (row 118). */
export function makeApplicationStorage(host: ApiHost): Api {
  return {
    get: (key: unknown) => later(host, (session) => shown(read(session, textKey(session, key)))),
    put: (key: unknown, value: unknown, ttl: unknown) => later(host, (session) => put(session, { key, value, ttl })),
    remove: (key: unknown) => later(host, (session) => remove(session, textKey(session, key))),
    keys: (pattern?: unknown, count?: unknown) => later(host, (session) => keys(session, pattern, count)),
  };
}

/** Works at once on the rows, tells the scenario a moment later. */
function later(host: ApiHost, work: (session: Session) => unknown): unknown {
  const session = host.session();
  const { realm } = session;
  if (!realm) return undefined;
  const deferred = realm.deferred();
  let settle: () => void;
  try {
    const value = work(session);
    settle = () => deferred.resolve(value);
  } catch (error) {
    settle = () => deferred.reject(error);
  }
  session.clock.after(host.core.storageLatencyMs, () => session.enter(settle));
  return deferred.promise;
}

function put(session: Session, item: { key: unknown; value: unknown; ttl: unknown }): unknown {
  const key = textKey(session, item.key);
  const value = String(item.value);
  if (value.length > LIMITS.storage.valueChars) {
    throw session.error(`A value of ${value.length} characters, the limit is ${LIMITS.storage.valueChars}`);
  }
  const ttl = Number(item.ttl);
  if (!(ttl >= 0 && ttl <= LIMITS.storage.ttlSeconds)) {
    throw session.error(`Expected a ttl of 0 to ${LIMITS.storage.ttlSeconds} s, got ${String(item.ttl)}`);
  }
  const expiresMs = session.clock.now() + ttl * 1000;
  const row: KeyValueRow = { applicationId: session.applicationId, key, value, expiresMs };
  session.core.rows.keyValues.set(rowKey(session, key), row);
  return shown(row);
}

function remove(session: Session, key: string): unknown {
  const row = read(session, key);
  session.core.rows.keyValues.delete(rowKey(session, key));
  return shown(row);
}

function keys(session: Session, pattern: unknown, count: unknown): { keys: string[] } {
  // Every call asks, and mostly nothing is there: the pattern is read at the first row.
  let wanted: RegExp | undefined;
  const text = pattern === undefined ? null : `${pattern as string}`;
  const most = count === undefined ? 1000 : Number(count);
  const found: string[] = [];
  for (const row of session.core.rows.keyValues.values()) {
    if (found.length >= most) break;
    if (row.applicationId !== session.applicationId || row.expiresMs <= session.clock.now()) continue;
    if (text === null || (wanted ??= globToRegExp(text)).test(row.key)) found.push(row.key);
  }
  return { keys: found };
}

function read(session: Session, key: string): KeyValueRow | null {
  const row = session.core.rows.keyValues.get(rowKey(session, key));
  if (!row) return null;
  if (row.expiresMs > session.clock.now()) return row;
  session.core.rows.keyValues.delete(rowKey(session, key));
  return null;
}

function shown(row: KeyValueRow | null): unknown {
  return row && { key: row.key, value: row.value, expireAt: Math.floor(row.expiresMs / 1000) };
}

function textKey(session: Session, key: unknown): string {
  const text = String(key);
  if (text.length === 0 || text.length > LIMITS.storage.keyChars) {
    throw session.error(`A key of ${text.length} characters, expected 1 to ${LIMITS.storage.keyChars}`);
  }
  return text;
}

function rowKey(session: Session, key: string): string {
  return `${session.applicationId}/${key}`;
}

function globToRegExp(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${escaped}$`);
}
