import path from 'node:path';
import ts from 'typescript';
import { afterEach, expect, it, vi } from 'vitest';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import { Platform } from '../../../emulator/platform/platform';
import { randomDay } from '../invariants/random-day';

/** The vendor's voxengine.d.ts instead of ours, where somebody has it. */
const TYPINGS = process.env['VOXENGINE_TYPINGS'] ?? path.resolve(import.meta.dirname, '../../../typings/voxengine/index.d.ts');

afterEach(() => vi.restoreAllMocks());

it('every event carries the fields that the typings declare for it, and no others', async () => {
  const declared = declaredFields(TYPINGS);
  const raised = new Map<string, Set<string>>();
  vi.spyOn(Platform.prototype, 'traceEvent').mockImplementation((_session, name, payload) => {
    raised.set(JSON.stringify([name, Object.keys(payload).sort()]), new Set(Object.keys(payload)));
  });
  const clock = new VirtualClock({ drain: 'flagged' });
  randomDay({ seed: 11, calls: 120, clock, options: { realm: 'shared' } });
  await clock.runFor(120 * 6000 + 100_000);
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (const [key, fields] of raised) {
    const [name] = JSON.parse(key) as [string];
    const event = declared.get(name);
    if (!event) continue;
    seen.add(name);
    const lacking = [...event].filter(([field, isOptional]) => !isOptional && !fields.has(field)).map(([field]) => field);
    // Every event has its name, though not all declarations say so.
    const unknown = [...fields].filter((field) => !event.has(field) && field !== 'name');
    if (lacking.length + unknown.length > 0) wrong.push(`${name} lacks [${lacking.join()}], has besides [${unknown.join()}]`);
  }
  expect(wrong).toEqual([]);
  expect(seen.size).toBeGreaterThan(15);
});

/** For every event by its name: its fields, and whether each is optional. */
function declaredFields(file: string): Map<string, Map<string, boolean>> {
  const program = ts.createProgram([file], { noEmit: true, lib: ['lib.es2020.d.ts'], types: [] });
  const checker = program.getTypeChecker();
  const events = new Map<string, Map<string, boolean>>();
  program.getSourceFile(file)?.forEachChild((node) => {
    if (!ts.isInterfaceDeclaration(node) || !/^_\w+Events$/.test(node.name.text)) return;
    for (const member of node.members) {
      if (!ts.isPropertySignature(member) || !ts.isComputedPropertyName(member.name)) continue;
      const name = checker.getTypeAtLocation(member.name.expression);
      if (!name.isStringLiteral()) continue;
      const fields = checker.getTypeAtLocation(member).getProperties();
      events.set(name.value, new Map(fields.map((field) => [field.name, (field.flags & ts.SymbolFlags.Optional) !== 0])));
    }
  });
  return events;
}
