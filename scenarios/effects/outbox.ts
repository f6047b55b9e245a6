import { OUTBOX_NAMESPACE, OUTBOX_TTL_SECONDS, OUTBOX_VALUE_MAX, outboxKey } from '../../contracts/outbox';
import type { Guard } from '../queue/port';
import { describe, type Log } from './log';
import { batchText, frameText, type WrittenEvent } from './written-event';

/** Events of this call that wait in ApplicationStorage, and those that other calls left there. */
export interface Outbox {
  /** Stores what is not stored yet; `done` when every write so far is answered, well or badly. */
  store(events: readonly WrittenEvent[], done: () => void): void;
  /** The desk has everything: takes this call's records out again. */
  clear(): void;
  /** Hands over at most one record of another call; `done` when it is settled. */
  drainOne(post: (body: string, sent: (ok: boolean) => void) => void, done: () => void): void;
}

export interface OutboxOptions {
  readonly callId: string;
  readonly franchise: string;
  readonly guard: Guard;
  readonly log: Log;
}

export function createOutbox({ callId, franchise, guard, log }: OutboxOptions): Outbox {
  let keys: string[] = [];
  let lastKey = 0;
  let storedSeq = 0;
  /** Those so far; null before the first, as of nearly every call. */
  let writes: Promise<unknown> | null = null;
  const settled = (what: string, done: () => void) => {
    const go = guard<void>(`the outbox ${what}`, done);
    return [
      () => go(),
      (thrown: unknown) => {
        log(`${what} the outbox failed: ${describe(thrown)}`);
        go();
      },
    ] as const;
  };

  return {
    store: (events, done) => {
      const fresh = events.filter(({ seq }) => seq > storedSeq);
      storedSeq = fresh[fresh.length - 1]?.seq ?? storedSeq;
      for (const value of chunks(frameText({ callId, franchise }), fresh)) {
        const key = outboxKey(callId, ++lastKey);
        keys.push(key);
        const put = ApplicationStorage.put(key, value, OUTBOX_TTL_SECONDS);
        writes = Promise.all([writes, put.then(...settled('writing to', nothing))]);
      }
      void Promise.resolve(writes).then(...settled('writing to', done));
    },
    clear: () => {
      for (const key of keys) void ApplicationStorage.remove(key).then(...settled('clearing', nothing));
      keys = [];
    },
    drainOne: (post, done) => {
      void takeOne(callId, post).then(...settled('draining', done));
    },
  };
}

/** The documents call the pattern of `keys` a namespace in one place and speak of containing in another. */
async function takeOne(callId: string, post: (body: string, sent: (ok: boolean) => void) => void): Promise<void> {
  // A name of a module costs more than a variable.
  const storage = ApplicationStorage;
  const key = (await storage.keys(OUTBOX_NAMESPACE, 1)).keys[0] ?? (await storage.keys(`${OUTBOX_NAMESPACE}:*`, 1)).keys[0];
  if (key === undefined || key.startsWith(`${OUTBOX_NAMESPACE}:${callId}:`)) return;
  const record = await storage.get(key);
  if (record === null) return;
  const ok = await new Promise<boolean>((sent) => post(record.value, sent));
  if (ok) await storage.remove(key);
}

/** Bodies of at most `OUTBOX_VALUE_MAX` characters; a single event is always shorter. */
function chunks(frame: string, events: readonly WrittenEvent[]): string[] {
  const bodies: string[] = [];
  let held: WrittenEvent[] = [];
  for (const event of events) {
    if (held.length > 0 && batchText(frame, [...held, event]).length > OUTBOX_VALUE_MAX) {
      bodies.push(batchText(frame, held));
      held = [];
    }
    held.push(event);
  }
  return held.length === 0 ? bodies : [...bodies, batchText(frame, held)];
}

function nothing(): void {
  return undefined;
}
