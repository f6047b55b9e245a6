import { expect, test } from 'vitest';
import { deploy } from '../../scripts/commands/deploy';
import { importAccount } from '../../scripts/commands/import';
import { plan } from '../../scripts/commands/plan';
import type { QueueConfig } from '../../contracts/config';
import { startProject, type Project } from './project';

const SMART_QUEUES: [QueueConfig, QueueConfig] = [
  {
    engine: 'smartqueue', name: 'center', maxWaitSeconds: 90, maxSize: 7,
    smartQueue: { agentSelection: 'MOST_QUALIFIED', taskSelection: 'MAX_WAITING_TIME', holdCallsIfInactiveAgents: true, priority: 20, description: 'first' },
  },
  {
    engine: 'smartqueue', name: 'center', maxWaitSeconds: 120, maxSize: 9,
    smartQueue: { agentSelection: 'LEAST_QUALIFIED', taskSelection: 'MAX_PRIORITY', holdCallsIfInactiveAgents: false, priority: 30, description: 'second' },
  },
];
const ACD_QUEUES: [QueueConfig, QueueConfig] = [
  {
    engine: 'acd', name: 'north', maxWaitSeconds: 120, maxSize: 8,
    acd: { priority: 4, autoBinding: false, serviceProbability: 0.75, averageServiceTimeSeconds: 45 },
  },
  {
    engine: 'acd', name: 'north', maxWaitSeconds: 180, maxSize: 3,
    acd: { priority: 0, autoBinding: true, serviceProbability: 0.5, averageServiceTimeSeconds: 60 },
  },
];

/** Every call parameter of SQ_AddQueue and AddQueue beside application and name. */
const SENT = {
  SQ_AddQueue: ['call_agent_selection', 'call_task_selection', 'hold_calls_if_inactive_agents', 'description', 'call_max_waiting_time_in_seconds', 'call_max_queue_size', 'priority'],
  AddQueue: ['acd_queue_priority', 'auto_binding', 'service_probability', 'max_queue_size', 'max_waiting_time', 'average_service_time'],
};

function setQueues(project: Project, at: 0 | 1): void {
  Object.assign(project.config.franchises['center'] ?? {}, { queue: SMART_QUEUES[at] });
  Object.assign(project.config.franchises['north'] ?? {}, { queue: ACD_QUEUES[at] });
  project.save();
}

async function importedQueues(project: Project): Promise<QueueConfig[]> {
  const { json } = await project.run(importAccount, { json: true, application: 'calls' });
  return Object.values((json['config'] as Project['config']).franchises).map(({ queue }) => queue);
}

test('every call setting of both queue engines is deployed, compared, changed and imported', async () => {
  const project = await startProject();
  setQueues(project, 0);
  await project.run(deploy, { yes: true });
  for (const [method, parameters] of Object.entries(SENT)) {
    expect(Object.keys(project.server.log.writes().find((entry) => entry.method === method)?.parameters ?? {})).toEqual(expect.arrayContaining(parameters));
  }
  expect(await importedQueues(project)).toEqual([SMART_QUEUES[0], ACD_QUEUES[0]]);
  expect(await project.run(plan)).toMatchObject({ code: 0 });

  setQueues(project, 1);
  const { json } = await project.run(plan, { json: true });
  const changed = (json['steps'] as { id: string; after: object }[]).map(({ id, after }) => [id, Object.keys(after).length]);
  expect(changed).toEqual(expect.arrayContaining([['sq-queue.update.center', 7], ['acd-queue.update.north', 6]]));
  expect(await project.run(deploy, { yes: true })).toMatchObject({ code: 0 });
  expect(await importedQueues(project)).toEqual([SMART_QUEUES[1], ACD_QUEUES[1]]);
  await project.server.close();
});
