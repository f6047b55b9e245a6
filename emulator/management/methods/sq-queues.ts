import { COUNT_LIMITS, fits, VALUE_LIMITS } from '../../../contracts/platform-limits';
import type { AccountRows, SqQueueRow } from '../../account/objects';
import { ApiError, invalidParameter, missingParameter, notUnique } from '../api-error';
import { apiDate } from '../dates';
import { findApplication, findOneRow, findSomeRows, sqQueuesOf } from '../find';
import { reads, writes, type MethodTable } from '../method';
import { page } from '../paging';
import { findUsers } from './users';

const AGENT_SELECTION = ['MOST_QUALIFIED', 'LEAST_QUALIFIED', 'MAX_WAITING_TIME'];
const TASK_SELECTION = ['MAX_PRIORITY', 'MAX_WAITING_TIME'];

const SETTINGS = {
  hold_im_if_inactive_agents: 'b', im_agent_selection: 's', im_task_selection: 's', hold_calls_if_inactive_agents: 'b',
  description: 's', call_max_waiting_time: 'n', im_max_waiting_time: 'n', call_max_queue_size: 'n',
  im_max_queue_size: 'n', priority: 'n', call_max_waiting_time_in_seconds: 'n', im_max_waiting_time_in_seconds: 'n',
} as const;

const RANGES = {
  priority: VALUE_LIMITS.sqQueuePriority, call_max_waiting_time: VALUE_LIMITS.sqMaxWaitSeconds,
  call_max_waiting_time_in_seconds: VALUE_LIMITS.sqMaxWaitSeconds, call_max_queue_size: VALUE_LIMITS.sqMaxQueueSize,
} as const;

interface SqSettings {
  call_agent_selection?: string;
  call_task_selection?: string;
  hold_calls_if_inactive_agents?: boolean;
  description?: string;
  call_max_waiting_time?: number;
  call_max_waiting_time_in_seconds?: number;
  call_max_queue_size?: number;
  priority?: number;
}
const IM_SETTINGS = [
  'hold_im_if_inactive_agents', 'im_agent_selection', 'im_task_selection', 'im_max_waiting_time', 'im_max_queue_size',
  'im_max_waiting_time_in_seconds',
] as const;

/** The queues of SmartQueue, of one application each. */
export const sqQueueMethods: MethodTable = {
  SQ_AddQueue: writes(
    {
      application_id: 'n', application_name: 's', sq_queue_name: 's!', call_agent_selection: 's!',
      call_task_selection: 's!', ...SETTINGS,
    },
    ({ account, clock }, given) => {
      const application = findApplication(account, given);
      if (sqQueuesOf(account, application.id).length >= COUNT_LIMITS.sqQueuesOfApplication) throw new ApiError(494, 'The limit of queues is reached.');
      checkName(account, application.id, given.sq_queue_name);
      const row: SqQueueRow = {
        id: account.nextId(),
        applicationId: application.id,
        name: given.sq_queue_name,
        agentSelection: 'MOST_QUALIFIED',
        taskSelection: 'MAX_PRIORITY',
        maxWaitingSeconds: null,
        maxSize: null,
        priority: 1,
        holdCallsIfInactiveAgents: undefined,
        description: '',
        im: {},
        modifiedMs: clock.now(),
      };
      change(row, given);
      account.sqQueues.set(row.id, row);
      return { result: { sq_queue_id: row.id } };
    },
  ),

  SQ_SetQueueInfo: writes(
    {
      application_id: 'n', application_name: 's', sq_queue_id: 'n', sq_queue_name: 's', new_sq_queue_name: 's',
      call_agent_selection: 's', call_task_selection: 's', ...SETTINGS,
    },
    ({ account, clock }, given) => {
      const row = findQueue(account, given);
      if (given.new_sq_queue_name && given.new_sq_queue_name !== row.name) {
        checkName(account, row.applicationId, given.new_sq_queue_name);
        row.name = given.new_sq_queue_name;
      }
      change(row, given);
      row.modifiedMs = clock.now();
      return { result: 1 };
    },
  ),

  SQ_DelQueue: writes(
    { application_id: 'n', application_name: 's', sq_queue_id: 'il', sq_queue_name: 'sl' },
    ({ account }, given) => {
      const application = findApplication(account, given);
      const rows = findSomeRows<SqQueueRow>({
        rows: sqQueuesOf(account, application.id), what: 'sq_queue', ids: given.sq_queue_id, names: given.sq_queue_name,
      });
      for (const row of rows) {
        account.sqQueues.delete(row.id);
        for (const user of account.users.values()) user.sqQueueIds = user.sqQueueIds.filter((id) => id !== row.id);
      }
      return { result: 1 };
    },
  ),

  SQ_GetQueues: reads(
    {
      application_id: 'n', application_name: 's', sq_queue_id: 'il', sq_queue_name: 'sl', sq_queue_name_template: 's',
      user_id: 'n', user_name: 's', excluded_user_id: 'n', excluded_user_name: 's', count: 'n', offset: 'n',
      with_agentcount: 'b',
    },
    ({ account }, given) => {
      const application = findApplication(account, given);
      const [user] = findUsers(account, { application_id: application.id, user_id: given.user_id, user_name: given.user_name });
      const [excluded] = findUsers(account, {
        application_id: application.id, user_id: given.excluded_user_id, user_name: given.excluded_user_name,
      });
      const named = given.sq_queue_id !== undefined || given.sq_queue_name !== undefined;
      const all = sqQueuesOf(account, application.id);
      const rows = (named ? findSomeRows<SqQueueRow>({ rows: all, what: 'sq_queue', ids: given.sq_queue_id, names: given.sq_queue_name }) : all)
        .filter((row) => row.name.includes(given.sq_queue_name_template ?? ''))
        .filter((row) => !user || user.sqQueueIds.includes(row.id))
        .filter((row) => !excluded || !excluded.sqQueueIds.includes(row.id));
      return page(rows.map((row) => queueRecord(account, row, given.with_agentcount ?? false)), given);
    },
  ),
};

export function findQueue(
  account: AccountRows,
  given: { application_id?: number; application_name?: string; sq_queue_id?: number; sq_queue_name?: string },
): SqQueueRow {
  const application = findApplication(account, given);
  return findOneRow<SqQueueRow>({
    rows: sqQueuesOf(account, application.id), what: 'sq_queue', ids: given.sq_queue_id, names: given.sq_queue_name,
  });
}

function change(row: SqQueueRow, given: SqSettings & Partial<Record<string, string | number | boolean>>): void {
  check(given);
  row.agentSelection = given.call_agent_selection ?? row.agentSelection;
  row.taskSelection = given.call_task_selection ?? row.taskSelection;
  row.holdCallsIfInactiveAgents = given.hold_calls_if_inactive_agents ?? row.holdCallsIfInactiveAgents;
  row.description = given.description ?? row.description;
  row.maxSize = given.call_max_queue_size ?? row.maxSize;
  row.priority = given.priority ?? row.priority;
  if (given.call_max_waiting_time !== undefined) row.maxWaitingSeconds = given.call_max_waiting_time * 60;
  row.maxWaitingSeconds = given.call_max_waiting_time_in_seconds ?? row.maxWaitingSeconds;
  for (const name of IM_SETTINGS) {
    const value = given[name];
    if (value !== undefined) row.im[name] = String(value);
  }
}

function check(given: SqSettings): void {
  const among = (name: 'call_agent_selection' | 'call_task_selection', allowed: string[]): void => {
    const value = given[name];
    if (value === '') throw missingParameter(name);
    if (value !== undefined && !allowed.includes(value)) throw invalidParameter(name);
  };
  among('call_agent_selection', AGENT_SELECTION);
  among('call_task_selection', TASK_SELECTION);
  if (given.call_max_waiting_time !== undefined && given.call_max_waiting_time_in_seconds !== undefined) {
    throw new ApiError(496, "Only one of 'call_max_waiting_time' and 'call_max_waiting_time_in_seconds' is allowed.");
  }
  for (const [name, limit] of Object.entries(RANGES)) {
    const value = given[name as keyof typeof RANGES];
    if (value !== undefined && !fits(limit, value)) throw new ApiError(497, `The '${name}' parameter is out of range.`);
  }
  if (!fits(VALUE_LIMITS.sqQueueDescription, given.description ?? '')) throw new ApiError(477, "The 'description' parameter is too long.");
}

function queueRecord(account: AccountRows, row: SqQueueRow, withCount: boolean): Record<string, unknown> {
  return {
    sq_queue_id: row.id,
    sq_queue_name: row.name,
    agent_selection: row.agentSelection,
    task_selection: row.taskSelection,
    ...(row.holdCallsIfInactiveAgents === undefined ? {} : { hold_calls_if_inactive_agents: row.holdCallsIfInactiveAgents }),
    ...row.im,
    description: row.description,
    priority: row.priority,
    created: apiDate(row.modifiedMs),
    modified: apiDate(row.modifiedMs),
    ...(row.maxWaitingSeconds === null
      ? {}
      : {
          call_max_waiting_time: Math.ceil(row.maxWaitingSeconds / 60),
          call_max_waiting_time_in_seconds: row.maxWaitingSeconds,
        }),
    ...(row.maxSize === null ? {} : { call_max_queue_size: row.maxSize }),
    ...(withCount
      ? { agentcount: [...account.users.values()].filter((user) => user.sqQueueIds.includes(row.id)).length }
      : {}),
  };
}

function checkName(account: AccountRows, applicationId: number, name: string): void {
  if (name === '') throw new ApiError(134, "The 'sq_queue_name' parameter is empty.");
  if (!fits(VALUE_LIMITS.sqQueueName, name)) throw new ApiError(477, "The 'sq_queue_name' parameter is too long.");
  if (sqQueuesOf(account, applicationId).some((row) => row.name === name)) throw notUnique(493, 'sq_queue_name');
}
