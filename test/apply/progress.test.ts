import { stripVTControlCharacters } from 'node:util';
import picocolors from 'picocolors';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { showProgress } from '../../scripts/apply/progress';
import { deploy } from '../../scripts/commands/deploy';
import { plan } from '../../scripts/commands/plan';
import type { Plan, Step } from '../../scripts/plan/plan';
import { startProject } from './project';

afterEach(() => vi.restoreAllMocks());

const rule = (object: string): Step =>
  ({ id: `rule.create.${object}`, kind: 'rule', action: 'create', object, before: null, after: {}, destructive: false, wave: 1 });

const silent = (notes: string[]) => ({
  isTerminal: true, isClosed: () => false, line: () => undefined, note: (text: string) => void notes.push(text), json: () => undefined, colors: picocolors.createColors(false),
});

describe('progress on a terminal', () => {
  test('with --json stdout is left to the document: lines on stderr', async () => {
    const wasTerminal = process.stderr.isTTY;
    process.stderr.isTTY = true;
    const stdout = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
    const notes: string[] = [];
    const first = rule('first');
    const view = await showProgress({ steps: [first] } as unknown as Plan, silent(notes), { json: true });
    view.progress(first, 'done');
    await view.end();
    process.stderr.isTTY = wasTerminal;
    expect([notes, stdout.mock.calls]).toEqual([['done    create rule "first"'], []]);
  });

  test('a step that ended before the list was drawn is done, and what was never begun is left', async () => {
    const written: string[] = [];
    const wasTerminal = process.stderr.isTTY;
    process.stderr.isTTY = true;
    for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
    const [first, second, third] = [rule('first'), rule('second'), rule('third')];
    const view = await showProgress({ steps: [first, second, third] } as unknown as Plan, silent([]));
    view.progress(first, 'done');
    view.progress(second, 'failed');
    await view.end();
    process.stderr.isTTY = wasTerminal;
    const shown = stripVTControlCharacters(written.join(''));
    expect(shown).toMatch(/[✔√] create rule "first"/);
    expect(shown).toMatch(/[✖×] create rule "second"/);
    expect(shown).toContain('create rule "third": not done');
  });
});

test('Ctrl-C in the middle: what is under way ends, the rest is named, and the next deploy goes on', async () => {
  let writes = 0;
  const project = await startProject({ afterWrite: () => void ((writes += 1) === 4 && project.interruption.abort()) });
  const { code, stderr } = await project.run(deploy, { yes: true });
  expect([code, stderr]).toEqual([1, expect.stringMatching(/Done: .*create application "[^]*Not done: .*bind number "[^]*Interrupted: [^]*Run the same command again/)]);
  // Eight are under way at once.
  expect(writes).toBeLessThan(4 + 8);
  project.interruption = new AbortController();
  expect(await project.run(deploy, { yes: true })).toMatchObject({ code: 0 });
  expect(await project.run(plan)).toMatchObject({ code: 0 });
  await project.server.close();
});
