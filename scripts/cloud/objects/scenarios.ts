import { ManagementError, type Management } from '../../../contracts/management';
import type { Asker } from '../asker';
import { label, number, rows, textOr } from '../read-answer';

type Methods = Pick<Management, 'scenarios' | 'scenarioScript' | 'addScenario' | 'setScenario' | 'deleteScenario'>;

export function scenarioMethods(ask: Asker): Methods {
  return {
    scenarios: async (application) => {
      const found = application === null
        ? await ask.list('GetScenarios', {}, 'the scenarios of the account')
        : await ask.listOf('GetScenarios', application);
      return found.map((row) => ({
        id: number(row, 'scenario_id'), name: label(row, 'scenario_name'), modified: textOr(row, 'modified', ''),
      }));
    },

    scenarioScript: async (id) => {
      const object = `scenario ${id}`;
      const body = await ask.read('GetScenarios', { scenario_id: id, with_script: true }, object);
      const [row] = rows(body, 'result');
      if (!row) throw new ManagementError({ kind: 'shape', code: 0, method: 'GetScenarios', object, msg: 'it is gone' });
      return { script: textOr(row, 'scenario_script', ''), modified: textOr(row, 'modified', '') };
    },

    addScenario: async ({ applicationId, name, script }) => {
      const body = await ask.write(
        'AddScenario',
        { application_id: applicationId, scenario_name: name, scenario_script: script },
        `scenario "${name}"`,
      );
      return number(body, 'scenario_id');
    },

    setScenario: async (id, { name, script }) => {
      await ask.write('SetScenarioInfo', { scenario_id: id, scenario_name: name, scenario_script: script }, `scenario ${id}`);
    },

    deleteScenario: async (id) => {
      await ask.write('DelScenario', { scenario_id: id }, `scenario ${id}`);
    },
  };
}
