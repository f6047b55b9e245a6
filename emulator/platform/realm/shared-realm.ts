import vm from 'node:vm';
import type { Core } from '../session/core';
import type { Session } from '../session/session';
import { fileNameOf, refuseTooLong } from './compile';
import { CONSTANTS } from './enums';
import { makeGlobals, type Globals } from './globals';
import { drainContext, makeContext, type Kernel } from './kernel';
import { runningSession } from './running';
import { ownRejections } from './stray-rejections';
import { promisesSoFar, watchPromises } from './promise-watch';
import type { Deferred, ErrorName, Realm, ScenarioScript } from './realm';
import { keepSessionsYoung } from './young-sessions';

interface Compiled {
  run: (...globals: unknown[]) => void;
  /** Of all parameters, in order. */
  values: readonly unknown[];
}

/**
 * One vm context for all sessions: a scenario is a function, compiled once, that gets VoxEngine's
 * names as parameters. Nothing bounds the time of a callback here.
 */
export class SharedRealms {
  readonly context: vm.Context;
  readonly kernel: Kernel;
  private readonly globals: Globals;
  private readonly language: Language;
  private readonly compiled = new Map<string, Compiled>();
  private drainedAt = -1;

  constructor(core: Core) {
    keepSessionsYoung();
    watchPromises();
    const made = makeContext({
      now: () => core.clock.now(),
      random: () => runningSession().random.next(),
    });
    this.context = made.context;
    this.kernel = made.kernel;
    // Whose promise it was cannot be known here; a realm of one's own tells.
    ownRejections(made.kernel.Promise, (reason) => core.trace.emit({ kind: 'stray-rejection', reason: String(reason) }));
    this.globals = makeGlobals(core, runningSession);
    this.language = languageOf(made.context);
    this.globals.installGated(this.context);
  }

  realmOf(session: Session): Realm {
    return new SharedRealm(session, this);
  }

  run(scripts: readonly ScenarioScript[]): void {
    try {
      const { run, values } = this.compile(scripts);
      Reflect.apply(run, this.context, values);
    } finally {
      this.drain();
    }
  }

  /** Costs a script's evaluation, so only where a promise was made or settled since the last time. */
  drain(): void {
    if (promisesSoFar() === this.drainedAt) return;
    drainContext(this.context);
    this.drainedAt = promisesSoFar();
  }

  private compile(scripts: readonly ScenarioScript[]): Compiled {
    const [first] = scripts;
    const key = scripts.length === 1 && first ? first.text : scripts.map((script) => script.text).join('\u0000');
    let compiled = this.compiled.get(key);
    if (!compiled) this.compiled.set(key, (compiled = this.compileAnew(scripts)));
    return compiled;
  }

  private compileAnew(scripts: readonly ScenarioScript[]): Compiled {
    for (const script of scripts) refuseTooLong(script);
    const text = scripts.map((script) => script.text).join('\n;\n');
    const name = scripts.map((script) => script.name).join('+');
    const modules = Object.assign({}, ...modulesFirstRequired(text).map((module) => this.globals.ofModule(module))) as Record<string, unknown>;
    const run = vm.compileFunction(text, [...this.globals.names, ...this.language.names, ...Object.keys(modules)], {
      filename: fileNameOf({ name }),
      parsingContext: this.context,
    }) as Compiled['run'];
    return { run, values: [...this.globals.values, ...this.language.values, ...Object.values(modules)] };
  }
}

/**
 * The modules that a scenario requires before it does anything else, as built ones do: their names can
 * be parameters, for nothing looks for them before they are there.
 */
function modulesFirstRequired(text: string): string[] {
  const [head = ''] = /^\s*(?:["']use strict["'];)?(?:\s*require\(Modules\.\w+\);)*/.exec(text) ?? [];
  const byName: Readonly<Record<string, string>> = CONSTANTS.Modules;
  return [...head.matchAll(/Modules\.(\w+)/g)].flatMap(([, name = '']) => byName[name] ?? []);
}

interface Language {
  names: string[];
  values: unknown[];
}

/**
 * The names that the language itself has in this context. They go in as parameters too: a name that
 * is looked up in the global object of a context passes through an interceptor each time.
 */
function languageOf(context: vm.Context): Language {
  const entries = vm.runInContext(LANGUAGE_SOURCE, context) as [string, unknown][];
  return { names: entries.map(([name]) => name), values: entries.map(([, value]) => value) };
}

/** All but what is no name for a parameter of its own: `globalThis`, `eval`, `undefined`, `NaN`, `Infinity`. */
const LANGUAGE_SOURCE = `['Array', 'Boolean', 'Date', 'Error', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Reflect', 'RegExp', 'Set',
  'String', 'Symbol', 'TypeError', 'RangeError', 'WeakMap', 'WeakSet', 'isFinite', 'isNaN', 'parseFloat', 'parseInt']
  .map((name) => [name, globalThis[name]])`;

class SharedRealm implements Realm {
  constructor(
    private readonly session: Session,
    private readonly shared: SharedRealms,
  ) {}

  evaluate(scripts: readonly ScenarioScript[]): void {
    this.shared.run(scripts);
  }

  invoke(callback: (...args: readonly unknown[]) => unknown, args: readonly unknown[]): void {
    try {
      const value = args.length === 1 ? callback(args[0]) : callback(...args);
      if (typeof value === 'object' && value !== null) {
        this.shared.kernel.watch(value, (reason) => this.session.rejected(reason));
      }
    } finally {
      // After a throw too: what is left would run in the name of the next session.
      this.shared.drain();
    }
  }

  drain(): void {
    this.shared.drain();
  }

  error(name: ErrorName, message: string): Error {
    return this.shared.kernel.error(name, message);
  }

  deferred(): Deferred {
    return this.shared.kernel.deferred();
  }

  date(timeMs: number): unknown {
    return this.shared.kernel.date(timeMs);
  }

  dispose(): void {
    // Nothing is held for one session.
  }
}
