import type { Clock } from '../clock';
import { isSessionUrl } from '../journal/session-hosts';

/** How a service account proves itself to the storage (`secureRecordStorage`): `Bearer ‹token›`, a fresh one. */
export type RecordAuthorization = () => string;

export interface StorageRules {
  /** Host suffixes or address ranges that a recording's address may have. */
  recordHosts: readonly string[];
  /** The emulator on this machine. */
  local: boolean;
  authorization: RecordAuthorization | undefined;
  fetch: typeof fetch;
  clock: Clock;
}

/** Where the account's own recordings lie; a bucket of somebody else gets no token of ours. */
const VENDOR = ['voximplant.com', 'voximplant.ru'];
const REDIRECTS_MOST = 3;
const ANSWER_LIMIT_MS = 10_000;

export class StorageRefused extends Error {
  override name = 'StorageRefused';
}

/**
 * A recording, or the part of it that `range` asks for. Every hop must lead to a known host, and the token goes to the
 * vendor's alone (docs: guides/management-api/secure-objects: Range is supported, secure objects want the header).
 */
export async function fetchRecording(address: string, ask: { range: string | undefined; signal: AbortSignal }, rules: StorageRules): Promise<Response> {
  let url = address;
  for (let hop = 0; hop <= REDIRECTS_MOST; hop++) {
    if (!isSessionUrl(url, { sessionHosts: rules.recordHosts, local: rules.local })) {
      throw new StorageRefused('A recording lies on a host that recordHosts of the environment does not name.');
    }
    const answer = await askStorage(url, ask, rules);
    const next = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null;
    if (next === null) return answer;
    await answer.body?.cancel();
    url = new URL(next, url).href;
  }
  throw new StorageRefused(`A recording's address leads on more than ${REDIRECTS_MOST} times.`);
}

/** A storage that takes the request and never answers is given up; the sound itself may take as long as it plays. */
async function askStorage(url: string, { range, signal }: { range: string | undefined; signal: AbortSignal }, rules: StorageRules): Promise<Response> {
  const silent = new AbortController();
  const timer = rules.clock.after(ANSWER_LIMIT_MS, () => silent.abort());
  try {
    return await rules.fetch(url, {
      headers: { ...(range === undefined ? {} : { range }), ...authorizationFor(url, rules) },
      redirect: 'manual',
      signal: AbortSignal.any([signal, silent.signal]),
    });
  } finally {
    timer.cancel();
  }
}

function authorizationFor(url: string, { authorization, local }: StorageRules): Record<string, string> {
  if (!authorization || !isSessionUrl(url, { sessionHosts: VENDOR, local })) return {};
  return { authorization: authorization() };
}
