import { createHash } from 'node:crypto';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { Core } from './core';

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

export function mappedError(core: Core, thrown: unknown): ScenarioError {
  const error = isErrorLike(thrown) ? thrown : { name: 'Error', message: String(thrown), stack: '' };
  const late = (error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
  const stack = framesOf(core, error.stack ?? '');
  return {
    name: late ? 'TimeoutError' : error.name,
    message: late ? 'A callback ran longer than 1 s' : error.message,
    at: stack[0] ?? '',
    stack,
  };
}

/** One line for people. */
export function describeError(error: ScenarioError): string {
  const at = error.at ? ` at ${error.at}` : '';
  return `JS session error: ${error.name}: ${error.message}${at}`;
}

function framesOf(core: Core, stack: string): string[] {
  const frames: string[] = [];
  for (const line of stack.split('\n')) {
    const match = FRAME.exec(line) ?? HEAD.exec(line);
    if (match) frames.push(place(core, { file: match[1] ?? '', line: Number(match[2]), column: Number(match[3] ?? 1) }));
  }
  return frames;
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
