import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actual } from '../../scripts/plan/actual';
import { listField, type ActualItem } from '../../scripts/plan/items';
import { planChanges } from '../../scripts/plan/plan-changes';
import { desireBefore } from '../../scripts/plan/restore';
import { STATE_VERSION, type State } from '../../scripts/plan/state';
import { anyActual, anyDesired, anyState } from './arbitrary';
import { obey } from './model';

const situations = fc.tuple(anyDesired, anyActual).chain(([desired, actual]) =>
  anyState(actual).map((state) => ({ desired, actual, state })));

/** What must be as before: everything but ids, values that cannot be read, and an application that stays, empty. */
function comparable({ items }: Actual): string[] {
  const names = (item: ActualItem): string => {
    const { password: _password, value: _value, ...fields } = item.fields;
    return JSON.stringify([item.kind, item.name, fields]);
  };
  return items
    .filter(({ kind, fields }) => kind !== 'application' && !isEmptyList(fields))
    .filter(({ kind }) => kind !== 'rule')
    .map(names)
    .sort();
}

function isEmptyList(fields: ActualItem['fields']): boolean {
  const [[field, value] = []] = Object.entries(fields);
  return (field === 'operators' || field === 'skills') && Array.isArray(value) && value.length === 0;
}

const ruleNames = ({ items }: Actual): string[] => items.filter(({ kind }) => kind === 'rule').map(({ name }) => name);

test('R51 whatever a release did, the rollback brings back what was there', () => {
  fc.assert(fc.property(situations, ({ desired, actual, state }) => {
    // What a broken deploy left behind is not brought back.
    fc.pre(actual.items.every(({ kind, name, fields }) => kind !== 'rule' || (!name.includes('next') && listField(fields, 'scenarios').length === 1)));
    const plan = planChanges({ desired, actual, state });
    const after = obey(actual, plan);
    const known: State = { version: STATE_VERSION, environment: 'test', account: 1, release: null, items: [...actual.items] };
    const made = after.items.filter(({ kind, id }) => kind === 'acd-skill' && !actual.items.some((item) => item.id === id));
    const proof: State = { ...known, items: [...after.items], made: made.map(({ id }) => `acd-skill/${id}`) };
    const back = desireBefore({
      environment: 'test', application: 'calls', before: actual.items, actual: after, proof, steps: plan.steps, secretsAtHand: new Set(['a', 'b', 'c', 'd']),
      passwordOf: () => 'hmac:1',
    });
    const restored = obey(after, planChanges({ desired: back, actual: after, state: known, proof }));
    expect(comparable(restored)).toEqual(comparable(actual));
    expect(ruleNames(restored).sort()).toEqual(ruleNames(actual).sort());
    expect(planChanges({ desired: back, actual: restored, state: known, proof }).steps).toEqual([]);
  }), { numRuns: 300, seed: 20260115 });
});
