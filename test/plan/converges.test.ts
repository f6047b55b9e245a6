import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planChanges } from '../../scripts/plan/plan-changes';
import { anyActual, anyDesired, anyState } from './arbitrary';
import { obey } from './model';

const RUNS = { numRuns: 300, seed: 20260115 };
const situations = fc.tuple(anyDesired, anyActual).chain(([desired, actual]) =>
  anyState(actual).map((state) => ({ desired, actual, state })));

test('what a plan leads to needs no further plan, whatever is there', () => {
  fc.assert(fc.property(situations, (situation) => {
    const after = obey(situation.actual, planChanges(situation));
    expect(planChanges({ ...situation, actual: after }).steps).toEqual([]);
  }), RUNS);
});

test('a deploy that broke after any step is finished by the next plan', () => {
  fc.assert(fc.property(situations, fc.nat(), (situation, at) => {
    const plan = planChanges(situation);
    const steps = plan.steps.slice(0, plan.steps.length === 0 ? 0 : at % plan.steps.length);
    const broken = obey(situation.actual, { ...plan, steps });
    const after = obey(broken, planChanges({ ...situation, actual: broken }));
    expect(planChanges({ ...situation, actual: after }).steps).toEqual([]);
  }), RUNS);
});

test('the same inputs give the same plan, and none of them is changed', () => {
  fc.assert(fc.property(situations, (situation) => {
    const before = JSON.stringify(situation);
    expect(planChanges(situation)).toEqual(planChanges(structuredClone(situation)));
    expect(JSON.stringify(situation)).toBe(before);
  }), { ...RUNS, numRuns: 100 });
});

test('R44 nothing unlisted is removed where the config does not say `manage`', () => {
  const addOnly = { scenarios: 'add-only', rules: 'add-only', queues: 'add-only', skills: 'add-only', operators: 'add-only', bindings: 'add-only', numbers: 'add-only', secrets: 'add-only' } as const;
  fc.assert(fc.property(situations, (situation) => {
    const desired = { ...situation.desired, ownership: addOnly };
    const listed = new Set(desired.items.filter(({ kind }) => kind === 'rule').map(({ name }) => name));
    const removed = planChanges({ ...situation, desired }).steps.filter(({ action }) => action === 'delete' || action === 'remove');
    // The one thing that goes is a rule whose place another takes.
    expect(removed.filter(({ kind }) => kind !== 'rule')).toEqual([]);
    if (situation.state === null) expect(removed.every(({ object }) => listed.has(object.replace(/ \(next.*\)$/, '')))).toBe(true);
  }), RUNS);
});
