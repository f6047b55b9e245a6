import type { CallAdvice } from '../../contracts/call-events';
import { isRefusedForEver } from '../../contracts/outbox';
import type { Told } from '../call/effect';
import type { Guard } from '../queue/port';
import { readAdvice } from './advice';
import { BUDGET, nextRequestAtMs } from './budget';
import type { Log } from './log';
import { createOutbox, type Outbox } from './outbox';
import { signedPost } from './signed-post';
import { batchText, frameText, writeEvent, type WrittenEvent } from './written-event';

/** The call's events on their way to the desk: one request in flight, what comes meanwhile goes together. */
export interface DeskChannel {
  tell(event: Told): void;
  /** Confirm or store everything told so far, then say `delivered`. */
  deliver(): void;
  /** The desk has just spoken to us. */
  deskIsUp(): void;
}

export interface ChannelOptions {
  readonly url: string | null;
  readonly callId: string;
  readonly franchise: string;
  /** A credential: goes out with `started` and nowhere else. */
  readonly accessUrl: string;
  readonly nowMs: () => number;
  /** Runs `fn` at a call time; the result cancels it. */
  readonly at: (atMs: number, fn: () => void) => () => void;
  /** The answer to the first request; null where there was none. */
  readonly advised: (advice: CallAdvice | null) => void;
  readonly delivered: () => void;
  readonly guard: Guard;
  readonly log: Log;
}

/** Of what the desk refuses, these are not about the events: who signs, and where the desk is. */
const MAY_PASS: ReadonlySet<number> = new Set([401, 403, 404, 405, 410]);

export function createDeskChannel(options: ChannelOptions): DeskChannel {
  if (options.url === null) return { tell: noop, deliver: options.delivered, deskIsUp: noop };
  const channel: Channel = {
    options,
    url: options.url,
    frame: frameText({ callId: options.callId, franchise: options.franchise }),
    outbox: createOutbox(options),
    pending: [],
    spent: { requests: 0, lastRequestAtMs: 0, failures: 0 },
    seq: 0,
    inFlight: false,
    helping: false,
    delivering: false,
    cancelTimer: noop,
  };
  return {
    tell: (event) => {
      const { callId, nowMs } = options;
      const seq = ++channel.seq;
      channel.pending = [...channel.pending, writeEvent(event, { callId, seq, atMs: nowMs() })];
      // The end comes with `deliver`.
      if (event.kind !== 'ended') schedule(channel);
    },
    deliver: () => {
      channel.delivering = true;
      schedule(channel);
    },
    deskIsUp: () => {
      channel.spent.failures = 0;
    },
  };
}

interface Channel {
  readonly options: ChannelOptions;
  readonly url: string;
  readonly frame: string;
  readonly outbox: Outbox;
  /** Neither confirmed by the desk nor given up; may be stored besides. */
  pending: WrittenEvent[];
  readonly spent: { requests: number; lastRequestAtMs: number; failures: number };
  seq: number;
  inFlight: boolean;
  /** Something is being done with the storage; a command answered meanwhile waits its turn. */
  helping: boolean;
  delivering: boolean;
  cancelTimer: () => void;
}

/** Decides what is next, whenever something has changed. */
function schedule(channel: Channel): void {
  const { options, outbox, pending, spent, delivering } = channel;
  channel.cancelTimer();
  channel.cancelTimer = noop;
  if (channel.inFlight || channel.helping) return;
  if (delivering && pending.length === 0) return helpOthers(channel);
  const atMs = nextRequestAtMs(pending, spent);
  if (delivering && (isDown(channel) || atMs === null)) return outbox.store(pending, () => confirm(channel));
  if (atMs === null) return;
  if (atMs <= options.nowMs()) post(channel);
  else channel.cancelTimer = options.at(atMs, () => schedule(channel));
}

function post(channel: Channel): void {
  const { options, outbox, spent } = channel;
  const batch = channel.pending;
  const isFirst = spent.requests === 0;
  send(channel, bodyOf(batch, channel), (code, text) => {
    const ok = isTaken(code);
    if (isFirst) options.advised(ok ? readAdvice(text) : null);
    // A key that is being changed or a desk that is being moved will do; what this very text says will not.
    if (isRefusedForEver(code) && !MAY_PASS.has(code)) return setAside(channel, batch);
    spent.failures = ok ? 0 : spent.failures + 1;
    if (ok) {
      channel.pending = channel.pending.slice(batch.length);
      outbox.clear();
    }
    if (isDown(channel)) outbox.store(channel.pending, () => schedule(channel));
    else schedule(channel);
  });
}

/** The desk is there and never takes these events: kept where nobody tries them again, they hold up no others. */
function setAside(channel: Channel, batch: readonly WrittenEvent[]): void {
  channel.spent.failures = 0;
  channel.helping = true;
  channel.outbox.setAside(batch, () => {
    channel.helping = false;
    channel.pending = channel.pending.slice(batch.length);
    schedule(channel);
  });
}

function send(channel: Channel, body: string, answered: (code: number, text: string) => void): void {
  const { options, spent, url } = channel;
  spent.requests++;
  spent.lastRequestAtMs = options.nowMs();
  channel.inFlight = true;
  const done = options.guard('an answer of the desk', (answer: Net.HttpRequestResult) => {
    channel.inFlight = false;
    const { code, text = '' } = answer;
    if (!isTaken(code)) options.log(`the desk did not take the events: ${code}`);
    answered(code, text);
  });
  signedPost(url, body, done);
}

/** Everything of this call is with the desk; one record of a call that had no such luck may follow. */
function helpOthers(channel: Channel): void {
  const { outbox, spent } = channel;
  channel.helping = true;
  const settled = () => {
    channel.helping = false;
    if (channel.pending.length === 0) confirm(channel);
    else schedule(channel);
  };
  const mayGoOn = () => spent.requests < BUDGET.ordinary && channel.pending.length === 0;
  outbox.drainOne((body, sent) => (mayGoOn() ? send(channel, body, sent) : sent(0)), settled);
}

function confirm(channel: Channel): void {
  if (!channel.delivering) return;
  channel.delivering = false;
  channel.options.delivered();
}

function isTaken(code: number): boolean {
  return code >= 200 && code < 300;
}

function isDown({ spent }: Channel): boolean {
  return spent.failures >= BUDGET.failures;
}

function bodyOf(events: readonly WrittenEvent[], { frame, options: { callId, franchise, accessUrl } }: Channel): string {
  return batchText(events[0]?.kind === 'started' ? frameText({ callId, franchise, accessUrl }) : frame, events);
}

function noop(): void {
  return undefined;
}
