import type { AcdQueueFields, Management } from '../../../contracts/management';
import type { Asker } from '../asker';
import type { Parameters } from '../connection';
import { flagOr, label, number, numberOr, rows } from '../read-answer';
import { definedFields } from './smart-queue';

type Methods = Pick<
  Management,
  | 'acdQueues' | 'addAcdQueue' | 'setAcdQueue' | 'deleteAcdQueue' | 'bindAcdUsers'
  | 'acdSkills' | 'addAcdSkill' | 'renameAcdSkill' | 'deleteAcdSkill' | 'bindAcdSkill' | 'bindAcdQueueSkills'
>;

export function acdMethods(ask: Asker): Methods {
  return { ...queueMethods(ask), ...skillMethods(ask) };
}

function queueMethods(ask: Asker): Pick<Methods, 'acdQueues' | 'addAcdQueue' | 'setAcdQueue' | 'deleteAcdQueue' | 'bindAcdUsers'> {
  return {
    acdQueues: async (applicationId) => {
      const found = await ask.list('GetQueues', { application_id: applicationId ?? undefined, with_skills: true }, 'the queues');
      return found.map((row) => ({
        id: number(row, 'acd_queue_id'),
        name: label(row, 'acd_queue_name'),
        skills: rows(row, 'skills').map((skill) => label(skill, 'skill_name')),
        ...definedFields({
          priority: numberOr(row, 'acd_queue_priority', undefined),
          autoBinding: flagOr(row, 'auto_binding', undefined),
          serviceProbability: numberOr(row, 'service_probability', undefined),
          maxSize: numberOr(row, 'max_queue_size', undefined),
          maxWaitMinutes: numberOr(row, 'max_waiting_time', undefined),
          averageServiceSeconds: numberOr(row, 'average_service_time', undefined),
        }),
      }));
    },

    addAcdQueue: async (applicationId, given) => {
      const body = await ask.write(
        'AddQueue', { application_id: applicationId, acd_queue_name: given.name, ...parameters(given) }, `queue "${given.name}"`,
      );
      return number(body, 'acd_queue_id');
    },

    setAcdQueue: async (id, given) => {
      await ask.write('SetQueueInfo', { acd_queue_id: id, ...parameters(given) }, `queue ${id}`);
    },

    deleteAcdQueue: async (id) => {
      await ask.write('DelQueue', { acd_queue_id: id }, `queue ${id}`);
    },

    bindAcdUsers: async ({ applicationId, queueId, userIds, bind }) => {
      await ask.write(
        'BindUserToQueue',
        { application_id: applicationId, acd_queue_id: queueId, user_id: userIds, bind },
        `queue ${queueId} and its operators`,
      );
    },
  };
}

function skillMethods(ask: Asker): Pick<Methods, 'acdSkills' | 'addAcdSkill' | 'renameAcdSkill' | 'deleteAcdSkill' | 'bindAcdSkill' | 'bindAcdQueueSkills'> {
  return {
    acdSkills: async () => {
      const found = await ask.list('GetSkills', {}, 'the skills');
      return found.map((row) => ({ id: number(row, 'skill_id'), name: label(row, 'skill_name'), description: '' }));
    },

    addAcdSkill: async (name) => number(await ask.write('AddSkill', { skill_name: name }, `skill "${name}"`), 'skill_id'),

    renameAcdSkill: async (id, name) => {
      await ask.write('SetSkillInfo', { skill_id: id, new_skill_name: name }, `skill "${name}"`);
    },

    deleteAcdSkill: async (id) => {
      await ask.write('DelSkill', { skill_id: id }, `skill ${id}`);
    },

    bindAcdSkill: async ({ applicationId, skillId, userIds, bind }) => {
      await ask.write(
        'BindSkill', { application_id: applicationId, skill_id: skillId, user_id: userIds, bind }, `skill ${skillId} and its operators`,
      );
    },

    bindAcdQueueSkills: async ({ applicationId, queueId, skillIds, bind }) => {
      await ask.write(
        'BindSkill', { application_id: applicationId, acd_queue_id: queueId, skill_id: skillIds, bind }, `queue ${queueId} and its skills`,
      );
    },
  };
}

function parameters(given: Partial<AcdQueueFields>): Parameters {
  return {
    acd_queue_priority: given.priority,
    auto_binding: given.autoBinding,
    service_probability: given.serviceProbability,
    max_queue_size: given.maxSize,
    max_waiting_time: given.maxWaitMinutes,
    average_service_time: given.averageServiceSeconds,
  };
}
