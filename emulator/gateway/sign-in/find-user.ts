import type { AccountRows, UserRow } from '../../account/objects';

/**
 * The user behind `name@application.account.voximplant.com`. The SDK also takes
 * the short form without the domain, which is unique here only by luck: refused.
 */
export function findUser(rows: AccountRows, login: string): UserRow | undefined {
  const [name, domain] = login.split('@');
  if (!name || !domain) return undefined;
  const application = [...rows.applications.values()].find((row) => domainOf(rows, row.name) === domain.toLowerCase());
  if (!application) return undefined;
  return [...rows.users.values()].find((row) => row.applicationId === application.id && row.name === name);
}

/** An application's name may be stored short or in full. */
function domainOf(rows: AccountRows, name: string): string {
  const suffix = `.${rows.accountName}.voximplant.com`.toLowerCase();
  const lower = name.toLowerCase();
  return lower.endsWith(suffix) ? lower : `${lower}${suffix}`;
}
