import type { Management } from '../../../contracts/management';
import type { Asker } from '../asker';
import { flagOr, label, number, rows, text, textOr } from '../read-answer';
import { nestedIds } from './applications';

type Methods = Pick<Management, 'rules' | 'addRule' | 'setRule' | 'bindScenario' | 'reorderRules' | 'deleteRule'>;

export function ruleMethods(ask: Asker): Methods {
  return {
    rules: async (application) => {
      const found = await ask.listOf('GetRules', application, { with_scenarios: true });
      return found.map((row) => ({
        id: number(row, 'rule_id'),
        name: label(row, 'rule_name'),
        pattern: text(row, 'rule_pattern'),
        exclude: textOr(row, 'rule_pattern_exclude', ''),
        videoConference: flagOr(row, 'video_conference', false),
        scenarioIds: nestedIds(row, 'scenarios', 'scenario_id'),
        scenarioNames: rows(row, 'scenarios').map((scenario) => label(scenario, 'scenario_name')),
      }));
    },

    addRule: async ({ applicationId, name, pattern, exclude, scenarioIds }) => {
      const body = await ask.write(
        'AddRule',
        {
          application_id: applicationId,
          rule_name: name,
          rule_pattern: pattern,
          rule_pattern_exclude: exclude || undefined,
          scenario_id: scenarioIds,
        },
        `rule "${name}"`,
      );
      return number(body, 'rule_id');
    },

    setRule: async (id, { name, pattern, exclude }) => {
      await ask.write(
        'SetRuleInfo',
        { rule_id: id, rule_name: name, rule_pattern: pattern, rule_pattern_exclude: exclude },
        `rule ${id}`,
      );
    },

    bindScenario: async ({ applicationId, ruleId, scenarioId, bind }) => {
      await ask.write(
        'BindScenario',
        { application_id: applicationId, rule_id: ruleId, scenario_id: scenarioId, bind },
        `rule ${ruleId} and scenario ${scenarioId}`,
      );
    },

    reorderRules: async (ids) => {
      await ask.write('ReorderRules', { rule_id: ids }, 'the order of the rules');
    },

    deleteRule: async (id) => {
      await ask.write('DelRule', { rule_id: id }, `rule ${id}`);
    },
  };
}
