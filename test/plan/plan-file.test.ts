import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { EMPTY_ACTUAL, fingerprintOf } from '../../scripts/plan/actual';
import { describeLive } from '../../scripts/plan/live';
import { planChanges } from '../../scripts/plan/plan-changes';
import { readPlanFile, writePlanFile } from '../../scripts/plan/plan-file';
import { STATE_VERSION, type State } from '../../scripts/plan/state';
import { UserError } from '../../scripts/user-error';
import { SITUATIONS } from './situations';

const folder = mkdtempSync(path.join(tmpdir(), 'vox-plan-'));
afterAll(() => rmSync(folder, { recursive: true }));
const made = SITUATIONS['everything is to be made'];
if (!made) throw new Error('there is no such situation');
const PLAN = planChanges(made);
const file = path.join(folder, 'plan.json');

const BASIS = { state: null, full: false };
const read = (content: unknown) => {
  const other = path.join(folder, 'other.json');
  rmSync(other, { force: true });
  if (content !== null) writeFileSync(other, typeof content === 'string' ? content : JSON.stringify(content));
  return () => readPlanFile(other, 'test');
};

describe('a plan file', () => {
  writePlanFile(file, PLAN, BASIS);
  const written = JSON.parse(readFileSync(file, 'utf8')) as { digest: string };

  test('is read as it was written, and by its owner alone', () => {
    expect(readPlanFile(file, 'test')).toEqual({ plan: PLAN, madeFrom: BASIS, isEdited: false });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('tells that it was edited, not that it was written otherwise', () => {
    expect(read({ ...written, steps: [] })()).toMatchObject({ isEdited: true });
    expect(read({ ...written, more: 1 })()).toMatchObject({ isEdited: true });
    expect(read({ ...written, digest: 'x' })()).toMatchObject({ isEdited: true });
    expect(read(`\uFEFF${JSON.stringify(Object.fromEntries(Object.entries(written).reverse()))}`)()).toMatchObject({ isEdited: false });
  });

  test('keeps what it was made from', () => {
    const { actual } = made;
    const state: State = { version: STATE_VERSION, environment: 'test', account: 1, release: 'r1', items: [...actual.items] };
    writePlanFile(path.join(folder, 'with-state.json'), PLAN, { state, full: true });
    expect(readPlanFile(path.join(folder, 'with-state.json'), 'test').madeFrom).toEqual({ state, full: true });
  });

  test.each([
    ['is missing', null, /^There is no plan file .*other\.json\. Write one with `vox plan --out .*other\.json`\.$/],
    ['is empty', ' \n', /other\.json is no plan file: it is empty\. Write one/],
    ['is no JSON', 'plan', /other\.json is no plan file: it is not JSON, or only a part of it\. Write one/],
    ['is null', 'null', /other\.json is no whole plan file: "version" is missing or wrong|other\.json is no whole plan file: it is missing or wrong/],
    ['is of an older version', { ...written, version: 1 }, /is a plan of version 1; this vox makes and applies version 2\. Plan again with it\.$/],
    ['is of a newer version', { ...written, version: 3 }, /is a plan of version 3; this vox makes/],
    ['has no steps', { ...written, steps: undefined }, /no whole plan file: "steps" is missing or wrong\. Write one/],
    ['has a step of no kind', { ...written, steps: [{ ...PLAN.steps[0], kind: 'x' }] }, /"steps\.0\.kind" is missing or wrong/],
    ['has no fingerprints', { ...written, fingerprints: undefined }, /"fingerprints" is missing or wrong/],
    ['has half a state', { ...written, madeFrom: { state: {}, full: false } }, /"madeFrom\.state\.version" is missing or wrong/],
    ['is the document of --json', PLAN, /"madeFrom" is missing or wrong/],
    ['is of another environment', { ...written, environment: 'other' }, /^The plan was made for environment "other", not "test"\. Nothing was written\. Give the same --env\.$/],
  ])('that %s is refused by name', (_, content, message) => {
    expect(read(content)).toThrow(UserError);
    expect(read(content)).toThrow(message);
  });

  test('that cannot be read is no missing one', () => {
    expect(() => readPlanFile(folder, 'test')).toThrow(/^The plan file .* cannot be read \(EISDIR\)\. Write one/);
  });
});

describe('a fingerprint', () => {
  test('does not depend on the order of names, nor on what is not there', () => {
    expect(fingerprintOf({ b: [1, { d: null, c: 'x' }], a: true })).toBe(fingerprintOf({ a: true, b: [1, { c: 'x', d: null, e: undefined }] }));
  });

  test.each([[[1, 2], [2, 1]], [{ a: 1 }, { b: 1 }], [{ a: 1 }, { a: '1' }], [null, 'null'], [[1], { 0: 1 }], [{ a: null }, {}], [[], {}], [undefined, 0]])('tells %j from %j', (one, other) => {
    expect(fingerprintOf(one)).not.toBe(fingerprintOf(other));
  });

  test('is the same for ever: plans are kept in files', () => {
    expect(fingerprintOf({ b: [1, 'x'], a: null })).toBe('c22cb7b0353770e2b38094af641143eb');
    expect([fingerprintOf(undefined), fingerprintOf(null)]).toEqual(['74234e98afe7498fb5daf1f36ac2d78a', '74234e98afe7498fb5daf1f36ac2d78a']);
    expect(EMPTY_ACTUAL).toEqual({ account: null, items: [], taken: { scenarios: [], acdQueues: [] } });
  });
});

test.each([
  [{ waiting: 0, talking: 0 }, 'No calls at this moment.'],
  [{ waiting: 1, talking: 0 }, 'Live calls: 1 waiting, 0 talking. They keep what they have; the change is for new calls only.'],
  [{ waiting: 2, talking: 3 }, 'Live calls: 2 waiting, 3 talking. They keep what they have; the change is for new calls only.'],
])('%j: %s', (live, words) => {
  expect(describeLive(live)).toBe(words);
});
