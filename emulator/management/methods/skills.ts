import { fits, VALUE_LIMITS } from '../../../contracts/platform-limits';
import type { AccountRows, AcdQueueRow, SkillRow } from '../../account/objects';
import { invalidParameter, notUnique } from '../api-error';
import { findOneRow, findRows, findSomeRows } from '../find';
import { reads, writes, type MethodTable } from '../method';
import { page } from '../paging';
import { findUsers } from './users';

/** The skills of ACD v1: of the whole account, without levels, bound to users or to queues. */
export const skillMethods: MethodTable = {
  AddSkill: writes({ skill_name: 's!' }, ({ account }, given) => {
    checkName(account, given.skill_name);
    const row: SkillRow = { id: account.nextId(), name: given.skill_name };
    account.skills.set(row.id, row);
    return { result: 1, skill_id: row.id };
  }),

  GetSkills: reads({ skill_id: 'n', skill_name: 's', count: 'n', offset: 'n' }, ({ account }, given) => {
    const rows = [...account.skills.values()]
      .filter((row) => given.skill_id === undefined || row.id === given.skill_id)
      .filter((row) => row.name.includes(given.skill_name ?? ''));
    return page(rows.map((row) => ({ skill_id: row.id, skill_name: row.name })), given);
  }),

  SetSkillInfo: writes({ new_skill_name: 's!', skill_id: 'n', skill_name: 's' }, ({ account }, given) => {
    const row = findOne(account, given);
    if (given.new_skill_name !== row.name) checkName(account, given.new_skill_name);
    row.name = given.new_skill_name;
    return { result: 1 };
  }),

  DelSkill: writes({ skill_id: 'n', skill_name: 's' }, ({ account }, given) => {
    const { id } = findOne(account, given);
    account.skills.delete(id);
    for (const user of account.users.values()) user.acdSkillIds = user.acdSkillIds.filter((other) => other !== id);
    for (const queue of account.acdQueues.values()) queue.skillIds = queue.skillIds.filter((other) => other !== id);
    return { result: 1 };
  }),

  BindSkill: writes(
    {
      skill_id: 'il', skill_name: 'sl', user_id: 'il', user_name: 'sl', acd_queue_id: 'il', acd_queue_name: 'sl',
      application_id: 'n', application_name: 's', bind: 'b',
    },
    ({ account }, given) => {
      const ids = findSomeRows<SkillRow>({
        rows: account.skills.values(), what: 'skill', ids: given.skill_id, names: given.skill_name,
      }).map((row) => row.id);
      const users = findUsers(account, given);
      const queues = findRows<AcdQueueRow>({
        rows: account.acdQueues.values(), what: 'acd_queue', ids: given.acd_queue_id, names: given.acd_queue_name,
      });
      if (users.length === 0 && queues.length === 0) throw invalidParameter('user_id');
      const changed = (had: number[]): number[] => {
        const others = had.filter((id) => !ids.includes(id));
        return (given.bind ?? true) ? [...others, ...ids] : others;
      };
      for (const user of users) user.acdSkillIds = changed(user.acdSkillIds);
      for (const queue of queues) queue.skillIds = changed(queue.skillIds);
      return { result: 1 };
    },
  ),
};

function findOne(account: AccountRows, given: { skill_id?: number; skill_name?: string }): SkillRow {
  return findOneRow<SkillRow>({ rows: account.skills.values(), what: 'skill', ids: given.skill_id, names: given.skill_name });
}

function checkName(account: AccountRows, name: string): void {
  if (!fits(VALUE_LIMITS.acdSkillName, name)) throw invalidParameter('skill_name');
  if ([...account.skills.values()].some((row) => row.name === name)) throw notUnique(221, 'skill_name');
}
