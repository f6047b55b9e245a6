import type { AcdQueueRow, SqQueueRow } from '../../account/objects';
import { invalidParameter } from '../api-error';
import { apiDate } from '../dates';
import { findApplication, findSomeRows, sqQueuesOf } from '../find';
import { reads, type MethodContext, type MethodTable } from '../method';
import type { AcdQueueView, SqTaskView } from '../platform-view';
import { skillRecords, sqStatuses } from './sq-agents';

/** The queues as they stand at this moment. */
export const stateMethods: MethodTable = {
  GetACDState: reads({ acd_queue_id: 'il' }, (context, given) => {
    const rows = given.acd_queue_id === undefined
      ? [...context.account.acdQueues.values()]
      : findSomeRows<AcdQueueRow>({ rows: context.account.acdQueues.values(), what: 'acd_queue', ids: given.acd_queue_id });
    return { result: { acd_queues: rows.map((row) => acdQueueRecord(context, row.id)) } };
  }),

  GetSQState: reads(
    { application_id: 'n', application_name: 's', sq_queue_id: 'il', sq_queue_name: 'sl', timezone: 's' },
    (context, given) => {
      const application = findApplication(context.account, given);
      if (given.sq_queue_id === undefined && given.sq_queue_name === undefined) throw invalidParameter('sq_queue_id');
      const rows = findSomeRows<SqQueueRow>({
        rows: sqQueuesOf(context.account, application.id), what: 'sq_queue', ids: given.sq_queue_id, names: given.sq_queue_name,
      });
      return { result: rows.map((row) => sqQueueRecord(context, row)) };
    },
  ),
};

function sqQueueRecord(context: MethodContext, row: SqQueueRow): Record<string, unknown> {
  const agents = [...context.account.users.values()]
    .filter((user) => user.sqQueueIds.includes(row.id) && context.platform.isPresent(user.id));
  return {
    sq_queue_id: row.id,
    sq_queue_name: row.name,
    sq_agents: agents.map((user) => ({
      ...userFields(context, user.id),
      sq_skills: skillRecords(context.account, user),
      sq_statuses: sqStatuses(context, user),
    })),
    tasks: context.platform.sqTasks(row.id).map(taskRecord),
  };
}

function taskRecord(task: SqTaskView): Record<string, unknown> {
  return {
    task_type: task.type,
    status: task.status,
    ...(task.userId === null ? {} : { user_id: task.userId }),
    sq_skills: task.skills.map(({ name, levels }) => ({ sq_skill_name: name, sq_skill_level: levels })),
    waiting_time: task.waitingMs,
    processing_time: task.processingMs,
    custom_data: task.customData,
  };
}

function acdQueueRecord(context: MethodContext, queueId: number): Record<string, unknown> {
  const view: AcdQueueView = context.platform.acdQueue(queueId);
  return {
    acd_queue_id: queueId,
    ready_operators_count: view.ready.length,
    ready_operators: view.ready.map(({ userId, idleMs }) => ({
      ...userFields(context, userId), idle_duration: Math.round(idleMs / 1000),
    })),
    locked_operators_count: view.locked.length,
    locked_operators: view.locked.map(({ userId, status, locks }) => ({
      ...userFields(context, userId),
      status,
      locks: locks.map(({ id, sinceMs }) => ({ id, created: apiDate(sinceMs) })),
      acd_calls: [],
    })),
    after_service_operator_count: view.afterService.length,
    after_service_operators: view.afterService.map(({ userId, status }) => ({ ...userFields(context, userId), status })),
    servicing_calls: view.servicing.map((call) => ({
      ...userFields(context, call.userId),
      acd_session_history_id: 0,
      acd_request_id: call.requestId,
      callerid: call.callerid,
      priority: call.priority,
      begin_time: apiDate(call.beginMs),
      waiting_time: Math.round(call.waitingMs / 1000),
    })),
    waiting_calls: view.waiting.map((call) => ({
      acd_session_history_id: 0,
      acd_request_id: call.requestId,
      callerid: call.callerid,
      priority: call.priority,
      begin_time: apiDate(call.beginMs),
      waiting_time: Math.round(call.waitingMs / 1000),
      minutes_to_submit: call.ewtMinutes,
    })),
  };
}

function userFields({ account }: MethodContext, userId: number): Record<string, unknown> {
  const user = account.users.get(userId);
  return { user_id: userId, user_name: user?.name, user_display_name: user?.displayName };
}
