import { fits, VALUE_LIMITS } from '../../../contracts/platform-limits';
import type { AccountRows, AcdQueueRow } from '../../account/objects';
import { ApiError, invalidParameter, notUnique } from '../api-error';
import { apiDate } from '../dates';
import { findApplication, findApplicationIfNamed, findOneRow, findSomeRows } from '../find';
import { reads, writes, type MethodTable } from '../method';
import { page } from '../paging';
import { findUsers } from './users';

const SETTINGS = {
  acd_queue_priority: 'n', auto_binding: 'b', service_probability: 'n', max_queue_size: 'n', max_waiting_time: 'n',
  average_service_time: 'n',
} as const;

const RANGES = {
  acd_queue_priority: VALUE_LIMITS.acdQueuePriority, service_probability: VALUE_LIMITS.acdServiceProbability,
  max_queue_size: VALUE_LIMITS.acdMaxQueueSize, max_waiting_time: VALUE_LIMITS.acdMaxWaitMinutes,
  average_service_time: VALUE_LIMITS.acdAverageServiceSeconds,
} as const;

interface QueueSettings {
  acd_queue_priority?: number;
  auto_binding?: boolean;
  service_probability?: number;
  max_queue_size?: number;
  max_waiting_time?: number;
  average_service_time?: number;
}

/** The queues of ACD v1. Their names are unique over the account. */
export const queueMethods: MethodTable = {
  AddQueue: writes(
    { acd_queue_name: 's!', application_id: 'n', application_name: 's', ...SETTINGS },
    ({ account, clock }, given) => {
      const application = findApplicationIfNamed(account, given);
      if (!application) throw new ApiError(381, 'The queue has no application.');
      checkName(account, given.acd_queue_name);
      const row: AcdQueueRow = {
        id: account.nextId(),
        applicationId: application.id,
        name: given.acd_queue_name,
        priority: 100,
        autoBinding: true,
        serviceProbability: 1,
        maxSize: null,
        maxWaitingMinutes: null,
        averageServiceSeconds: null,
        skillIds: [],
        modifiedMs: clock.now(),
      };
      change(row, given);
      account.acdQueues.set(row.id, row);
      return { result: 1, acd_queue_id: row.id };
    },
  ),

  GetQueues: reads(
    {
      acd_queue_id: 'n', acd_queue_name: 's', application_id: 'n', skill_id: 'n', excluded_skill_id: 'n',
      with_skills: 'b', showing_skill_id: 'n', count: 'n', offset: 'n', with_operatorcount: 'b',
    },
    ({ account }, given) => {
      if (given.application_id !== undefined) findApplication(account, given);
      if (given.acd_queue_id !== undefined && !account.acdQueues.has(given.acd_queue_id)) throw invalidParameter('acd_queue_id');
      const rows = [...account.acdQueues.values()]
        .filter((row) => given.application_id === undefined || row.applicationId === given.application_id)
        .filter((row) => given.acd_queue_id === undefined || row.id === given.acd_queue_id)
        .filter((row) => row.name.toLowerCase().includes((given.acd_queue_name ?? '').toLowerCase()))
        .filter((row) => given.skill_id === undefined || row.skillIds.includes(given.skill_id))
        .filter((row) => given.excluded_skill_id === undefined || !row.skillIds.includes(given.excluded_skill_id));
      return page(rows.map((row) => queueRecord(account, row, given)), given);
    },
  ),

  SetQueueInfo: writes(
    { acd_queue_id: 'n', acd_queue_name: 's', new_acd_queue_name: 's', application_id: 'n', ...SETTINGS },
    ({ account, clock }, given) => {
      const row = findOneRow<AcdQueueRow>({
        rows: account.acdQueues.values(), what: 'acd_queue', ids: given.acd_queue_id, names: given.acd_queue_name,
      });
      if (given.new_acd_queue_name && given.new_acd_queue_name !== row.name) {
        checkName(account, given.new_acd_queue_name);
        row.name = given.new_acd_queue_name;
      }
      change(row, given);
      row.modifiedMs = clock.now();
      return { result: 1 };
    },
  ),

  DelQueue: writes({ acd_queue_id: 'il', acd_queue_name: 'sl' }, ({ account }, given) => {
    const rows = findSomeRows<AcdQueueRow>({
      rows: account.acdQueues.values(), what: 'acd_queue', ids: given.acd_queue_id, names: given.acd_queue_name,
    });
    for (const row of rows) {
      account.acdQueues.delete(row.id);
      for (const user of account.users.values()) user.acdQueueIds = user.acdQueueIds.filter((id) => id !== row.id);
    }
    return { result: 1 };
  }),

  BindUserToQueue: writes(
    {
      bind: 'b!', application_id: 'n', application_name: 's', user_id: 'il', user_name: 'sl',
      acd_queue_id: 'il', acd_queue_name: 'sl',
    },
    ({ account }, given) => {
      const application = findApplication(account, given);
      // By id a user of another application is found, and refused below.
      const users = findUsers(account, given.user_id === undefined || given.user_id === 'all' ? given : { user_id: given.user_id });
      if (users.length === 0 && given.user_id !== 'all' && given.user_name !== 'all') throw invalidParameter('user_id');
      const foreign = users.find((user) => user.applicationId !== application.id);
      if (foreign) throw new ApiError(393, `The user ${foreign.id} is not bound to the application.`);
      const ids = findSomeRows<AcdQueueRow>({
        rows: account.acdQueues.values(), what: 'acd_queue', ids: given.acd_queue_id, names: given.acd_queue_name,
      }).map((row) => row.id);
      for (const user of users) {
        const others = user.acdQueueIds.filter((id) => !ids.includes(id));
        user.acdQueueIds = given.bind ? [...others, ...ids] : others;
      }
      return { result: 1 };
    },
  ),
};

function change(row: AcdQueueRow, given: QueueSettings): void {
  for (const [name, limit] of Object.entries(RANGES)) {
    const value = given[name as keyof typeof RANGES];
    if (value !== undefined && !fits(limit, value)) throw invalidParameter(name);
  }
  row.priority = given.acd_queue_priority ?? row.priority;
  row.autoBinding = given.auto_binding ?? row.autoBinding;
  row.serviceProbability = given.service_probability ?? row.serviceProbability;
  row.maxSize = given.max_queue_size ?? row.maxSize;
  row.maxWaitingMinutes = given.max_waiting_time ?? row.maxWaitingMinutes;
  row.averageServiceSeconds = given.average_service_time ?? row.averageServiceSeconds;
}

function queueRecord(
  account: AccountRows,
  row: AcdQueueRow,
  detail: { with_skills?: boolean; with_operatorcount?: boolean },
): Record<string, unknown> {
  return {
    acd_queue_id: row.id,
    acd_queue_name: row.name,
    application_id: row.applicationId,
    acd_queue_priority: row.priority,
    service_probability: row.serviceProbability,
    auto_binding: row.autoBinding,
    ...(row.maxWaitingMinutes === null ? {} : { max_waiting_time: row.maxWaitingMinutes }),
    ...(row.maxSize === null ? {} : { max_queue_size: row.maxSize }),
    ...(row.averageServiceSeconds === null ? {} : { average_service_time: row.averageServiceSeconds }),
    created: apiDate(row.modifiedMs),
    modified: apiDate(row.modifiedMs),
    ...(detail.with_skills
      ? { skills: row.skillIds.map((id) => ({ skill_id: id, skill_name: account.skills.get(id)?.name })) }
      : {}),
    ...(detail.with_operatorcount
      ? { operatorcount: [...account.users.values()].filter((user) => user.acdQueueIds.includes(row.id)).length }
      : {}),
  };
}

function checkName(account: AccountRows, name: string): void {
  if (name === '') throw new ApiError(134, "The 'acd_queue_name' parameter is empty.");
  if (!fits(VALUE_LIMITS.acdQueueName, name)) throw invalidParameter('acd_queue_name');
  if ([...account.acdQueues.values()].some((row) => row.name === name)) throw notUnique(219, 'acd_queue_name');
}
