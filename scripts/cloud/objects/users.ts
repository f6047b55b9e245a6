import type { Management } from '../../../contracts/management';
import type { Asker } from '../asker';
import { flagOr, label, labelOr, number, numberOr } from '../read-answer';
import { nestedIds } from './applications';

type Methods = Pick<Management, 'users' | 'usersElsewhere' | 'addUser' | 'setUser' | 'deleteUser'>;

export function userMethods(ask: Asker): Methods {
  return {
    users: async (application) => {
      const found = await ask.listOf('GetUsers', application, { with_queues: true, with_skills: true });
      return found.map((row) => ({
        id: number(row, 'user_id'),
        name: label(row, 'user_name'),
        displayName: labelOr(row, 'user_display_name', ''),
        active: flagOr(row, 'user_active', true),
        acdQueueIds: nestedIds(row, 'acd_queues', 'acd_queue_id'),
        acdSkillIds: nestedIds(row, 'skills', 'skill_id'),
        acdStatus: labelOr(row, 'acd_status', ''),
      }));
    },

    usersElsewhere: async (application) => {
      const applications = await ask.list('GetApplications', {}, 'applications of the account');
      const others = applications.map((row) => label(row, 'application_name').split('.')[0] ?? '').filter((name) => name !== application);
      const counts = await Promise.all(others.map(async (name) =>
        numberOr(await ask.read('GetUsers', { application_name: name, count: 1 }, `users of application "${name}"`), 'total_count', 0)));
      return counts.reduce((sum, count) => sum + count, 0);
    },

    addUser: async ({ applicationId, name, displayName, password }) => {
      const body = await ask.write(
        'AddUser',
        { application_id: applicationId, user_name: name, user_display_name: displayName, user_password: password },
        `operator "${name}"`,
      );
      return number(body, 'user_id');
    },

    setUser: async (id, { displayName, password, active, name }) => {
      await ask.write(
        'SetUserInfo',
        { user_id: id, user_display_name: displayName, user_password: password, user_active: active, new_user_name: name },
        `operator ${id}`,
      );
    },

    deleteUser: async (id) => {
      await ask.write('DelUser', { user_id: id }, `operator ${id}`);
    },
  };
}
