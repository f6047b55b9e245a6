import { createHash } from 'node:crypto';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { TIMEOUT_CODE } from '../realm/callback-time';
import type { Core } from './core';
import type { Session } from './session';

/** An uncaught error of a scenario, with its place in the source it was written in. */
export interface ScenarioError {
  name: string;
  message: string;
  /** `file:line:column`, source-mapped where a map is known; '' where nothing is known. */
  at: string;
  stack: string[];
}

const FRAME = /(?:\(|at |@)scenario:([^:()]+):(\d+)(?::(\d+))?\)?/;
const HEAD = /^scenario:([^:()]+):(\d+)/;

/** Writes an uncaught error into the log and the trace of its session, in one line for people. */
export function reportError(session: Session, thrown: unknown): void {
  const { core, log, doing } = session;
  const error = mappedError(core, thrown);
  const text = describeError(error, doing);
  log.line(`JS session error: ${text}`);
  if (core.trace.on) core.trace.emit({ kind: 'error', session: session.id, message: error.message, at: error.at, text });
}

function mappedError(core: Core, thrown: unknown): ScenarioError {
  const error = isErrorLike(thrown) ? thrown : { name: 'Error', message: String(thrown), stack: '' };
  const late = (error as { code?: unknown }).code === TIMEOUT_CODE;
  const stack = framesOf(core, error.stack ?? '');
  return {
    name: late ? 'TimeoutError' : error.name,
    message: late ? 'A callback ran longer than 1 s' : error.message,
    at: stack[0] ?? '',
    stack,
  };
}

/** With its place first, as compilers do; where nothing tells the place, with what was being handled. */
function describeError({ name, message, at }: ScenarioError, doing: string): string {
  if (at) return `${at}: ${name}: ${message}`;
  return `${name}: ${message}, in ${doing === '' ? 'the global code' : `a handler of ${doing}`}`;
}

function framesOf(core: Core, stack: string): string[] {
  const lines = stack.split('\n');
  const found = lines.map((line) => FRAME.exec(line)).filter((match) => match !== null);
  // Node puts the line that threw before the calls, without its column; of a script that cannot be read it is all there is.
  const matches = found.length > 0 ? found : lines.map((line) => HEAD.exec(line)).filter((match) => match !== null);
  return matches.map((match) => place(core, { file: match[1] ?? '', line: Number(match[2]), column: Number(match[3] ?? 1) }));
}

function place(core: Core, at: { file: string; line: number; column: number }): string {
  const map = mapOf(core, at.file);
  const original = map && originalPositionFor(map, { line: at.line, column: Math.max(0, at.column - 1) });
  if (original?.source) return `${original.source}:${original.line}:${original.column + 1}`;
  return `${at.file}:${at.line}:${at.column}`;
}

const decoded = new WeakMap<object, TraceMap>();

function mapOf(core: Core, scenarioName: string): TraceMap | null {
  for (const scenario of core.rows.scenarios.values()) {
    if (scenario.name !== scenarioName) continue;
    const raw = core.sourceMaps.get(createHash('sha256').update(scenario.script).digest('hex'));
    if (raw === undefined) continue;
    const key: object = typeof raw === 'string' ? (JSON.parse(raw) as object) : raw;
    let map = decoded.get(key);
    if (!map) decoded.set(key, (map = new TraceMap(key as ConstructorParameters<typeof TraceMap>[0])));
    return map;
  }
  return null;
}

function isErrorLike(value: unknown): value is { name: string; message: string; stack?: string } {
  return typeof value === 'object' && value !== null && 'message' in value && 'name' in value;
}
