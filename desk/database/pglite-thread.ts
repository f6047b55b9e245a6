import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { DatabaseDown } from '../../contracts/desk-failures';
import type { Row, SqlValue } from './port';

/**
 * The thread's program, as text: bundled or not, the desk is one file. It asks PGlite what it is told to and answers in
 * that order; every decision is made outside. Files are made for their owner alone, whatever the umask.
 */
const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
const { PGlite, types } = require(workerData.pglite);
const { NodeFS } = require(workerData.nodefs);

class PrivateFS extends NodeFS {
  async init(pg, options) {
    const { emscriptenOpts } = await super.init(pg, options);
    const ownerOnly = ({ NODEFS: { node_ops: on } }) => {
      const { mknod, setattr } = on;
      on.mknod = (parent, name, mode, device) => mknod(parent, name, mode & ~0o077, device);
      on.setattr = (node, attr) => setattr(node, attr.mode === undefined ? attr : { ...attr, mode: attr.mode & ~0o077 });
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...emscriptenOpts.preRun, ownerOnly] } };
  }
}

const { folder, settings } = workerData;
const opened = PGlite.create({
  ...(folder === null ? { dataDir: 'memory://' } : { fs: new PrivateFS(folder) }),
  parsers: { [types.INT8]: Number },
  initDbStartParams: ['--wal-segsize=1'],
  startParams: [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])],
});
// Whoever asks is told; nobody may have asked yet.
opened.catch(() => undefined);
const does = {
  open: async () => { await opened; },
  query: async ({ sql, values }) => (await (await opened).query(sql, values)).rows,
  listen: async ({ channel }) => { await (await opened).listen(channel, (payload) => parentPort.postMessage({ channel, payload })); },
  close: async () => { await (await opened).close(); },
};
parentPort.on('message', ({ id, kind, ...asked }) => {
  does[kind](asked).then(
    (value) => parentPort.postMessage({ id, value }),
    (error) => parentPort.postMessage({ id, error: { message: error.message ?? JSON.stringify(error), code: error.code, severity: error.severity } }),
  );
});
`;

/** PGlite never makes a checkpoint by itself; where it is asked for one, it keeps no more of its log than this. */
const SETTINGS = ['min_wal_size=2MB', 'max_wal_size=16MB'];

type Asked = { kind: 'open' | 'close' } | { kind: 'query'; sql: string; values: readonly SqlValue[] } | { kind: 'listen'; channel: string };
type Said = { id: number; value?: unknown; error?: { message: string; code?: string; severity?: string } } | { channel: string; payload: string };
interface Waiting { resolve: (value: unknown) => void; reject: (error: unknown) => void }

/** What PGlite said of a statement, as PostgreSQL's drivers do. */
export class StatementError extends Error {
  override name = 'StatementError';
  constructor(message: string, readonly code: string | undefined) {
    super(message);
  }
}

export interface PgliteThread {
  query(sql: string, values: readonly SqlValue[]): Promise<Row[]>;
  listen(channel: string, onPayload: (payload: string) => void): Promise<void>;
  /** Tidily; resolves when the thread is gone. */
  close(): Promise<void>;
  /** Whatever it does. What it was asked fails as `DatabaseDown`. */
  end(why: Error): Promise<void>;
  /** Settles when the thread is gone, with what ended it. */
  readonly ended: Promise<Error>;
}

/** PGlite in a thread of its own: whatever happens in it, this thread goes on, and can end it. Null folder: in memory. */
export async function startPgliteThread(folder: string | null): Promise<PgliteThread> {
  const { resolve } = createRequire(import.meta.url);
  const worker = new Worker(PROGRAM, {
    eval: true, stdout: true, stderr: true,
    workerData: { folder, settings: SETTINGS, pglite: resolve('@electric-sql/pglite'), nodefs: resolve('@electric-sql/pglite/nodefs') },
  });
  // What PGlite prints is of no use to anybody; nobody reads it, so it must not pile up.
  worker.stdout.resume();
  worker.stderr.resume();
  const thread = new Thread(worker);
  await thread.ask({ kind: 'open' }).catch(async (error: Error) => {
    await thread.end(error);
    throw error;
  });
  return thread;
}

class Thread implements PgliteThread {
  readonly ended: Promise<Error>;
  private readonly waiting = new Map<number, Waiting>();
  private readonly channels = new Map<string, ((payload: string) => void)[]>();
  private asked = 0;
  private why: Error | undefined;

  constructor(private readonly worker: Worker) {
    this.ended = new Promise((resolve) => {
      worker.on('message', (said: Said) => this.hear(said));
      worker.on('error', (error: unknown) => { this.why ??= asError(error); });
      worker.once('exit', () => resolve(this.fail(this.why ?? new Error('PGlite ended by itself.'))));
    });
  }

  query(sql: string, values: readonly SqlValue[]): Promise<Row[]> {
    return this.ask({ kind: 'query', sql, values }) as Promise<Row[]>;
  }

  async listen(channel: string, onPayload: (payload: string) => void): Promise<void> {
    this.channels.set(channel, [...this.channels.get(channel) ?? [], onPayload]);
    await this.ask({ kind: 'listen', channel });
  }

  async close(): Promise<void> {
    await this.ask({ kind: 'close' });
    await this.end(new Error('PGlite is closed.'));
  }

  async end(why: Error): Promise<void> {
    this.fail(why);
    await this.worker.terminate();
  }

  ask(asked: Asked): Promise<unknown> {
    if (this.why) return Promise.reject(new DatabaseDown(this.why));
    const id = ++this.asked;
    // Only while it is asked something does it keep the process alive.
    this.worker.ref();
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, ...asked });
    });
  }

  private hear(said: Said): void {
    if ('channel' in said) {
      this.channels.get(said.channel)?.forEach((onPayload) => onPayload(said.payload));
      return;
    }
    const { id, value, error } = said;
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (this.waiting.size === 0) this.worker.unref();
    if (error) waiting?.reject(new StatementError(error.message, error.code));
    else waiting?.resolve(value);
    // After a panic PGlite answers nothing more, and turns in a circle.
    if (error?.severity === 'PANIC' || error?.severity === 'FATAL') void this.end(new Error(error.message));
  }

  private fail(why: Error): Error {
    this.why ??= why;
    for (const { reject } of this.waiting.values()) reject(new DatabaseDown(this.why));
    this.waiting.clear();
    return this.why;
  }
}

/** What PGlite's file system throws is no error object. */
function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(`PGlite ended: ${JSON.stringify(error)}`);
}
