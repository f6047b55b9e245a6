import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { EMPTY_ACTUAL, fingerprintOf } from '../../scripts/plan/actual';
import { describeLive } from '../../scripts/plan/live';
import { planChanges } from '../../scripts/plan/plan-changes';
import { readPlanFile, requireSamePlan, writePlanFile } from '../../scripts/plan/plan-file';
import { UserError } from '../../scripts/user-error';
import { SITUATIONS } from './situations';

const folder = mkdtempSync(path.join(tmpdir(), 'vox-plan-'));
afterAll(() => rmSync(folder, { recursive: true }));
const made = SITUATIONS['everything is to be made'];
if (!made) throw new Error('there is no such situation');
const PLAN = planChanges(made);
const file = path.join(folder, 'plan.json');

describe('a plan file', () => {
  test('is read as it was written, and by its owner alone', () => {
    writePlanFile(file, PLAN);
    expect(readPlanFile(file)).toEqual(PLAN);
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(PLAN, null, 2)}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['is missing', null, 'is no plan file: it is missing or not JSON. Write one with `vox plan --out'],
    ['is no JSON', 'plan', 'is no plan file: it is missing or not JSON. Write one with `vox plan --out'],
    ['is of another version', { ...PLAN, version: 2 }, 'is no plan of version 1. Plan again with this version of vox.'],
    ['has no steps', { ...PLAN, steps: undefined }, 'is no plan of version 1.'],
    ['has no fingerprints', { ...PLAN, fingerprints: undefined }, 'is no plan of version 1.'],
  ])('that %s is refused by name', (_, content, message) => {
    const other = path.join(folder, 'other.json');
    rmSync(other, { force: true });
    if (content !== null) writeFileSync(other, typeof content === 'string' ? content : JSON.stringify(content));
    expect(() => readPlanFile(other)).toThrow(UserError);
    expect(() => readPlanFile(other)).toThrow(`${other} ${message}`);
  });
});

describe('a reviewed plan', () => {
  const prints = (change: Partial<typeof PLAN.fingerprints>) => ({ ...PLAN, fingerprints: { ...PLAN.fingerprints, ...change } });

  test('that is still the plan is applied', () => {
    expect(() => requireSamePlan(PLAN, structuredClone(PLAN))).not.toThrow();
  });

  test.each([
    ['of another environment', { ...PLAN, environment: 'other' }, 'environment "test", not "other". Nothing was written. Give the same --env.'],
    ['of another account', { ...PLAN, account: 2 }, 'account 1, not 2. Nothing was written. Plan again with this key file.'],
    ['of another config', prints({ desired: 'x' }), 'another config or other bundles. Nothing was written. Check out the commit that was reviewed, or plan again.'],
    ['of an account that changed', prints({ actual: 'x' }), 'the account as it was then; somebody has changed it since. Nothing was written. Plan again.'],
    ['of an account with more to do', { ...prints({ actual: 'x' }), steps: [...PLAN.steps.slice(0, 1).map((step) => ({ ...step, object: 'z', id: 'application.create.z' })), ...PLAN.steps.slice(1)] },
      'somebody has changed it since. Nothing was written. Plan again: other than before is application.create.z.'],
  ])('%s is not', (_, now, message) => {
    expect(() => requireSamePlan(PLAN, now)).toThrow(`The plan was made for `);
    expect(() => requireSamePlan(PLAN, now)).toThrow(message);
  });

  test('made without network is told from one of an account, and only five steps are named', () => {
    expect(() => requireSamePlan({ ...PLAN, account: null }, PLAN)).toThrow('account (none: it is an offline plan), not 1.');
    const named = PLAN.steps.slice(0, 5).map(({ id }) => id).join(', ');
    expect(() => requireSamePlan({ ...prints({ actual: 'x' }), steps: [] }, PLAN)).toThrow(`other than before is ${named}.`);
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
