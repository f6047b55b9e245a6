import { UserError } from '../user-error';
import { fingerprintOf } from './actual';
import type { Plan, Step } from './plan';
import type { ReviewedPlan } from './plan-file';
import { show } from './render';
import type { State } from './state';
import { stepWords } from './step-words';

/** What the account is now, and what here says of the last deploy. */
export interface PlanNow {
  plan: Plan;
  state: State | null;
}

/**
 * Exactly the reviewed steps or none. Equal steps write the same whatever else has changed here, since they name hashes
 * and fingerprints of all that they write.
 * @throws UserError that says what differs and why.
 */
export function requireSamePlan(reviewed: ReviewedPlan, now: PlanNow): void {
  const { plan, isEdited } = reviewed;
  if (plan.account !== now.plan.account) {
    throw refusal([`account ${plan.account ?? '(none: it is an offline plan)'}, not ${now.plan.account}`], [], 'Plan again with this key file.');
  }
  const differences = stepDifferences(plan.steps, now.plan.steps);
  const hasSameState = fingerprintOf(reviewed.madeFrom.state) === fingerprintOf(now.state);
  const hasSameConfig = plan.fingerprints.desired === now.plan.fingerprints.desired;
  // What is read of the account depends on both; where they differ, only the steps can be compared.
  const hasAccountChanged = hasSameState && hasSameConfig && plan.fingerprints.actual !== now.plan.fingerprints.actual;
  if (!isEdited && !hasAccountChanged && differences.length === 0) return;
  const reasons = [
    ...(hasSameConfig ? [] : ['another config or other bundles, or with other environment variables']),
    ...(hasSameState ? [] : [`${describeState(reviewed.madeFrom.state)}; here ${describeState(now.state)}`]),
    ...(hasAccountChanged ? ['the account as it was then; somebody has changed it since'] : []),
  ];
  if (isEdited) throw edited(differences);
  throw refusal(reasons.length > 0 ? reasons : ['other steps than this config and this account lead to'], differences, 'Plan again, and look at it again.');
}

function edited(differences: readonly string[]): UserError {
  const lines = differences.length > 0 ? differences : ['no step, but something else in it'];
  return new UserError(
    ['The plan file was edited after it was made, and a plan is applied as it was made or not at all. Nothing was written. What differs:',
      ...lines.map((line) => `  ${line}`), 'Change the config instead, and plan again.'].join('\n'));
}

function refusal(madeFor: readonly string[], differences: readonly string[], remedy: string): UserError {
  return new UserError(
    [`The plan was made for ${madeFor.join(', and for ')}. Nothing was written.`, ...differences.map((line) => `  ${line}`), remedy].join('\n'));
}

function describeState(state: State | null): string {
  if (!state) return 'no state of an earlier deploy';
  return state.release === null ? 'a state that was taken over from the account' : `the state after release ${state.release}`;
}

/** One line for each step that only one of the two has, or that they have otherwise; empty: they are the same. */
export function stepDifferences(inFile: readonly Step[], inPlan: readonly Step[]): string[] {
  const [reviewed, now] = [inFile.map(comparable), inPlan.map(comparable)];
  const counts = countById(reviewed);
  const lines = [
    ...now.filter(({ id }) => !counts.has(id)).map((step) => `only now: ${stepWords(step)}`),
    ...reviewed.filter(({ id }) => !now.some((step) => step.id === id)).map((step) => `only in the file: ${stepWords(step)}`),
    ...now.filter(({ id }) => (counts.get(id) ?? 0) > 1).map((step) => `more than once in the file: ${stepWords(step)}`),
    ...now.flatMap((step) => reviewed.filter(({ id }) => id === step.id).flatMap((other) => changes(other, step))),
  ];
  if (lines.length > 0) return lines;
  const moved = now.find((step, index) => reviewed[index]?.id !== step.id);
  return moved ? [`in another order: ${stepWords(moved)}`] : [];
}

/** What a password or a secret was is known only where there is a state. */
function comparable(step: Step): Step {
  if (step.before === null) return step;
  const { password: _password, value: _value, ...before } = step.before;
  return { ...step, before };
}

function countById(steps: readonly Step[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id } of steps) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** `update operator "op1": displayName "A" → "B" in the file, "A" → "C" now`. */
function changes(inFile: Step, now: Step): string[] {
  if (fingerprintOf(inFile) === fingerprintOf(now)) return [];
  const [there, here] = [detailsOf(inFile), detailsOf(now)];
  const names = [...new Set([...there.keys(), ...here.keys()])].filter((name) => there.get(name) !== here.get(name));
  const words = names.map((name) => `${name} ${there.get(name) ?? '(not)'} in the file, ${here.get(name) ?? '(not)'} now`);
  return [`${stepWords(now)}: ${words.join('; ') || 'what was before or comes after'}`];
}

/** All of a step but its id in words, by name. */
function detailsOf({ id: _id, before, after, ...others }: Step): Map<string, string> {
  const names = new Set([before, after].flatMap((fields) => Object.keys(fields ?? {})));
  const change = (name: string): string =>
    [before, after].map((fields) => (fields && name in fields ? show(name, fields[name] ?? null) : '(nothing)')).join(' → ');
  return new Map([
    ...Object.entries(others).map(([name, value]): [string, string] => [name, JSON.stringify(value)]),
    ...[...names].map((name): [string, string] => [name, change(name)]),
  ]);
}
