import { readFileSync, writeFileSync } from 'node:fs';
import { UserError } from '../user-error';
import { PLAN_VERSION, type Plan } from './plan';

export function writePlanFile(file: string, plan: Plan): void {
  writeFileSync(file, `${JSON.stringify(plan, null, 2)}\n`, { mode: 0o600 });
}

/** Refuses what is no plan, or one of another version of vox. */
export function readPlanFile(file: string): Plan {
  let value: Partial<Plan>;
  try {
    value = JSON.parse(readFileSync(file, 'utf8')) as Partial<Plan>;
  } catch (cause) {
    throw new UserError(`${file} is no plan file: it is missing or not JSON. Write one with \`vox plan --out ${file}\`.`, { cause });
  }
  if (value.version !== PLAN_VERSION || !Array.isArray(value.steps) || !value.fingerprints) {
    throw new UserError(`${file} is no plan of version ${PLAN_VERSION}. Plan again with this version of vox.`);
  }
  return value as Plan;
}

/** The reviewed plan is applied as it is or not at all. @throws UserError that says what has changed since. */
export function requireSamePlan(reviewed: Plan, now: Plan): void {
  const differs = (what: string, remedy: string): UserError =>
    new UserError(`The plan was made for ${what}. Nothing was written. ${remedy}`);
  if (reviewed.environment !== now.environment) {
    throw differs(`environment "${reviewed.environment}", not "${now.environment}"`, 'Give the same --env.');
  }
  if (reviewed.account !== now.account) {
    throw differs(`account ${reviewed.account ?? '(none: it is an offline plan)'}, not ${now.account}`, 'Plan again with this key file.');
  }
  if (reviewed.fingerprints.desired !== now.fingerprints.desired) {
    throw differs('another config or other bundles', 'Check out the commit that was reviewed, or plan again.');
  }
  if (reviewed.fingerprints.actual !== now.fingerprints.actual) {
    const changed = now.steps.filter((step) => !reviewed.steps.some((other) => JSON.stringify(other) === JSON.stringify(step)));
    const names = changed.map(({ id }) => id).slice(0, 5).join(', ');
    throw differs(
      'the account as it was then; somebody has changed it since', names === '' ? 'Plan again.' : `Plan again: other than before is ${names}.`,
    );
  }
}
