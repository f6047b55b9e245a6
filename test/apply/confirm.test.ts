import { PassThrough } from 'node:stream';
import picocolors from 'picocolors';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { confirmDestructive } from '../../scripts/apply/confirm';
import type { CommandContext } from '../../scripts/command';
import { makeStep, type Plan } from '../../scripts/plan/plan';

const step = { kind: 'operator', object: 'op1', before: null, after: {}, wave: 1 } as const;
const HARMLESS = makeStep({ ...step, action: 'create' });
const REMOVALS = [
  makeStep({ ...step, action: 'delete', object: 'op2', destructive: true }),
  makeStep({ ...step, kind: 'sq-members', action: 'remove', object: 'center', before: { operators: ['op2', 'op3'] }, after: { operators: [] }, destructive: true }),
];
const NAMES = ['delete operator "op2"', 'remove operators of queue "center": op2, op3'];

const stdin = Object.getOwnPropertyDescriptor(process, 'stdin');
let typed: PassThrough;
let interruption: AbortController;
let written: string;
let notes: string[];
beforeEach(() => {
  typed = Object.assign(new PassThrough(), { isTTY: true });
  Object.defineProperty(process, 'stdin', { value: typed, configurable: true });
  interruption = new AbortController();
  [written, notes] = ['', []];
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => (written += String(chunk)) !== '');
});
afterEach(() => {
  if (stdin) Object.defineProperty(process, 'stdin', stdin);
  vi.restoreAllMocks();
});

/** Whether it may go on, or why not. */
async function asked({ steps = [HARMLESS, ...REMOVALS], yes = false, isTerminal = true } = {}): Promise<string> {
  const context = {
    out: { isTerminal, isClosed: () => false, colors: picocolors.createColors(false), note: (text: string) => void notes.push(text) },
    interrupted: () => interruption.signal,
  } as unknown as CommandContext;
  const plan = { steps } as unknown as Plan;
  return confirmDestructive(plan, yes, context).then(() => 'goes on', (error: Error) => error.message);
}

test.each(['yes\n', ' YES \n'])('R44 what removes something is named, asked for on a terminal, and done after %j', async (answer) => {
  typed.write(answer);
  expect(await asked()).toBe('goes on');
  expect(notes).toEqual([`\nThis removes:\n  ${NAMES.join('\n  ')}`]);
  expect(written).toContain('Type "yes" to go on: ');
});

test.each(['y\n', 'no\n', '\n', 'yes!\n'])('R44 nothing is written after %j', async (answer) => {
  typed.write(answer);
  expect(await asked()).toBe('Nothing was written.');
  expect(notes).toHaveLength(1);
});

test('R44 nothing is written where the input ends, or after Ctrl-C', async () => {
  typed.end();
  expect([await asked(), notes.splice(1)]).toEqual(['Nothing was written.', ['']]);
  typed = Object.assign(new PassThrough(), { isTTY: true });
  Object.defineProperty(process, 'stdin', { value: typed, configurable: true });
  const answer = asked();
  interruption.abort();
  expect([await answer, notes.splice(2)]).toEqual(['Nothing was written.', ['']]);
});

test('R44 nobody is asked where nothing is removed, with --yes, and where there is no terminal', async () => {
  expect([await asked({ steps: [HARMLESS] }), await asked({ yes: true }), await asked({ steps: [HARMLESS], isTerminal: false })]).toEqual(['goes on', 'goes on', 'goes on']);
  const refused = `The plan removes something: ${NAMES.join(', ')}. Nothing was written. Give --yes if that is meant.`;
  expect(await asked({ isTerminal: false })).toBe(refused);
  Object.assign(typed, { isTTY: undefined });
  expect(await asked()).toBe(refused);
  expect([notes, written]).toEqual([[], '']);
});
