import { fits, VALUE_LIMITS } from '../../../contracts/platform-limits';
import type { AccountRows, RuleRow, ScenarioRow } from '../../account/objects';
import { ApiError, invalidParameter, notUnique } from '../api-error';
import { apiDate } from '../dates';
import { findApplication, findApplicationIfNamed, findRows, findSomeRows, rulesOf } from '../find';
import { reads, writes, type MethodTable } from '../method';
import { page } from '../paging';
import { bind, scenarioRecord } from './scenarios';

export const ruleMethods: MethodTable = {
  AddRule: writes(
    {
      rule_name: 's!', rule_pattern: 's!', application_id: 'n', application_name: 's', rule_pattern_exclude: 's',
      video_conference: 'b', bind_key_id: 's', scenario_id: 'il', scenario_name: 'sl',
    },
    ({ account, clock }, given) => {
      const application = findApplication(account, given);
      checkName(account, application.id, given.rule_name);
      checkPattern(given.rule_pattern, 'rule_pattern');
      checkPattern(given.rule_pattern_exclude ?? '', 'rule_pattern_exclude');
      const scenarios = findRows<ScenarioRow>({
        rows: account.scenarios.values(), what: 'scenario', ids: given.scenario_id, names: given.scenario_name,
      });
      const row: RuleRow = {
        id: account.nextId(),
        applicationId: application.id,
        name: given.rule_name,
        pattern: given.rule_pattern,
        exclude: given.rule_pattern_exclude ?? '',
        videoConference: given.video_conference ?? false,
        scenarioIds: [],
        modifiedMs: clock.now(),
      };
      bind(row, scenarios, true);
      account.rules.set(row.id, row);
      account.ruleOrder.set(application.id, [...(account.ruleOrder.get(application.id) ?? []), row.id]);
      return { result: 1, rule_id: row.id };
    },
  ),

  GetRules: reads(
    {
      application_id: 'n', application_name: 's', rule_id: 'n', rule_name: 's', video_conference: 'b',
      attached_key_id: 's', template: 's', with_scenarios: 'b', count: 'n', offset: 'n',
    },
    ({ account }, given) => {
      const application = findApplication(account, given);
      if (given.rule_id !== undefined && !account.rules.has(given.rule_id)) throw invalidParameter('rule_id');
      const rows = rulesOf(account, application.id)
        .filter((row) => given.rule_id === undefined || row.id === given.rule_id)
        .filter((row) => row.name.toLowerCase().includes((given.rule_name ?? '').toLowerCase()))
        .filter((row) => given.video_conference === undefined || row.videoConference === given.video_conference);
      return page(rows.map((row) => ruleRecord(account, row, given.with_scenarios ?? false)), given);
    },
  ),

  // It takes no scenarios: they are accepted, the answer is 1, and nothing is bound.
  SetRuleInfo: writes(
    {
      rule_id: 'n!', rule_name: 's', rule_pattern: 's', rule_pattern_exclude: 's', video_conference: 'b', bind_key_id: 's',
    },
    ({ account, clock }, given) => {
      const row = account.rules.get(given.rule_id);
      if (!row) throw invalidParameter('rule_id');
      if (given.rule_name && given.rule_name !== row.name) {
        checkName(account, row.applicationId, given.rule_name);
        row.name = given.rule_name;
      }
      if (given.rule_pattern) {
        checkPattern(given.rule_pattern, 'rule_pattern');
        row.pattern = given.rule_pattern;
      }
      if (given.rule_pattern_exclude !== undefined) {
        checkPattern(given.rule_pattern_exclude, 'rule_pattern_exclude');
        row.exclude = given.rule_pattern_exclude;
      }
      if (given.video_conference !== undefined) row.videoConference = given.video_conference;
      row.modifiedMs = clock.now();
      return { result: 1 };
    },
  ),

  DelRule: writes(
    { rule_id: 'il', rule_name: 'sl', application_id: 'il', application_name: 'sl' },
    ({ account }, given) => {
      const names = given.application_name === 'all' ? [] : (given.application_name ?? []);
      const ids = given.application_id === 'all' ? [] : (given.application_id ?? []);
      const application = findApplicationIfNamed(account, {
        ...(ids[0] === undefined ? {} : { application_id: ids[0] }),
        ...(names[0] === undefined ? {} : { application_name: names[0] }),
      });
      const rows = application ? rulesOf(account, application.id) : account.rules.values();
      for (const row of findSomeRows<RuleRow>({ rows, what: 'rule', ids: given.rule_id, names: given.rule_name })) {
        deleteRule(account, row);
      }
      return { result: 1 };
    },
  ),

  ReorderRules: writes({ rule_id: 'il!' }, ({ account }, given) => {
    const ids = given.rule_id === 'all' ? [] : given.rule_id;
    const first = account.rules.get(ids[0] ?? 0);
    if (!first) throw invalidParameter('rule_id');
    const order = account.ruleOrder.get(first.applicationId) ?? [];
    const complete = ids.length === order.length && new Set(ids).size === ids.length && ids.every((id) => order.includes(id));
    if (!complete) throw invalidParameter('rule_id');
    account.ruleOrder.set(first.applicationId, ids);
    return { result: 1 };
  }),
};

export function ruleRecord(account: AccountRows, row: RuleRow, withScenarios: boolean): Record<string, unknown> {
  return {
    rule_id: row.id,
    application_id: row.applicationId,
    rule_name: row.name,
    rule_pattern: row.pattern,
    rule_pattern_exclude: row.exclude,
    video_conference: row.videoConference,
    modified: apiDate(row.modifiedMs),
    ...(withScenarios
      ? {
          scenarios: row.scenarioIds.flatMap((id) => {
            const scenario = account.scenarios.get(id);
            return scenario ? [scenarioRecord(scenario, false)] : [];
          }),
        }
      : {}),
  };
}

/** A number that was bound to the rule falls back to the search by pattern. */
function deleteRule(account: AccountRows, row: RuleRow): void {
  account.rules.delete(row.id);
  const order = account.ruleOrder.get(row.applicationId) ?? [];
  account.ruleOrder.set(row.applicationId, order.filter((id) => id !== row.id));
  for (const phone of account.phoneNumbers.values()) if (phone.ruleId === row.id) phone.ruleId = null;
}

function checkName(account: AccountRows, applicationId: number, name: string): void {
  if (name === '') throw new ApiError(134, "The 'rule_name' parameter is empty.");
  if (!fits(VALUE_LIMITS.ruleName, name)) throw invalidParameter('rule_name');
  if (rulesOf(account, applicationId).some((row) => row.name === name)) throw notUnique(175, 'rule_name');
}

function checkPattern(pattern: string, parameter: 'rule_pattern' | 'rule_pattern_exclude'): void {
  const limit = parameter === 'rule_pattern' ? VALUE_LIMITS.rulePattern : VALUE_LIMITS.ruleExclude;
  if (!fits(limit, pattern)) throw invalidParameter(parameter);
  try {
    // The vendor's own sample starts with a bare `+?`, an optional plus.
    new RegExp(`^(?:${pattern.replace(/^\+\?/, '\\+?')})$`);
  } catch {
    throw invalidParameter(parameter);
  }
}
