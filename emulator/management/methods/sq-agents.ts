import type { AccountRows, UserRow } from '../../account/objects';
import { invalidParameter, ApiError } from '../api-error';
import { apiDate } from '../dates';
import { findApplication, findSomeRows, sqQueuesOf, usersOf } from '../find';
import { reads, writes, type MethodContext, type MethodTable } from '../method';
import { page } from '../paging';
import { agentsOf } from './sq-skills';

const BIND_MODES = ['add_queues', 'replace_agents', 'add', 'replace'];

/** SmartQueue's agents: users of the application with queues, skills and statuses. */
export const sqAgentMethods: MethodTable = {
  SQ_BindAgent: writes(
    {
      application_id: 'n', application_name: 's', sq_queue_id: 's', sq_queue_name: 's', user_id: 'il', user_name: 'sl',
      bind_mode: 's',
    },
    ({ account }, given) => {
      const application = findApplication(account, given);
      const ids = queueIds(account, application.id, given);
      const mode = given.bind_mode ?? 'add_queues';
      if (!BIND_MODES.includes(mode)) throw invalidParameter('bind_mode');
      const chosen = new Set(agentsOf(account, given));
      for (const user of usersOf(account, application.id)) {
        const others = user.sqQueueIds.filter((id) => !ids.includes(id));
        if (chosen.has(user)) user.sqQueueIds = mode === 'replace' ? ids : [...others, ...ids];
        else if (mode === 'replace_agents') user.sqQueueIds = others;
      }
      return { result: 1 };
    },
  ),

  SQ_UnbindAgent: writes(
    {
      application_id: 'n', application_name: 's', sq_queue_id: 's', sq_queue_name: 's', user_id: 'il', user_name: 'sl',
    },
    ({ account }, given) => {
      const application = findApplication(account, given);
      const ids = queueIds(account, application.id, given);
      for (const user of agentsOf(account, given)) user.sqQueueIds = user.sqQueueIds.filter((id) => !ids.includes(id));
      return { result: 1 };
    },
  ),

  SQ_SetAgentInfo: writes(
    {
      application_id: 'n', application_name: 's', user_id: 'il', user_name: 'sl', handle_calls: 'b!',
      max_simultaneous_conversations: 'n',
    },
    ({ account, clock }, given) => {
      for (const user of agentsOf(account, given)) {
        user.handleCalls = given.handle_calls;
        user.maxConversations = given.max_simultaneous_conversations ?? user.maxConversations;
        user.modifiedMs = clock.now();
      }
      return { result: 1 };
    },
  ),

  SQ_GetAgents: reads(
    {
      application_id: 'n', application_name: 's', handle_calls: 'b', sq_queue_id: 'il', sq_queue_name: 'sl',
      excluded_sq_queue_id: 'n', excluded_sq_queue_name: 's', sq_skills: 's', user_id: 'il', user_name: 'sl',
      user_name_template: 's', sq_statuses: 's', with_sq_skills: 'b', with_sq_queues: 'b', with_sq_statuses: 'b',
      count: 'n', offset: 'n',
    },
    (context, given) => {
      const { account } = context;
      const application = findApplication(account, given);
      const inQueues = given.sq_queue_id ?? given.sq_queue_name;
      const wanted = inQueues === undefined || inQueues === 'all'
        ? undefined
        : queueIds(account, application.id, {
            sq_queue_id: given.sq_queue_id === undefined ? undefined : inQueues.join(';'),
            sq_queue_name: given.sq_queue_id === undefined ? inQueues.join(';') : undefined,
          });
      const named = given.user_id !== undefined || given.user_name !== undefined;
      const rows = (named ? agentsOf(account, given) : usersOf(account, application.id))
        .filter((user) => given.handle_calls === undefined || user.handleCalls === given.handle_calls)
        .filter((user) => !wanted || wanted.some((id) => user.sqQueueIds.includes(id)))
        .filter((user) => given.excluded_sq_queue_id === undefined || !user.sqQueueIds.includes(given.excluded_sq_queue_id))
        .filter((user) => user.name.includes(given.user_name_template ?? ''));
      return page(rows.map((user) => agentRecord(context, user, given)), given);
    },
  ),

  SQ_SetAgentCustomStatusMapping: writes(
    { sq_status_name: 's!', custom_status_name: 's!', application_id: 'n!' },
    ({ account }, given) => {
      const application = findApplication(account, given);
      if (!/^CUSTOM_([1-9]|10)$/.test(given.sq_status_name)) throw invalidParameter('sq_status_name');
      const { [given.sq_status_name]: _replaced, ...others } = application.customStatusNames ?? {};
      if (Object.values(others).includes(given.custom_status_name)) throw new ApiError(559, 'This custom status name exists.');
      application.customStatusNames = { ...others, [given.sq_status_name]: given.custom_status_name };
      return { result: 1 };
    },
  ),

  SQ_GetAgentCustomStatusMapping: reads({ application_id: 'n' }, ({ account }, given) => {
    const names = findApplication(account, given).customStatusNames ?? {};
    return {
      result: Object.entries(names).map(([status, name]) => ({ sq_status_name: status, custom_status_name: name })),
    };
  }),

  SQ_DeleteAgentCustomStatusMapping: writes({ application_id: 'n!', sq_status_name: 's' }, ({ account }, given) => {
    const application = findApplication(account, given);
    const { [given.sq_status_name ?? '']: _removed, ...others } = application.customStatusNames ?? {};
    application.customStatusNames = given.sq_status_name ? others : {};
    return { result: 1 };
  }),
};

function queueIds(
  account: AccountRows,
  applicationId: number,
  given: { sq_queue_id?: string | undefined; sq_queue_name?: string | undefined },
): number[] {
  const split = (text: string): string[] => text.split(';').filter((item) => item !== '');
  return findSomeRows({
    rows: sqQueuesOf(account, applicationId),
    what: 'sq_queue',
    ids: given.sq_queue_id === 'all' ? 'all' : given.sq_queue_id ? split(given.sq_queue_id).map(Number) : undefined,
    names: given.sq_queue_name ? split(given.sq_queue_name) : undefined,
  }).map((row) => row.id);
}

function agentRecord(
  context: MethodContext,
  user: UserRow,
  detail: { with_sq_skills?: boolean; with_sq_queues?: boolean; with_sq_statuses?: boolean },
): Record<string, unknown> {
  const { account } = context;
  return {
    user_id: user.id,
    user_name: user.name,
    user_display_name: user.displayName,
    max_simultaneous_conversations: user.maxConversations,
    ...(detail.with_sq_statuses ? { sq_statuses: sqStatuses(context, user) } : {}),
    ...(detail.with_sq_queues
      ? { sq_queues: user.sqQueueIds.map((id) => ({ sq_queue_id: id, sq_queue_name: account.sqQueues.get(id)?.name })) }
      : {}),
    ...(detail.with_sq_skills ? { sq_skills: skillRecords(account, user) } : {}),
  };
}

export function skillRecords(account: AccountRows, user: UserRow): Record<string, unknown>[] {
  return user.sqSkills.map(({ id, level }) => ({
    sq_skill_id: id, sq_skill_name: account.sqSkills.get(id)?.name, sq_skill_level: level,
  }));
}

export function sqStatuses({ platform }: MethodContext, user: UserRow): Record<string, unknown>[] {
  const call = platform.status(user.id, 'smartqueue');
  return [{
    CALL: { sq_status_name: call.status, from_date: apiDate(call.sinceMs) },
    IM: { sq_status_name: 'OFFLINE', from_date: apiDate(call.sinceMs) },
  }];
}
