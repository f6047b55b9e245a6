import type { AccountRows, PhoneNumberRow, RuleRow } from '../account/objects';
import type { Switches } from '../switches';

export interface Dialled {
  destination: string;
  /** The application of an SDK or SIP caller; a number finds its own. */
  applicationId: number | undefined;
}

export interface Route {
  applicationId: number;
  rule: RuleRow;
}

/**
 * The rule that serves a call (row 121): a number bound to a rule goes there; else the
 * application's rules in order, first whose pattern covers the whole destination and whose
 * exclusion does not. null: 404.
 */
export function findRoute(rows: AccountRows, dialled: Dialled, switches: Switches): Route | null {
  const number = dialled.applicationId === undefined ? numberRow(rows, dialled.destination) : undefined;
  const applicationId = dialled.applicationId ?? number?.applicationId ?? undefined;
  if (applicationId === undefined || !rows.applications.has(applicationId)) return null;
  const forced = number?.ruleId == null ? undefined : rows.rules.get(number.ruleId);
  const rule = forced ?? firstMatch(rows, { ...dialled, applicationId }, switches);
  return rule && rule.scenarioIds.length > 0 ? { applicationId, rule } : null;
}

function numberRow(rows: AccountRows, destination: string): PhoneNumberRow | undefined {
  for (const row of rows.phoneNumbers.values()) if (row.number === destination) return row;
  return undefined;
}

function firstMatch(
  rows: AccountRows,
  dialled: { destination: string; applicationId: number },
  switches: Switches,
): RuleRow | undefined {
  for (const ruleId of rows.ruleOrder.get(dialled.applicationId) ?? []) {
    const rule = rows.rules.get(ruleId);
    if (!rule || !wholeMatch(rule.pattern, switches)?.test(dialled.destination)) continue;
    const excluded = rule.exclude !== '' && wholeMatch(rule.exclude, switches)?.test(dialled.destination);
    if (!excluded) return rule;
  }
  return undefined;
}

const compiled = new Map<string, RegExp | null>();

/** Patterns cover the whole destination; one that cannot be read matches nothing. */
function wholeMatch(pattern: string, switches: Switches): RegExp | null {
  const text = pattern.startsWith('+') && switches.barePlus === 'optional-plus' ? `\\${pattern}` : pattern;
  let expression = compiled.get(text);
  if (expression === undefined) {
    try {
      expression = new RegExp(`^(?:${text})$`);
    } catch {
      expression = null;
    }
    compiled.set(text, expression);
  }
  return expression;
}
