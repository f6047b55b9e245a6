import { COUNT_LIMITS, fits, VALUE_LIMITS } from '../../../contracts/platform-limits';
import type { AccountRows, SqSkillRow, UserRow } from '../../account/objects';
import { ApiError, invalidParameter, notUnique } from '../api-error';
import { findApplication, findOneRow, findSomeRows } from '../find';
import { reads, writes, type MethodTable } from '../method';
import { page } from '../paging';
import { findUsers } from './users';

/** The skills of SmartQueue: of one application, with levels 1 … 5. */
export const sqSkillMethods: MethodTable = {
  SQ_AddSkill: writes(
    { application_id: 'n', application_name: 's', sq_skill_name: 's!', description: 's' },
    ({ account }, given) => {
      const application = findApplication(account, given);
      checkName(account, application.id, given.sq_skill_name);
      const row: SqSkillRow = {
        id: account.nextId(), applicationId: application.id, name: given.sq_skill_name, description: given.description ?? '',
      };
      account.sqSkills.set(row.id, row);
      return { result: { sq_skill_id: row.id } };
    },
  ),

  SQ_SetSkillInfo: writes(
    {
      application_id: 'n', application_name: 's', sq_skill_id: 'n', sq_skill_name: 's', new_sq_skill_name: 's',
      description: 's',
    },
    ({ account }, given) => {
      const application = findApplication(account, given);
      const row = findOneRow<SqSkillRow>({
        rows: skillsOf(account, application.id), what: 'sq_skill', ids: given.sq_skill_id, names: given.sq_skill_name,
      });
      if (given.new_sq_skill_name && given.new_sq_skill_name !== row.name) {
        checkName(account, application.id, given.new_sq_skill_name);
        row.name = given.new_sq_skill_name;
      }
      row.description = given.description ?? row.description;
      return { result: 1 };
    },
  ),

  SQ_DelSkill: writes(
    { application_id: 'n', application_name: 's', sq_skill_id: 'il', sq_skill_name: 'sl' },
    ({ account }, given) => {
      for (const row of selectSkills(account, given)) {
        account.sqSkills.delete(row.id);
        for (const user of account.users.values()) user.sqSkills = user.sqSkills.filter(({ id }) => id !== row.id);
      }
      return { result: 1 };
    },
  ),

  SQ_GetSkills: reads(
    {
      application_id: 'n', application_name: 's', user_id: 'il', user_name: 'sl', sq_skill_id: 'il', sq_skill_name: 'sl',
      sq_skill_name_template: 's', excluded_user_id: 'n', excluded_user_name: 's', count: 'n', offset: 'n',
    },
    ({ account }, given) => {
      const application = findApplication(account, given);
      const named = given.sq_skill_id !== undefined || given.sq_skill_name !== undefined;
      const users = findUsers(account, { application_id: application.id, user_id: given.user_id, user_name: given.user_name });
      const has = (user: UserRow, row: SqSkillRow): boolean => user.sqSkills.some(({ id }) => id === row.id);
      const rows = (named ? selectSkills(account, given) : skillsOf(account, application.id))
        .filter((row) => row.name.includes(given.sq_skill_name_template ?? ''))
        .filter((row) => users.length === 0 || users.some((user) => has(user, row)));
      return page(
        rows.map((row) => ({ sq_skill_id: row.id, sq_skill_name: row.name, description: row.description })),
        given,
      );
    },
  ),

  SQ_BindSkill: writes(
    { application_id: 'n', application_name: 's', user_id: 'il', user_name: 'sl', sq_skills: 's!', bind_mode: 's' },
    ({ account }, given) => {
      const application = findApplication(account, given);
      const skills = readSkillLevels(skillsOf(account, application.id), given.sq_skills);
      const mode = given.bind_mode ?? 'add';
      if (!['add', 'replace_skills', 'replace_agents'].includes(mode)) throw invalidParameter('bind_mode');
      const users = agentsOf(account, given);
      const others = (user: UserRow): UserRow['sqSkills'] =>
        mode === 'replace_skills' ? [] : user.sqSkills.filter(({ id }) => !skills.some((skill) => skill.id === id));
      const next = new Map(users.map((user) => [user, [...others(user), ...skills]]));
      if ([...next.values()].some((list) => list.length > COUNT_LIMITS.sqSkillsOfAgent)) {
        throw new ApiError(498, 'An agent can have five skills at most.');
      }
      if (mode === 'replace_agents') {
        for (const user of findUsers(account, { application_id: application.id, user_id: 'all' })) {
          if (!next.has(user)) user.sqSkills = others(user);
        }
      }
      for (const [user, list] of next) user.sqSkills = list;
      return { result: 1 };
    },
  ),

  SQ_UnbindSkill: writes(
    { application_id: 'n', application_name: 's', user_id: 'il', user_name: 'sl', sq_skill_id: 'il', sq_skill_name: 'sl' },
    ({ account }, given) => {
      const ids = selectSkills(account, given).map((row) => row.id);
      for (const user of agentsOf(account, given)) user.sqSkills = user.sqSkills.filter(({ id }) => !ids.includes(id));
      return { result: 1 };
    },
  ),
};

/** Users of the application; at least one must be named. */
export function agentsOf(
  account: AccountRows,
  given: { application_id?: number; application_name?: string; user_id?: number[] | 'all'; user_name?: string[] | 'all' },
): UserRow[] {
  const application = findApplication(account, given);
  const users = findUsers(account, { ...given, application_id: application.id });
  if (users.length === 0 && given.user_id !== 'all' && given.user_name !== 'all') throw invalidParameter('user_id');
  return users;
}

function skillsOf(account: AccountRows, applicationId: number): SqSkillRow[] {
  return [...account.sqSkills.values()].filter((row) => row.applicationId === applicationId);
}

function selectSkills(
  account: AccountRows,
  given: { application_id?: number; application_name?: string; sq_skill_id?: number[] | 'all'; sq_skill_name?: string[] | 'all' },
): SqSkillRow[] {
  const application = findApplication(account, given);
  return findSomeRows<SqSkillRow>({
    rows: skillsOf(account, application.id), what: 'sq_skill', ids: given.sq_skill_id, names: given.sq_skill_name,
  });
}

/** JSON of {sq_skill_id | sq_skill_name, sq_skill_level}, one or a list. */
function readSkillLevels(rows: readonly SqSkillRow[], text: string): { id: number; level: number }[] {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw invalidParameter('sq_skills');
  }
  return (Array.isArray(given) ? given : [given]).map((item: Record<string, unknown>) => {
    const row = rows.find(({ id, name }) => id === Number(item['sq_skill_id']) || name === item['sq_skill_name']);
    const level = Number(item['sq_skill_level']);
    if (!row) throw invalidParameter('sq_skills');
    if (!Number.isInteger(level) || !fits(VALUE_LIMITS.sqSkillLevel, level)) throw new ApiError(497, "The 'sq_skill_level' is out of range.");
    return { id: row.id, level };
  });
}

function checkName(account: AccountRows, applicationId: number, name: string): void {
  if (!fits(VALUE_LIMITS.sqSkillName, name)) throw new ApiError(477, "The 'sq_skill_name' parameter is too long or empty.");
  if (skillsOf(account, applicationId).some((row) => row.name === name)) throw notUnique(493, 'sq_skill_name');
}
