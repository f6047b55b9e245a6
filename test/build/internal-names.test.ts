import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { parse } from 'acorn';
import { full } from 'acorn-walk';
import * as esbuild from 'esbuild';
import { expect, test } from 'vitest';
import { buildScenarios } from '../../scripts/build/build-scenarios';
import type { BuiltScenario } from '../../scripts/build/built-scenario';
import { cloudImportsOnly, settingsModule } from '../../scripts/build/cloud-plugins';
import { INTERNAL_NAMES } from '../../scripts/build/internal-names';
import { callSettings } from '../../scripts/config/call-settings';
import { environmentOf, readConfig } from '../../scripts/config/read-config';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
/** What crosses a border as text, or comes from the platform. */
const OUTSIDE = [
  'contracts/call-events.ts', 'contracts/call-settings.ts', 'contracts/desk-commands.ts', 'contracts/outbound-ticket.ts', 'contracts/outbox.ts',
  'contracts/terminal-reasons.ts', 'typings/voxengine/index.d.ts',
];

test('no wire format, setting or name of VoxEngine is among the shortened names', () => {
  const outside = new Set(OUTSIDE.flatMap((file) => withoutComments(read(file)).match(/[A-Za-z_]\w*/g) ?? []));
  expect(INTERNAL_NAMES.filter((name) => outside.has(name))).toEqual([]);
});

test('nor is a member of anything that the language has', () => {
  const language: object[] = [Object, Array, String, Number, Promise, Map, Set, Date, JSON, Math, Reflect, RegExp, Error, Function, Symbol];
  const members = language.flatMap((one) => [one, Reflect.get(one, 'prototype') as object | undefined])
    .flatMap((one) => (one ? Object.getOwnPropertyNames(one) : []));
  expect(INTERNAL_NAMES.filter((name) => members.includes(name))).toEqual([]);
});

test('none is named in quotes where it would keep its name', async () => {
  const quoted: string[] = [];
  for (const entry of readdirSync(path.join(ROOT, 'scenarios')).filter((file) => /^[\w-]+\.ts$/.test(file))) {
    full(parse(await plainBundle(`scenarios/${entry}`), { ecmaVersion: 2020 }), (node) => {
      quoted.push(...namedInQuotes(node));
    });
  }
  expect(INTERNAL_NAMES.filter((name) => quoted.includes(name))).toEqual([]);
});

test('a place in the uploaded script still leads to its place in the sources', async () => {
  const { code, map } = await inbound();
  const lines = code.split('\n');
  const line = lines.findIndex((text) => text.includes('the call failed: '));
  const column = (lines[line] ?? '').indexOf('the call failed: ');
  const place = originalPositionFor(new TraceMap({ ...map, version: 3 }), { line: line + 1, column });
  expect(place.source).toBe('scenarios/effects/call-runner.ts');
  expect(read('scenarios/effects/call-runner.ts').split('\n')[(place.line ?? 0) - 1]).toContain('the call failed: ');
});

test('the shortened names are gone from the script', async () => {
  const { code } = await inbound();
  expect(INTERNAL_NAMES.filter((name) => new RegExp(`[.{,]${name}\\b`).test(code))).toEqual([]);
});

async function inbound(): Promise<BuiltScenario> {
  const config = await readConfig(ROOT);
  const [built] = await buildScenarios({ root: ROOT, config, environment: environmentOf(config, 'local') });
  if (!built) throw new Error('the sample has a scenario');
  return built;
}

/** As it would be with every name kept. */
async function plainBundle(file: string): Promise<string> {
  const config = await readConfig(ROOT);
  const [franchise] = config.franchises;
  if (!franchise) throw new Error('the sample has a franchise');
  const settings = callSettings(franchise, environmentOf(config, 'local'), config.operators);
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT, entryPoints: [file], outfile: 'scenario.js', write: false, bundle: true, format: 'iife', platform: 'neutral',
    target: 'es2020', minify: true, plugins: [settingsModule(settings), cloudImportsOnly()],
  });
  return outputFiles[0]?.text ?? '';
}

interface Named { type: string; computed?: boolean; operator?: string; value?: unknown; left?: Named; key?: Named; property?: Named; arguments?: Named[] }

function namedInQuotes({ type, computed, operator, left, key, property, arguments: given }: Named): string[] {
  const named = [
    ...(type === 'MemberExpression' && computed && property ? [property] : []),
    ...((type === 'Property' || type === 'PropertyDefinition') && key?.type === 'Literal' ? [key] : []),
    ...(type === 'BinaryExpression' && operator === 'in' && left ? [left] : []),
    ...(given ?? []),
  ];
  return named.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*/g, '');
}
