import { fits, VALUE_LIMITS } from '../../../contracts/platform-limits';
import type { AccountRows, RuleRow, ScenarioRow } from '../../account/objects';
import { ApiError, invalidParameter, notUnique } from '../api-error';
import { apiDate } from '../dates';
import { findApplicationIfNamed, findOneRow, findSomeRows, fullApplicationName, rulesOf } from '../find';
import { reads, writes, type MethodTable } from '../method';
import { page } from '../paging';

export const scenarioMethods: MethodTable = {
  AddScenario: writes(
    {
      scenario_name: 's!', scenario_script: 's', rule_id: 'n', rule_name: 's', rewrite: 'b',
      application_id: 'n', application_name: 's',
    },
    ({ account, clock }, given) => {
      const applicationId = findApplicationIfNamed(account, given)?.id ?? null;
      checkName(given.scenario_name);
      const script = given.scenario_script ?? '';
      checkScript(script);
      const rule = findRule(account, given, applicationId);
      const namesake = byName(account, given.scenario_name);
      if (namesake && !(given.rewrite && namesake.applicationId === applicationId)) {
        throw notUnique(133, 'scenario_name');
      }
      const row: ScenarioRow = namesake ?? {
        id: account.nextId(), name: given.scenario_name, script, applicationId, modifiedMs: 0,
      };
      Object.assign(row, { script, modifiedMs: clock.now() });
      account.scenarios.set(row.id, row);
      if (rule && !rule.scenarioIds.includes(row.id)) rule.scenarioIds.push(row.id);
      return { result: 1, scenario_id: row.id };
    },
  ),

  GetScenarios: reads(
    {
      scenario_id: 'n', scenario_name: 's', with_script: 'b', count: 'n', offset: 'n',
      application_id: 'n', application_name: 's',
    },
    ({ account }, given) => {
      const application = findApplicationIfNamed(account, given);
      if (given.scenario_id !== undefined && !account.scenarios.has(given.scenario_id)) throw invalidParameter('scenario_id');
      const wanted = (given.scenario_name ?? '').toLowerCase();
      const rows = [...account.scenarios.values()]
        .filter((row) => given.scenario_id === undefined || row.id === given.scenario_id)
        .filter((row) => !application || row.applicationId === application.id)
        .filter((row) => row.name.toLowerCase().includes(wanted));
      // The text comes only with the flag and one id together.
      const withScript = given.with_script === true && given.scenario_id !== undefined;
      return {
        ...page(rows.map((row) => scenarioRecord(row, withScript)), given),
        ...(application
          ? {
              application_id: application.id,
              application_name: application.name,
              extended_application_name: fullApplicationName(account, application),
            }
          : {}),
      };
    },
  ),

  SetScenarioInfo: writes(
    { scenario_id: 'n', required_scenario_name: 's', scenario_name: 's', scenario_script: 's' },
    ({ account, clock }, given) => {
      const row = findOneRow<ScenarioRow>({
        rows: account.scenarios.values(), what: 'scenario', ids: given.scenario_id, names: given.required_scenario_name,
      });
      if (given.scenario_name && given.scenario_name !== row.name) {
        checkName(given.scenario_name);
        if (byName(account, given.scenario_name)) throw notUnique(133, 'scenario_name');
        row.name = given.scenario_name;
      }
      if (given.scenario_script !== undefined) {
        checkScript(given.scenario_script);
        row.script = given.scenario_script;
      }
      row.modifiedMs = clock.now();
      return { result: 1 };
    },
  ),

  DelScenario: writes({ scenario_id: 'il', scenario_name: 'sl' }, ({ account }, given) => {
    const rows = findSomeRows({
      rows: account.scenarios.values(), what: 'scenario', ids: given.scenario_id, names: given.scenario_name,
    });
    for (const row of rows) {
      account.scenarios.delete(row.id);
      for (const rule of account.rules.values()) rule.scenarioIds = rule.scenarioIds.filter((id) => id !== row.id);
    }
    return { result: 1 };
  }),

  BindScenario: writes(
    {
      scenario_id: 'il', scenario_name: 'sl', rule_id: 'n', rule_name: 's',
      application_id: 'n', application_name: 's', bind: 'b',
    },
    ({ account }, given) => {
      const rule = findRule(account, given, findApplicationIfNamed(account, given)?.id ?? null);
      if (!rule) throw invalidParameter('rule_id');
      const rows = findSomeRows<ScenarioRow>({
        rows: account.scenarios.values(), what: 'scenario', ids: given.scenario_id, names: given.scenario_name,
      });
      bind(rule, rows, given.bind ?? true);
      return { result: 1 };
    },
  ),

  ReorderScenarios: writes({ rule_id: 'n', rule_name: 's', scenario_id: 'il' }, ({ account }, given) => {
    const rule = findRule(account, given, null);
    if (!rule) throw invalidParameter('rule_id');
    const ids = given.scenario_id ?? [];
    if (ids === 'all' || ids.length !== rule.scenarioIds.length || ids.some((id) => !rule.scenarioIds.includes(id))) {
      throw invalidParameter('scenario_id');
    }
    rule.scenarioIds = ids;
    return { result: 1 };
  }),
};

export function scenarioRecord(row: ScenarioRow, withScript: boolean): Record<string, unknown> {
  return {
    scenario_id: row.id,
    scenario_name: row.name,
    modified: apiDate(row.modifiedMs),
    ...(withScript ? { scenario_script: row.script } : {}),
  };
}

/** In bound order; each once. A scenario of another application cannot be bound. */
export function bind(rule: RuleRow, rows: readonly ScenarioRow[], bound: boolean): void {
  for (const row of rows) {
    if (!bound) rule.scenarioIds = rule.scenarioIds.filter((id) => id !== row.id);
    else if (row.applicationId !== null && row.applicationId !== rule.applicationId) throw invalidParameter('scenario_id');
    else if (!rule.scenarioIds.includes(row.id)) rule.scenarioIds.push(row.id);
  }
}

function findRule(
  account: AccountRows,
  given: { rule_id?: number; rule_name?: string },
  applicationId: number | null,
): RuleRow | undefined {
  if (given.rule_id === undefined && !given.rule_name) return undefined;
  const rows = applicationId === null ? account.rules.values() : rulesOf(account, applicationId);
  return findOneRow<RuleRow>({ rows, what: 'rule', ids: given.rule_id, names: given.rule_name });
}

function byName(account: AccountRows, name: string): ScenarioRow | undefined {
  return [...account.scenarios.values()].find((row) => row.name === name);
}

function checkName(name: string): void {
  if (name === '') throw new ApiError(134, "The 'scenario_name' parameter is empty.");
  if (!fits(VALUE_LIMITS.scenarioName, name)) throw invalidParameter('scenario_name');
}

function checkScript(script: string): void {
  if (!fits(VALUE_LIMITS.scenarioScript, script)) {
    throw new ApiError(130, "The 'scenario_script' parameter is too long.");
  }
}
