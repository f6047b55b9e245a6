/** `[a-z0-9][a-z0-9_-]{2,49}`, the platform's rule for user names. */
const USER_NAME = /^[a-z0-9][a-z0-9_-]{2,49}$/;

/**
 * The operator's bare user name from any of the forms the platform may give:
 * `user`, `sip:user@application.account…`, `user.suffix`.
 */
export function userName(given: string): string {
  return given.replace(/^sips?:/i, '').split(/[@.]/)[0] ?? '';
}

/** The user whose leg this is; `otherwise` where the leg does not name a user. */
export function userOfLeg(leg: Call, otherwise: string | null): string {
  const named = userName(leg.number());
  return USER_NAME.test(named) && !/^\d+$/.test(named) ? named : (otherwise ?? named);
}
