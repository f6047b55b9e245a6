import { asideKey, isRefusedForEver, OUTBOX_NAMESPACE, OUTBOX_TTL_SECONDS, OUTBOX_VALUE_MAX, outboxKey } from '../../contracts/outbox';
import type { Guard } from '../queue/port';
import { describe, type Log } from './log';
import { batchText, frameText, type WrittenEvent } from './written-event';

/** Posts a record's text; answers with the HTTP status, or 0 and less for what never became an answer. */
type PostRecord = (body: string, sent: (code: number) => void) => void;

/** Events of this call that wait in ApplicationStorage, and those that other calls left there. */
export interface Outbox {
  /** Stores what is not stored yet; `done` when every write so far is answered, well or badly. */
  store(events: readonly WrittenEvent[], done: () => void): void;
  /** Stores what the desk has refused for ever, where no session tries it again. */
  setAside(events: readonly WrittenEvent[], done: () => void): void;
  /** The desk has everything: takes this call's records out again. */
  clear(): void;
  /** Hands over at most one record of another call; `done` when it is settled. */
  drainOne(post: PostRecord, done: () => void): void;
}

export interface OutboxOptions {
  readonly callId: string;
  readonly franchise: string;
  readonly guard: Guard;
  readonly log: Log;
}

/** So many records of others a session tries at most, and no further than the second that fails for now. */
const TRIED_MOST = 10;
const FAILED_MOST = 2;

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
  const write = (key: string, value: string) => {
    writes = Promise.all([writes, put(key, value).then(...settled('writing to', nothing))]);
  };
  const allWritten = (done: () => void) => void Promise.resolve(writes).then(...settled('writing to', done));
  const bodiesOf = (events: readonly WrittenEvent[]) => chunks(frameText({ callId, franchise }), events);
  const clear = () => {
    for (const key of keys) void remove(key).then(...settled('clearing', nothing));
    keys = [];
  };

  return {
    store: (events, done) => {
      const fresh = events.filter(({ seq }) => seq > storedSeq);
      storedSeq = fresh[fresh.length - 1]?.seq ?? storedSeq;
      for (const value of bodiesOf(fresh)) {
        const key = outboxKey(callId, ++lastKey);
        keys.push(key);
        write(key, value);
      }
      allWritten(done);
    },
    setAside: (events, done) => {
      for (const value of bodiesOf(events)) write(asideKey(outboxKey(callId, ++lastKey)), value);
      log(`the desk refuses ${events.length} events for ever, they are set aside`);
      allWritten(() => {
        clear();
        done();
      });
    },
    clear,
    drainOne: (post, done) => {
      void drain(callId, post, log).then(...settled('draining', done));
    },
  };
}

/** Until one record is taken; those that the desk refuses for ever are set aside on the way and stop none behind them. */
async function drain(callId: string, post: PostRecord, log: Log): Promise<void> {
  let failed = 0;
  for (const key of await storedKeys()) {
    if (key.startsWith(`${OUTBOX_NAMESPACE}:${callId}:`)) continue;
    const record = await ApplicationStorage.get(key);
    if (record === null) continue;
    const code = await new Promise<number>((sent) => post(record.value, sent));
    if (isRefusedForEver(code)) {
      await put(asideKey(key), record.value);
      log(`the desk refuses the record ${key} for ever (${code}), it is set aside`);
    }
    const isTaken = code >= 200 && code < 300;
    if (isTaken || isRefusedForEver(code)) await remove(key);
    if (isTaken || (!isRefusedForEver(code) && ++failed >= FAILED_MOST)) return;
  }
}

/** The documents call the pattern of `keys` a namespace in one place and speak of containing in another. */
async function storedKeys(): Promise<string[]> {
  const { keys } = await ApplicationStorage.keys(OUTBOX_NAMESPACE, TRIED_MOST);
  return keys.length > 0 ? keys : (await ApplicationStorage.keys(`${OUTBOX_NAMESPACE}:*`, TRIED_MOST)).keys;
}

/** Async, so that what the platform throws at once is a refusal like any other. */
async function put(key: string, value: string): Promise<unknown> {
  return ApplicationStorage.put(key, value, OUTBOX_TTL_SECONDS);
}

async function remove(key: string): Promise<unknown> {
  return ApplicationStorage.remove(key);
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
