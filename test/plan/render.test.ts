import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import type { Fields } from '../../scripts/plan/items';
import { makeStep, PLAN_VERSION, type Plan } from '../../scripts/plan/plan';
import { renderPlan } from '../../scripts/plan/render';

const people = (...numbers: number[]) => numbers.map((number) => `op${number}`);
const upTo = (count: number) => people(...Array.from({ length: count }, (_, index) => index + 1));

function lineOf(before: Fields, after: Fields): string | undefined {
  const plan: Plan = {
    version: PLAN_VERSION, environment: 'local', account: 1, application: 'calls', fingerprints: { actual: '', desired: '' },
    live: { waiting: 0, talking: 0 }, drift: [], conflicts: [],
    steps: [makeStep({ kind: 'sq-members', action: 'update', object: 'center', before, after, wave: 2 })],
  };
  return renderPlan(plan, picocolors.createColors(false)).find((line) => line.includes('operators:'))?.trim();
}

test.each<[string, string[], string[], string]>([
  ['a short list is shown whole', upTo(2), people(2, 3), 'operators: [op1, op2] → [op2, op3]'],
  ['of a long list what comes and what goes', upTo(200), [...upTo(199), 'op900'], 'operators: + op900  - op200 (200 → 200)'],
  ['only what comes', upTo(8), upTo(9), 'operators: + op9 (8 → 9)'],
  ['only what goes', upTo(9), upTo(8), 'operators: - op9 (9 → 8)'],
  ['another order is told as one', upTo(9), upTo(9).reverse(), 'operators: in another order (9 → 9)'],
])('%s', (...[, before, after, line]) => expect(lineOf({ operators: before }, { operators: after })).toBe(line));
