import type { Management, SqQueueFields } from '../../../contracts/management';
import type { Asker } from '../asker';
import type { Parameters } from '../connection';
import { flagOr, label, labelOr, number, numberOr, type Row, rows, textOr } from '../read-answer';

type Methods = Pick<
  Management,
  | 'sqQueues' | 'addSqQueue' | 'setSqQueue' | 'deleteSqQueue' | 'sqAgents' | 'bindSqAgents' | 'setSqAgents'
  | 'sqSkills' | 'addSqSkill' | 'setSqSkill' | 'deleteSqSkill' | 'setSqAgentSkills'
>;

export function smartQueueMethods(ask: Asker): Methods {
  return { ...queueMethods(ask), ...agentMethods(ask), ...skillMethods(ask) };
}

function queueMethods(ask: Asker): Pick<Methods, 'sqQueues' | 'addSqQueue' | 'setSqQueue' | 'deleteSqQueue'> {
  return {
    sqQueues: async (application) => (await ask.listOf('SQ_GetQueues', application)).map(readQueue),

    addSqQueue: async (applicationId, given) => {
      const body = await ask.write(
        'SQ_AddQueue',
        { application_id: applicationId, sq_queue_name: given.name, ...queueParameters(given) },
        `queue "${given.name}"`,
      );
      return number(body['result'] as Row, 'sq_queue_id');
    },

    setSqQueue: async ({ applicationId, id }, given) => {
      await ask.write(
        'SQ_SetQueueInfo', { application_id: applicationId, sq_queue_id: id, ...queueParameters(given) }, `queue ${id}`,
      );
    },

    deleteSqQueue: async ({ applicationId, id }) => {
      await ask.write('SQ_DelQueue', { application_id: applicationId, sq_queue_id: id }, `queue ${id}`);
    },
  };
}

function readQueue(row: Row): Awaited<ReturnType<Methods['sqQueues']>>[number] {
  return {
    id: number(row, 'sq_queue_id'),
    name: label(row, 'sq_queue_name'),
    agentSelection: labelOr(row, 'agent_selection', ''),
    taskSelection: labelOr(row, 'task_selection', ''),
    description: textOr(row, 'description', ''),
    ...definedFields({
      holdCallsIfInactiveAgents: flagOr(row, 'hold_calls_if_inactive_agents', undefined),
      maxWaitSeconds: numberOr(row, 'call_max_waiting_time_in_seconds', undefined),
      maxSize: numberOr(row, 'call_max_queue_size', undefined),
      priority: numberOr(row, 'priority', undefined),
    }),
  };
}

function queueParameters(given: Partial<SqQueueFields>): Parameters {
  return {
    call_agent_selection: given.agentSelection,
    call_task_selection: given.taskSelection,
    hold_calls_if_inactive_agents: given.holdCallsIfInactiveAgents,
    call_max_waiting_time_in_seconds: given.maxWaitSeconds,
    call_max_queue_size: given.maxSize,
    priority: given.priority,
    description: given.description,
  };
}

function agentMethods(ask: Asker): Pick<Methods, 'sqAgents' | 'bindSqAgents' | 'setSqAgents' | 'setSqAgentSkills'> {
  return {
    sqAgents: async (application) => {
      const found = await ask.listOf('SQ_GetAgents', application, {
        handle_calls: true, with_sq_queues: true, with_sq_skills: true, with_sq_statuses: true,
      });
      return found.map((row) => ({
        userId: number(row, 'user_id'),
        queueIds: rows(row, 'sq_queues').map((queue) => number(queue, 'sq_queue_id')),
        skills: rows(row, 'sq_skills').map((skill) => ({ id: number(skill, 'sq_skill_id'), level: number(skill, 'sq_skill_level') })),
        status: callStatus(row),
      }));
    },

    bindSqAgents: async ({ applicationId, queueId, userIds, bind }) => {
      await ask.write(
        bind ? 'SQ_BindAgent' : 'SQ_UnbindAgent',
        {
          application_id: applicationId, sq_queue_id: bind ? String(queueId) : queueId, user_id: userIds,
          bind_mode: bind ? 'add_queues' : undefined,
        },
        `queue ${queueId} and its operators`,
      );
    },

    setSqAgents: async ({ applicationId, userIds, handleCalls }) => {
      await ask.write(
        'SQ_SetAgentInfo', { application_id: applicationId, user_id: userIds, handle_calls: handleCalls }, 'the operators\' calls',
      );
    },

    setSqAgentSkills: async ({ applicationId, userId, skills, drop }) => {
      const object = `skills of operator ${userId}`;
      const at = { application_id: applicationId, user_id: userId };
      if (drop.length > 0) await ask.write('SQ_UnbindSkill', { ...at, sq_skill_id: drop }, object);
      if (skills.length === 0) return;
      const levels = skills.map(({ id, level }) => ({ sq_skill_id: id, sq_skill_level: level }));
      await ask.write('SQ_BindSkill', { ...at, sq_skills: JSON.stringify(levels), bind_mode: 'add' }, object);
    },
  };
}

function skillMethods(ask: Asker): Pick<Methods, 'sqSkills' | 'addSqSkill' | 'setSqSkill' | 'deleteSqSkill'> {
  return {
    sqSkills: async (application) => {
      const found = await ask.listOf('SQ_GetSkills', application);
      return found.map((row) => ({
        id: number(row, 'sq_skill_id'), name: label(row, 'sq_skill_name'), description: textOr(row, 'description', ''),
      }));
    },

    addSqSkill: async (applicationId, { name, description }) => {
      const body = await ask.write(
        'SQ_AddSkill', { application_id: applicationId, sq_skill_name: name, description: description || undefined }, `skill "${name}"`,
      );
      return number(body['result'] as Row, 'sq_skill_id');
    },

    setSqSkill: async ({ applicationId, id }, { name, description }) => {
      await ask.write(
        'SQ_SetSkillInfo', { application_id: applicationId, sq_skill_id: id, new_sq_skill_name: name, description }, `skill ${id}`,
      );
    },

    deleteSqSkill: async ({ applicationId, id }) => {
      await ask.write('SQ_DelSkill', { application_id: applicationId, sq_skill_id: id }, `skill ${id}`);
    },
  };
}

/** `{CALL: {sq_status_name}}`, alone or in a list. */
function callStatus(row: Row): string {
  const statuses = row['sq_statuses'];
  const [first] = Array.isArray(statuses) ? (statuses as Row[]) : [statuses as Row | undefined];
  const call = first?.['CALL'] as Row | undefined;
  return call ? labelOr(call, 'sq_status_name', '') : '';
}

export function definedFields<Fields extends object>(fields: Fields): { [K in keyof Fields]?: Exclude<Fields[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
