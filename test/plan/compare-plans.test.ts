import { describe, expect, test } from 'vitest';
import { requireSamePlan } from '../../scripts/plan/compare-plans';
import type { Plan, Step } from '../../scripts/plan/plan';
import { planChanges } from '../../scripts/plan/plan-changes';
import type { ReviewedPlan } from '../../scripts/plan/plan-file';
import { STATE_VERSION, type State } from '../../scripts/plan/state';
import { SITUATIONS } from './situations';

const made = SITUATIONS['everything is to be made'];
if (!made) throw new Error('there is no such situation');
const STEP: Omit<Step, 'id' | 'object'> = { kind: 'operator', action: 'update', before: { displayName: 'A' }, after: { displayName: 'B' }, destructive: false, wave: 1 };
const step = (object: string, own: Partial<Step> = {}): Step => {
  const whole = { ...STEP, object, ...own };
  return { id: `${whole.kind}.${whole.action}.${object}`, ...whole };
};
const PLAN: Plan = {
  ...planChanges(made),
  steps: [step('op1'), step('op2', { action: 'delete', after: null, destructive: true, before: { displayName: 'B', password: 'hmac:00' } })],
};
const [FIRST, SECOND] = PLAN.steps as [Step, Step];
const state = (release: string | null): State => ({ version: STATE_VERSION, environment: 'test', account: 1, release, items: [] });

interface Case { steps?: Step[]; plan?: Partial<Plan>; now?: Partial<Plan>; states?: [State | null, State | null]; isEdited?: boolean }

/** What is said of a file with `steps` where PLAN would be planned; '' where it is applied. */
function said({ steps = PLAN.steps, plan, now, states: [then, here] = [null, null], isEdited = false }: Case): string {
  const reviewed: ReviewedPlan = { plan: { ...PLAN, ...plan, steps }, madeFrom: { state: then, full: false }, isEdited };
  try {
    requireSamePlan(reviewed, { plan: structuredClone({ ...PLAN, ...now }), state: here });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
const prints = (own: Partial<Plan['fingerprints']>) => ({ fingerprints: { ...PLAN.fingerprints, ...own } });

describe('a reviewed plan is applied', () => {
  test.each<[string, Case]>([
    ['that is still the plan', {}],
    ['where drift and live calls are other', { now: { drift: [{ what: 'deleted', kind: 'rule', object: 'x', fields: {}, note: '' }], live: { waiting: 1, talking: 1 } } }],
    ['where the config is another that leads to the same steps', { now: prints({ desired: 'x', actual: 'x' }) }],
    ['where the state is another that leads to the same steps', { states: [state('r1'), null], now: prints({ actual: 'x' }) }],
    ['where nobody knows what a password was', { steps: [FIRST, { ...SECOND, before: { displayName: 'B', password: null } }] }],
    ['where nobody knows what a secret was', { steps: [FIRST, { ...SECOND, before: { displayName: 'B', value: null } }] }],
  ])('%s', (_, given) => {
    expect(said(given)).toBe('');
  });
});

describe('what differs is told', () => {
  test.each<[string, Step[], string]>([
    ['taken out', [FIRST], 'only now: delete operator "op2"'],
    ['put in', [...PLAN.steps, step('op3')], 'only in the file: update operator "op3"'],
    ['twice', [FIRST, ...PLAN.steps], 'more than once in the file: update operator "op1"'],
    ['in another order', [SECOND, FIRST], 'in another order: update operator "op1"'],
    ['with another value', [{ ...FIRST, after: { displayName: 'C' } }, SECOND], 'update operator "op1": displayName "A" → "C" in the file, "A" → "B" now'],
    ['from another value', [{ ...FIRST, before: { displayName: 'C' } }, SECOND], 'update operator "op1": displayName "C" → "B" in the file, "A" → "B" now'],
    ['with a field more', [{ ...FIRST, after: { displayName: 'B', active: false } }, SECOND], 'update operator "op1": active (nothing) → false in the file, (not) now'],
    ['with a field less', [{ ...FIRST, after: {}, before: {} }, SECOND], 'update operator "op1": displayName (not) in the file, "A" → "B" now'],
    ['in another wave', [{ ...FIRST, wave: 2 }, SECOND], 'update operator "op1": wave 2 in the file, 1 now'],
    ['harmless', [FIRST, { ...SECOND, destructive: false }], 'delete operator "op2": destructive false in the file, true now'],
    ['of another object', [{ ...FIRST, object: 'op9' }, SECOND], 'update operator "op1": object "op9" in the file, "op1" now'],
    ['with nothing before', [{ ...FIRST, before: null }, SECOND], 'update operator "op1": displayName (nothing) → "B" in the file, "A" → "B" now'],
    ['with an empty side', [FIRST, { ...SECOND, after: {} }], 'delete operator "op2": what was before or comes after'],
  ])('a step %s', (_, steps, words) => {
    expect(said({ steps })).toContain('The plan was made for other steps than this config and this account lead to. Nothing was written.\n  ');
    expect(said({ steps })).toContain(`  ${words}`);
    expect(said({ steps })).toMatch(/\nPlan again, and look at it again\.$/);
    expect(said({ steps, isEdited: true })).toMatch(/^The plan file was edited after it was made, .*Nothing was written\. What differs:\n {2}/);
    expect(said({ steps, isEdited: true })).toContain(`  ${words}`);
  });

  test('also where an edit changed no step', () => {
    expect(said({ isEdited: true })).toMatch(/edited after it was made.*\n {2}no step, but something else in it\nChange the config instead, and plan again\.$/);
  });
});

describe('why it differs is told', () => {
  test.each<[string, Case, string]>([
    ['another account', { now: { account: 2 } }, 'The plan was made for account 1, not 2. Nothing was written.\nPlan again with this key file.'],
    ['no account', { plan: { account: null } }, 'account (none: it is an offline plan), not 1.'],
    ['another config', { steps: [FIRST], now: prints({ desired: 'x' }) }, 'another config or other bundles, or with other environment variables. Nothing'],
    ['an account that changed', { now: prints({ actual: 'x' }) }, 'the account as it was then; somebody has changed it since. Nothing was written.\nPlan again'],
    ['another state', { steps: [FIRST], states: [state('r1'), state('r2')] }, 'the state after release r1; here the state after release r2. Nothing'],
    ['no state then', { steps: [FIRST], states: [null, state(null)] }, 'no state of an earlier deploy; here a state that was taken over from the account. Nothing'],
    ['several', { steps: [FIRST], states: [null, state('r2')], now: prints({ desired: 'x' }) }, 'environment variables, and for no state of an earlier deploy; here the state after release r2. Nothing'],
  ])('%s', (_, given, words) => {
    expect(said(given)).toContain(words);
  });
});
