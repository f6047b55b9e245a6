import vm from 'node:vm';
import { LIMITS } from '../limits';
import type { Session } from '../session/session';
import { TIMEOUT_CODE, withinCallbackTime } from './callback-time';
import type { Compiler } from './compile';
import { makeGlobals } from './globals';
import { HeapWatch } from './heap-watch';
import { ownRejections } from './stray-rejections';
import { drainContext, makeContext, type Kernel } from './kernel';
import type { Deferred, ErrorName, Realm, ScenarioScript } from './realm';

/** Where the pending call waits for the script that makes it under the time limit. */
const PENDING = Symbol.for('vox.pending');
const invokeScript = new vm.Script(`globalThis[Symbol.for('vox.pending')]()`, { filename: 'vox-invoke.js' });

/**
 * A vm context of its own for every session: nothing leaks from one to another, and a callback
 * that runs over its time is stopped (row 21).
 */
export class ContextRealm implements Realm {
  private readonly context: vm.Context;
  private readonly kernel: Kernel;
  private readonly heap: HeapWatch;

  constructor(
    private readonly session: Session,
    private readonly compiler: Compiler,
    /** A callback over its time or heap is stopped, an endless one after so long; null: none is. */
    private readonly endlessMs: number | null,
  ) {
    const { core } = session;
    const made = makeContext({ now: () => core.clock.now(), random: () => session.random.next() });
    this.context = made.context;
    this.kernel = made.kernel;
    ownRejections(made.kernel.Promise, (reason) => {
      if (!session.isOver) session.rejected(reason);
    });
    this.heap = new HeapWatch(() => core.clock.hold(), (bytes) => this.outOfMemory(bytes));
    const globals = makeGlobals(core, () => session);
    globals.install(this.context);
  }

  evaluate(scripts: readonly ScenarioScript[]): void {
    for (const scenario of scripts) {
      this.watched((limit) => void this.compiler.script(scenario).runInContext(this.context, limit));
      if (this.session.isOver) return;
    }
  }

  invoke(callback: (...args: readonly unknown[]) => unknown, args: readonly unknown[]): void {
    this.underTimeLimit(() => {
      const value = callback(...args);
      this.watch(value);
    });
  }

  drain(): void {
    this.watched((limit) => drainContext(this.context, limit.timeout));
  }

  error(name: ErrorName, message: string): Error {
    return this.kernel.error(name, message);
  }

  deferred(): Deferred {
    return this.kernel.deferred();
  }

  date(timeMs: number): unknown {
    return this.kernel.date(timeMs);
  }

  dispose(): void {
    // The context goes with the last reference to it.
  }

  private underTimeLimit(fn: () => void): void {
    const globalObject = this.context as { [PENDING]?: () => void };
    Object.defineProperty(globalObject, PENDING, { value: fn, configurable: true, enumerable: false });
    try {
      this.watched((limit) => void invokeScript.runInContext(this.context, limit));
    } catch (error) {
      // A throw leaves promises unsettled; the shared realm settles them too.
      if ((error as { code?: unknown } | null)?.code !== TIMEOUT_CODE) this.drain();
      throw error;
    } finally {
      delete globalObject[PENDING];
    }
  }

  private watched(run: (limit: { timeout?: number }) => void): void {
    const { endlessMs } = this;
    if (endlessMs === null) run({});
    else this.heap.run(() => withinCallbackTime(endlessMs, run));
  }

  private outOfMemory(bytes: number): void {
    if (this.session.isOver) return;
    const megabytes = (bytes / 1024 / 1024).toFixed(1);
    this.session.fail(this.error('Error', `out of memory: ${megabytes} MB of heap, the limit is ${LIMITS.heapBytes / 1024 / 1024} MB`));
  }

  private watch(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    this.kernel.watch(value, (reason) => this.session.rejected(reason));
  }
}
