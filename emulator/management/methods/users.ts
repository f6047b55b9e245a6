import { COUNT_LIMITS, fits, VALUE_LIMITS } from '../../../contracts/platform-limits';
import type { AccountRows, UserRow } from '../../account/objects';
import { ApiError, invalidParameter, notUnique } from '../api-error';
import { apiDate } from '../dates';
import { findApplication, findApplicationIfNamed, findRows, findSomeRows, usersOf } from '../find';
import { reads, writes, type MethodContext, type MethodTable } from '../method';
import { page } from '../paging';

export const userMethods: MethodTable = {
  AddUser: writes(
    {
      user_name: 's!', user_display_name: 's!', user_password: 's!', application_id: 'n', application_name: 's',
      parent_accounting: 'b', user_active: 'b', user_custom_data: 's',
    },
    ({ account, clock, platform }, given) => {
      const application = findApplication(account, given);
      if (account.users.size >= COUNT_LIMITS.usersOfAccount) throw new ApiError(109, 'The limit of users is reached.');
      checkName(account, application.id, given.user_name);
      checkDisplayName(given.user_display_name);
      checkPassword(given.user_password);
      const row: UserRow = {
        id: account.nextId(),
        applicationId: application.id,
        name: given.user_name,
        displayName: given.user_display_name,
        password: given.user_password,
        active: given.user_active ?? true,
        customData: given.user_custom_data ?? '',
        acdQueueIds: [],
        acdSkillIds: [],
        sqQueueIds: [],
        sqSkills: [],
        handleCalls: platform.newAgentsHandleCalls,
        maxConversations: 1,
        modifiedMs: clock.now(),
      };
      account.users.set(row.id, row);
      return { result: 1, user_id: row.id };
    },
  ),

  GetUsers: reads(
    {
      application_id: 'n', application_name: 's', skill_id: 'n', excluded_skill_id: 'n', acd_queue_id: 'n',
      excluded_acd_queue_id: 'n', user_id: 'n', user_name: 's', user_active: 'b', user_display_name: 's',
      with_skills: 'b', with_queues: 'b', acd_status: 'sl', showing_skill_id: 'n', count: 'n', offset: 'n',
      order_by: 's', return_live_balance: 'b',
    },
    (context, given) => {
      const application = findApplication(context.account, given);
      if (given.user_id !== undefined && !context.account.users.has(given.user_id)) throw invalidParameter('user_id');
      const statuses = given.acd_status;
      const rows = usersOf(context.account, application.id)
        .filter((row) => given.user_id === undefined || row.id === given.user_id)
        .filter((row) => !given.user_name || row.name === given.user_name)
        .filter((row) => given.user_active === undefined || row.active === given.user_active)
        .filter((row) => row.displayName.toLowerCase().includes((given.user_display_name ?? '').toLowerCase()))
        .filter((row) => given.skill_id === undefined || row.acdSkillIds.includes(given.skill_id))
        .filter((row) => given.excluded_skill_id === undefined || !row.acdSkillIds.includes(given.excluded_skill_id))
        .filter((row) => given.acd_queue_id === undefined || row.acdQueueIds.includes(given.acd_queue_id))
        .filter((row) => given.excluded_acd_queue_id === undefined || !row.acdQueueIds.includes(given.excluded_acd_queue_id))
        .filter((row) => !Array.isArray(statuses) || statuses.includes(context.platform.status(row.id, 'acd').status));
      const detail = { queues: given.with_queues ?? false, skills: given.with_skills ?? false };
      return page(rows.map((row) => userRecord(context, row, detail)), given);
    },
  ),

  SetUserInfo: writes(
    {
      user_id: 'n', user_name: 's', application_id: 'n', application_name: 's', new_user_name: 's',
      user_display_name: 's', user_password: 's', parent_accounting: 'b', user_active: 'b', user_custom_data: 's',
    },
    ({ account, clock }, given) => {
      const row = findUser(account, given);
      if (given.new_user_name && given.new_user_name !== row.name) {
        checkName(account, row.applicationId, given.new_user_name);
        row.name = given.new_user_name;
      }
      if (given.user_display_name !== undefined) {
        checkDisplayName(given.user_display_name);
        row.displayName = given.user_display_name;
      }
      if (given.user_password !== undefined) {
        checkPassword(given.user_password);
        row.password = given.user_password;
      }
      row.active = given.user_active ?? row.active;
      row.customData = given.user_custom_data ?? row.customData;
      row.modifiedMs = clock.now();
      return { result: 1 };
    },
  ),

  DelUser: writes(
    { user_id: 'il', user_name: 'sl', application_id: 'n', application_name: 's' },
    ({ account }, given) => {
      const application = findApplicationIfNamed(account, given);
      const rows = application ? usersOf(account, application.id) : account.users.values();
      for (const row of findSomeRows<UserRow>({ rows, what: 'user', ids: given.user_id, names: given.user_name })) {
        account.users.delete(row.id);
      }
      return { result: 1 };
    },
  ),
};

export interface UserSelection {
  user_id?: number[] | number | 'all';
  user_name?: string[] | string;
  application_id?: number;
  application_name?: string;
}

/** Users by ids, or by names within an application, or all of it. */
export function findUsers(account: AccountRows, given: UserSelection): UserRow[] {
  const application = findApplicationIfNamed(account, given);
  const rows = application ? usersOf(account, application.id) : account.users.values();
  return findRows<UserRow>({ rows, what: 'user', ids: given.user_id, names: given.user_name });
}

function findUser(account: AccountRows, given: UserSelection): UserRow {
  const [row] = findUsers(account, given);
  if (!row) throw invalidParameter('user_id');
  return row;
}

function userRecord(
  { account, platform }: MethodContext,
  row: UserRow,
  detail: { queues: boolean; skills: boolean },
): Record<string, unknown> {
  const acd = platform.status(row.id, 'acd');
  const application = account.applications.get(row.applicationId);
  return {
    user_id: row.id,
    user_name: row.name,
    user_display_name: row.displayName,
    user_active: row.active,
    parent_accounting: true,
    user_custom_data: row.customData,
    applications: [{ application_id: row.applicationId, application_name: application?.name }],
    acd_status: acd.status,
    acd_status_change_time: apiDate(acd.sinceMs),
    created: apiDate(row.modifiedMs),
    modified: apiDate(row.modifiedMs),
    ...(detail.queues
      ? { acd_queues: row.acdQueueIds.map((id) => ({ acd_queue_id: id, acd_queue_name: account.acdQueues.get(id)?.name })) }
      : {}),
    ...(detail.skills
      ? { skills: row.acdSkillIds.map((id) => ({ skill_id: id, skill_name: account.skills.get(id)?.name })) }
      : {}),
  };
}

function checkName(account: AccountRows, applicationId: number, name: string): void {
  if (!fits(VALUE_LIMITS.userName, name)) throw invalidParameter('user_name');
  if (usersOf(account, applicationId).some((row) => row.name === name)) throw notUnique(118, 'user_name');
}

function checkDisplayName(name: string): void {
  if (!fits(VALUE_LIMITS.userDisplayName, name)) throw invalidParameter('user_display_name');
}

function checkPassword(password: string): void {
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/];
  if (password.length < 8 || !classes.every((pattern) => pattern.test(password))) throw invalidParameter('user_password');
}
