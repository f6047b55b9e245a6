import picocolors from 'picocolors';
import { describe, expect, test } from 'vitest';
import { planChanges } from '../../scripts/plan/plan-changes';
import { describeConflicts, renderPlan } from '../../scripts/plan/render';
import { stepWords } from '../../scripts/plan/step-words';
import { brief, without } from '../support/brief';
import { SITUATIONS } from './situations';

/** A plan as it is, and as it is shown. */
function section(name: string): string[] {
  const situation = SITUATIONS[name];
  if (!situation) throw new Error(`there is no situation ${name}`);
  const plan = planChanges(situation, { waiting: 2, talking: 1 });
  const steps = plan.steps.map((step) => `wave ${step.wave} ${stepWords(step)} | ${brief(without(step, 'wave'))}`);
  const told = [...plan.drift, ...plan.conflicts].map((one) => brief(one));
  return [`## ${name}`, ...steps, ...told, ...renderPlan(plan, picocolors.createColors(false)), ...(plan.conflicts.length > 0 ? describeConflicts(plan.conflicts) : []), ''];
}

describe('plans', () => {
  test('of all situations are as recorded', async () => {
    await expect(Object.keys(SITUATIONS).flatMap(section).join('\n')).toMatchFileSnapshot('table.txt');
  });

  test('name what they rest on', () => {
    const { steps: _steps, drift: _drift, conflicts: _conflicts, ...head } = planChanges(SITUATIONS['nothing is to be done'] ?? fail(), { waiting: 2, talking: 1 });
    expect(head).toMatchObject({ version: 2, environment: 'test', account: 1, application: 'calls', live: { waiting: 2, talking: 1 } });
    expect(Object.values(head.fingerprints).join()).toMatch(/^[0-9a-f]{32},[0-9a-f]{32}$/);
  });
});

function fail(): never {
  throw new Error('there is no such situation');
}
