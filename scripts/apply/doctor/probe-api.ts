import { ManagementError } from '../../../contracts/management';
import { numberOr, rows } from '../../cloud/read-answer';
import type { Ask, Findings } from './findings';

const USER = 'vox-probe-user';
const SELECTIONS = { call_agent_selection: 'MAX_WAITING_TIME', call_task_selection: 'MAX_PRIORITY' };

/** Makes the queues and the operator that the scripts need; nobody ever signs in. */
export async function makeGround(ask: Ask, acd_queue_name: string): Promise<void> {
  await ask('AddUser', { user_name: USER, user_display_name: 'Probe', user_password: password() });
  await ask('AddQueue', { acd_queue_name });
  await ask('BindUserToQueue', { bind: true, user_name: USER, acd_queue_name });
  const holds: readonly (readonly [string, boolean | undefined])[] = [
    ['vox-probe-default', undefined], ['vox-probe-strict', false], ['vox-probe-held', true],
  ];
  for (const [sq_queue_name, hold_calls_if_inactive_agents] of holds) {
    await ask('SQ_AddQueue', { sq_queue_name, ...SELECTIONS, hold_calls_if_inactive_agents });
    await ask('SQ_BindAgent', { sq_queue_name, user_name: USER, bind_mode: 'add' });
  }
}

/** What the answers of the API alone show. Before the scripts run: it makes the operator take calls. */
export async function probeApi(ask: Ask, name: string): Promise<Findings> {
  const takes = await ask('SQ_GetAgents', { handle_calls: true });
  const handleCallsDefault = numberOr(takes, 'total_count', rows(takes, 'result').length) > 0 ? 'true' : 'false';
  if (handleCallsDefault === 'false') await ask('SQ_SetAgentInfo', { user_name: USER, handle_calls: true });
  await ask('AddScenario', { scenario_name: `${name}-rewrite`, scenario_script: '1' });
  const rewrite = await ask('AddScenario', { scenario_name: `${name}-rewrite`, scenario_script: '2', rewrite: true })
    .then(() => 'replaces the text', (error: Error) => `refused: ${error.message}`);
  return {
    switches: { handleCallsDefault },
    notes: {
      'AddScenario with rewrite': rewrite,
      'SQ_GetQueues answers': shapeOf((await ask('SQ_GetQueues'))['result']),
      'GetKeyValueItems answers': shapeOf((await ask('GetKeyValueItems', { key: 'nothing' }))['result']),
      'an error comes as': await ask('DelScenario', { scenario_name: `${name}-nothing` }).then(() => 'no error', errorForm),
    },
  };
}

function errorForm(error: unknown): string {
  if (!(error instanceof ManagementError)) return String(error);
  const { kind, code } = error.failure;
  return kind === 'api' ? `HTTP 200 with error ${code} in the body` : `HTTP ${code}`;
}

function shapeOf(result: unknown): string {
  return Array.isArray(result) ? 'a list' : typeof result === 'object' ? 'an object' : typeof result;
}

/** Of nobody: the operator is gone with the application a minute later. */
function password(): string {
  return `Aa1!${crypto.randomUUID()}`;
}
