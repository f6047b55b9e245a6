import { createHmac } from 'node:crypto';
import type { CallEvent, CallEventBatch, CallEventBatchAnswer } from '../../contracts/call-events';
import type { DeskCommand, DropCommand } from '../../contracts/desk-commands';
import {
  checkSignature, DESK_KEY_NAMES, NONCE_KEPT_MS, signHeaders, toAsciiJson, type HmacSha256Hex, type SignatureVerdict,
} from '../../contracts/signature';
import type { Clock } from '../targets';

type Unnumbered<Command> = Command extends DeskCommand ? Omit<Command, 'commandId'> : never;

export interface CallDeskParts {
  clock: Clock;
  /** Secrets by name, as the application has them. */
  keys: Readonly<Record<string, string>>;
  /** Posts to a session's access URL; virtual time stands still meanwhile. */
  post: (url: string, headers: Record<string, string>, body: string) => Promise<void>;
  received: (event: CallEvent) => void;
}

/**
 * The desk's part in one call: takes the scenario's signed events, gives the
 * advice of an empty journal, and sends the signed drop command.
 */
export class CallDesk {
  readonly events: CallEvent[] = [];
  readonly refusals: string[] = [];
  private ids = 0;
  private readonly seen = new Set<string>();
  private readonly nonces = new Map<string, number>();
  private readonly accessUrls = new Map<string, string>();
  private readonly results = new Map<string, (applied: boolean) => void>();

  constructor(private readonly parts: CallDeskParts) {}

  /** A POST of a scenario: the answer's status and body. */
  take(headers: (name: string) => string | undefined, body: string): { status: number; body: string } {
    const verdict = this.check(headers, body);
    if (!verdict.ok) {
      this.refusals.push(verdict.why);
      return { status: 401, body: toAsciiJson({ error: verdict.why }) };
    }
    this.nonces.set(verdict.nonce, this.parts.clock.now());
    const batch = JSON.parse(body) as CallEventBatch;
    if (batch.accessUrl !== undefined) this.accessUrls.set(batch.callId, batch.accessUrl);
    const isFirst = batch.events.some(({ kind, id }) => kind === 'started' && !this.seen.has(id));
    for (const event of batch.events) this.accept(event);
    const answer: CallEventBatchAnswer = { accepted: batch.events.length, ...(isFirst ? { advice: {} } : {}) };
    return { status: 200, body: toAsciiJson(answer) };
  }

  /** Asks the session to end the call that rings at this operator; `done(false)` where it does not. */
  drop(about: Pick<DropCommand, 'callId' | 'offerId' | 'operator'>, done: (applied: boolean) => void): void {
    this.send({ kind: 'drop', ...about }, done);
  }

  /** Any command, signed; `done(false)` where the session does not apply it. */
  send(asked: Unnumbered<DeskCommand>, done: (applied: boolean) => void): void {
    const url = this.accessUrls.get(asked.callId);
    if (url === undefined) return done(false);
    const command = { ...asked, commandId: this.nextId(asked.callId) };
    this.results.set(command.commandId, done);
    const body = toAsciiJson(command);
    const headers = signHeaders({ body, nowMs: this.parts.clock.now(), nonce: this.nextId('nonce'), ...this.key() }, hmac);
    this.parts.post(url, headers, body).catch(() => this.settle(command.commandId, false));
  }

  /** Counted and not drawn, so that the same call gives the same bytes. */
  private nextId(of: string): string {
    this.ids += 1;
    return `${of}-${this.ids}`;
  }

  private accept(event: CallEvent): void {
    // Delivery is at least once; ids make the second harmless.
    if (this.seen.has(event.id)) return;
    this.seen.add(event.id);
    this.events.push(event);
    if (event.kind === 'commandResult') this.settle(event.commandId, event.applied);
    if (event.kind === 'ended') this.accessUrls.delete(event.callId);
    this.parts.received(event);
  }

  private settle(commandId: string, applied: boolean): void {
    const done = this.results.get(commandId);
    this.results.delete(commandId);
    done?.(applied);
  }

  private check(headers: (name: string) => string | undefined, body: string): SignatureVerdict {
    const nowMs = this.parts.clock.now();
    for (const [nonce, atMs] of this.nonces) if (nowMs - atMs > NONCE_KEPT_MS) this.nonces.delete(nonce);
    const check = { headers, body, nowMs, keys: (name: string) => this.parts.keys[name], seen: (nonce: string) => this.nonces.has(nonce) };
    return checkSignature(check, hmac);
  }

  private key(): { keyName: (typeof DESK_KEY_NAMES)[number]; key: string } {
    const keyName = DESK_KEY_NAMES.find((name) => this.parts.keys[name] !== undefined);
    const key = keyName && this.parts.keys[keyName];
    if (!keyName || key === undefined) throw new Error(`The desk has none of the keys ${DESK_KEY_NAMES.join(', ')}`);
    return { keyName, key };
  }
}

export const hmac: HmacSha256Hex = (key, data) => createHmac('sha256', key).update(data).digest('hex');
