import { checkSignature, NONCE_KEPT_MS } from '../../contracts/signature';
import type { DeskCommand } from '../../contracts/desk-commands';
import type { UnknownCommand } from '../call/input';
import { member, parse } from './advice';
import { clockMs } from './clock';
import type { Log } from './log';

/**
 * Reads the desk's commands out of requests to the access URL. Whoever learnt
 * that URL could post there, so only what is signed under a key of this
 * application, fresh and not seen before counts.
 */
export function createCommandReader(callId: string, log: Log): (request: _HttpRequestEvent) => DeskCommand | UnknownCommand | null {
  const nonces = new Map<string, number>();
  return ({ method, content, headers }) => {
    if (method.toUpperCase() !== 'POST') return null;
    const nowMs = clockMs();
    forget(nonces, nowMs - NONCE_KEPT_MS);
    const verdict = checkSignature(
      {
        headers: (name) => headers.find(({ key }) => key.toLowerCase() === name.toLowerCase())?.value,
        body: content,
        nowMs,
        keys: (name) => VoxEngine.getSecretValue(name),
        seen: (nonce) => nonces.has(nonce),
      },
      (key, data) => Crypto.hmac_sha256(key, data),
    );
    if (!verdict.ok) {
      log(`a command was not accepted: ${verdict.why}`);
      return null;
    }
    nonces.set(verdict.nonce, nowMs);
    return readCommand(parse(content), callId);
  };
}

function forget(nonces: Map<string, number>, beforeMs: number): void {
  for (const [nonce, seenMs] of nonces) if (seenMs < beforeMs) nonces.delete(nonce);
}

function readCommand(body: unknown, callId: string): DeskCommand | UnknownCommand | null {
  const commandId = member(body, 'commandId');
  if (typeof commandId !== 'string' || member(body, 'callId') !== callId) return null;
  return isCommand(body) ? body : { kind: 'unknown', commandId };
}

/** What each kind holds as text besides; the desk that signed it has checked what the texts say. */
const TEXTS = new Map<unknown, readonly string[]>([
  ['drop', ['operator']], ['takeOut', []], ['transfer', ['operator', 'mode']], ['transferEnd', ['operator', 'action']],
]);

/** A newer desk's word here would ask for something else than what is done; it is answered as unknown. */
const WORDS = new Map<string, readonly unknown[]>([['mode', ['blind', 'consult']], ['action', ['complete', 'back']]]);

function isCommand(body: unknown): body is DeskCommand {
  const kind = member(body, 'kind');
  const to = member(body, 'to');
  const isText = (value: unknown) => typeof value === 'string';
  const isRight = (name: string) => isText(member(body, name)) && WORDS.get(name)?.includes(member(body, name)) !== false;
  const isWhole = TEXTS.get(kind)?.every(isRight);
  return isWhole === true && (kind !== 'transfer' || isText(member(to, 'operator') ?? member(to, 'number')));
}
