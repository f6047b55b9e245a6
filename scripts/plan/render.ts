import type { Formatter } from 'picocolors/types';
import { spelt } from '../plain-text';
import { KIND_WORDS, type Fields, type FieldValue } from './items';
import { describeLive } from './live';
import type { Conflict, Drift, Plan, Step } from './plan';

/** Colours, or functions that leave the text as it is. */
export type Paint = Record<'green' | 'yellow' | 'red' | 'dim' | 'bold', Formatter>;

/** The plan as lines for people: old → new for every field, removals marked. */
export function renderPlan(plan: Plan, paint: Paint): string[] {
  const drift = (test: (one: Drift) => boolean): string[] => plan.drift.filter(test).flatMap((one) => renderDrift(one, paint));
  const head = `${paint.bold(plan.application)} in ${plan.environment}${plan.account === null ? '' : ` (account ${plan.account})`}`;
  return [
    head,
    ...section('Changed since the last deploy, not by it:', drift(({ what }) => what !== 'kept')),
    ...section('Left as it is:', drift(({ what }) => what === 'kept')),
    ...section('', plan.steps.flatMap((step) => renderStep(step, paint))),
    '',
    renderSummary(plan, paint),
  ];
}

export function renderSummary({ steps, live, account, drift }: Plan, paint: Paint): string {
  if (steps.length === 0) {
    return paint.green(drift.some(({ what }) => what === 'kept') ? 'Nothing to do.' : 'Nothing to do: the account is as the config says.');
  }
  const count = (test: (step: Step) => boolean): number => steps.filter(test).length;
  const made = count(({ before }) => before === null);
  const removed = count(({ action }) => action === 'delete' || action === 'remove');
  const text = `${made} to make, ${steps.length - made - removed} to change, ${removed} to remove.`;
  return account === null ? text : `${text} ${describeLive(live)}`;
}

/** All at once, each with its remedy. */
export function describeConflicts(conflicts: readonly Conflict[]): string[] {
  return [
    conflicts.length === 1 ? 'This stands in the way, and nothing was written:' : `${conflicts.length} things stand in the way, and nothing was written:`,
    ...conflicts.map(({ kind, object, what, remedy }) => `  ${KIND_WORDS[kind]} "${object}": ${what}. Remedy: ${remedy}.`),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return title === '' ? ['', ...lines] : ['', title, ...lines];
}

function renderDrift({ note, fields }: Drift, paint: Paint): string[] {
  const lines = Object.entries(fields).map(([name, { deployed, actual }]) => `      ${name}: ${show(name, deployed)} → ${show(name, actual)}`);
  return [`  ${paint.yellow('!')} ${note}`, ...lines];
}

function renderStep(step: Step, paint: Paint): string[] {
  const { kind, action, object, before, after } = step;
  const sign = step.destructive ? paint.red('-') : before === null ? paint.green('+') : paint.yellow('~');
  const title = `  ${sign} ${action} ${KIND_WORDS[kind]} ${paint.bold(object)}${step.destructive ? paint.red('  (destructive)') : ''}`;
  return [title, ...fieldLines({ before, after }, paint)];
}

function fieldLines({ before, after }: { before: Fields | null; after: Fields | null }, paint: Paint): string[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.map((name) => {
    const lists = changedLists(before?.[name], after?.[name]);
    if (lists) return `      ${paint.dim(`${name}:`)} ${listChange(lists, paint)}`;
    const old = before === null ? undefined : show(name, before[name] ?? null);
    const now = after === null ? undefined : show(name, after[name] ?? null);
    const change = old === undefined ? now : now === undefined ? `${old} → ${paint.red('gone')}` : `${old} → ${now}`;
    return `      ${paint.dim(`${name}:`)} ${change ?? ''}`;
  });
}

/** Longer lists are told by what comes and what goes. */
const LIST_SHOWN_WHOLE = 8;

interface ListChange { before: readonly string[]; after: readonly string[] }

function changedLists(before: FieldValue | undefined, after: FieldValue | undefined): ListChange | undefined {
  if (!isList(before) || !isList(after)) return undefined;
  return before.length > LIST_SHOWN_WHOLE || after.length > LIST_SHOWN_WHOLE ? { before, after } : undefined;
}

function isList(value: FieldValue | undefined): value is readonly string[] {
  return Array.isArray(value);
}

function listChange({ before, after }: ListChange, paint: Paint): string {
  const added = after.filter((one) => !before.includes(one));
  const gone = before.filter((one) => !after.includes(one));
  const parts = [...(added.length === 0 ? [] : [paint.green(`+ ${added.join(', ')}`)]), ...(gone.length === 0 ? [] : [paint.red(`- ${gone.join(', ')}`)])];
  return `${parts.length === 0 ? 'in another order' : parts.join('  ')} (${before.length} → ${after.length})`;
}

/** Long hashes are cut, and of secret values is said only that they are set. */
export function show(name: string, value: FieldValue): string {
  if (value === null) return name === 'password' || name === 'value' ? '(unknown)' : '(none)';
  if (typeof value === 'string' && value.startsWith('hmac:')) return `(set, ${value.slice(5, 9)}…)`;
  if (name === 'sha256') return String(value).slice(0, 12);
  if (typeof value === 'string') return spelt(JSON.stringify(value));
  return spelt(typeof value === 'object' ? `[${value.join(', ')}]` : String(value));
}
