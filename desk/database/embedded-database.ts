import { readdirSync } from 'node:fs';
import path from 'node:path';
import { startPgliteThread, StatementError, type PgliteThread } from './pglite-thread';
import { DatabaseReadOnly, withNews, type Database, type Queryable, type Row, type SqlValue, type TransactionOptions } from './port';
import { lackOfRoom } from './room';

/** A statement that takes longer is given up, with the thread: nobody waits for it any more. PostgreSQL's own limit does not work in PGlite. */
const ANSWER_MS = 30_000;
const CLOSE_MS = 3_000;
const RETRY_MOST_MS = 10_000;
/** PGlite makes no checkpoints, so its log would grow for ever. */
const LOG_FILES_MOST = 16;
const LOOK_AT_LOG_EACH = 16;

/** SQLSTATE of a disk that is full. */
const DISK_FULL = '53100';

export interface EmbeddedOptions {
  /** Null: in memory. */
  folder: string | null;
  thread: PgliteThread;
  release: () => void;
  note: (text: string) => void;
  /** How long a statement may take. */
  answerMs?: number;
}

/**
 * The desk's database in a thread beside it. Nothing is written where there is no room for it; a thread that panics or
 * does not answer is ended and started anew, and what it was asked meanwhile fails as `DatabaseDown`.
 */
export function embeddedDatabase(options: EmbeddedOptions): Database {
  const database = new EmbeddedDatabase(options);
  let closed: Promise<void> | undefined;
  return {
    query: (sql, values) => database.query(sql, values),
    transaction: (work, how) => database.transaction(work, how),
    listen: (channel, onPayload) => database.listen(channel, onPayload),
    onResume: (fn) => database.onResume(fn),
    close: () => (closed ??= database.close()),
  };
}

class EmbeddedDatabase {
  private thread: PgliteThread;
  /** The end of the last transaction; what came after it waits. */
  private turn: Promise<unknown> = Promise.resolve();
  private readonly channels = new Map<string, Set<(payload: string) => void>>();
  private readonly onResumes: (() => void)[] = [];
  private lack: string | null = null;
  private writes = 0;
  private reviving: Promise<void> = Promise.resolve();
  private stopWaiting: () => void = () => undefined;
  private isClosing = false;

  constructor(private readonly options: EmbeddedOptions) {
    this.thread = options.thread;
    this.watch(this.thread);
  }

  async query<R extends Row = Row>(sql: string, values: readonly SqlValue[] = []): Promise<R[]> {
    await this.turn;
    return this.run(this.thread, { sql, values }) as Promise<R[]>;
  }

  transaction<T>(work: (tx: Queryable) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const done = this.turn.then(() => this.inTransaction(work, options));
    this.turn = done.catch(() => undefined);
    return done;
  }

  async listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>> {
    const known = this.channels.get(channel);
    const listeners = known ?? new Set();
    listeners.add(onPayload);
    this.channels.set(channel, listeners);
    if (!known) await this.hear(this.thread, channel);
    return async () => { listeners.delete(onPayload); };
  }

  onResume(fn: () => void): void {
    this.onResumes.push(fn);
  }

  /** Where a checkpoint can no longer be written PGlite hangs, so it is not asked to: its log is read at the next start. */
  async close(): Promise<void> {
    const { folder } = this.options;
    this.isClosing = true;
    this.stopWaiting();
    const late = new Promise((resolve) => setTimeout(resolve, CLOSE_MS).unref());
    const hasRoom = folder === null || lackOfRoom(folder) === null;
    if (hasRoom) await Promise.race([this.turn.then(() => this.thread.close()).catch(() => undefined), late]);
    await this.reviving;
    await this.thread.end(new Error('PGlite is closed.'));
    this.options.release();
  }

  private async inTransaction<T>(work: (tx: Queryable) => Promise<T>, { unhurried = false }: TransactionOptions): Promise<T> {
    const { thread } = this;
    const run = <R extends Row>(sql: string, values: readonly SqlValue[] = []) => this.run(thread, { sql, values, unhurried }) as Promise<R[]>;
    await run('begin');
    try {
      const result = await withNews({ query: run }, work);
      await run('commit');
      return result;
    } catch (error) {
      await run('rollback').catch(() => undefined);
      throw error;
    }
  }

  private async run(
    thread: PgliteThread, { sql, values, unhurried = false }: { sql: string; values: readonly SqlValue[]; unhurried?: boolean },
  ): Promise<Row[]> {
    if (isWrite(sql)) this.needRoom();
    const limit = unhurried || this.options.folder === null ? undefined : this.limit(thread);
    try {
      return await thread.query(sql, values);
    } catch (error) {
      throw error instanceof StatementError && error.code === DISK_FULL ? new DatabaseReadOnly('its disk is full', error) : error;
    } finally {
      clearTimeout(limit);
    }
  }

  private limit(thread: PgliteThread): NodeJS.Timeout {
    const { answerMs = ANSWER_MS } = this.options;
    return setTimeout(() => void thread.end(new Error(`A statement was not answered within ${answerMs / 1_000} s.`)), answerMs);
  }

  private needRoom(): void {
    const { folder, note } = this.options;
    if (folder === null) return;
    const before = this.lack;
    this.lack = lackOfRoom(folder);
    if (this.lack === null) {
      if (before !== null) note(`The desk's database in ${folder} takes what is written again.`);
      if (this.writes++ % LOOK_AT_LOG_EACH === 0) this.keepLogShort(folder);
      return;
    }
    if (before === null) note(`The desk's database in ${folder} takes nothing until there is room: ${this.lack}.`);
    throw new DatabaseReadOnly(this.lack);
  }

  private keepLogShort(folder: string): void {
    const files = readdirSync(path.join(folder, 'pg_wal')).length;
    // What fails of it is seen by what is written next.
    if (files > LOG_FILES_MOST) this.query('checkpoint').catch(() => undefined);
  }

  private watch(thread: PgliteThread): void {
    void thread.ended.then((why) => {
      if (this.isClosing || this.options.folder === null) return;
      this.options.note(`The desk's database in ${this.options.folder} stopped and is started anew: ${why.message}`);
      this.reviving = this.revive(this.options.folder);
    });
  }

  private async revive(folder: string): Promise<void> {
    for (let waitMs = 0; !this.isClosing; waitMs = Math.min(waitMs + 1_000, RETRY_MOST_MS)) {
      await this.wait(waitMs);
      if (this.isClosing || lackOfRoom(folder) !== null) continue;
      const thread = await startPgliteThread(folder).catch(() => undefined);
      if (!thread) continue;
      for (const channel of this.channels.keys()) await this.hear(thread, channel).catch(() => undefined);
      this.thread = thread;
      this.watch(thread);
      this.options.note(`The desk's database in ${folder} answers again.`);
      this.onResumes.forEach((fn) => fn());
      return;
    }
  }

  private wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.stopWaiting = resolve;
      setTimeout(resolve, ms).unref();
    });
  }

  private hear(thread: PgliteThread, channel: string): Promise<void> {
    return thread.listen(channel, (payload) => this.channels.get(channel)?.forEach((onPayload) => onPayload(payload)));
  }
}

/** What begins otherwise, or names a change, may write. */
function isWrite(sql: string): boolean {
  return !/^\s*(select|with|show|begin|commit|rollback|checkpoint)\b/i.test(sql) || /\b(insert|update|delete)\b/i.test(sql);
}
