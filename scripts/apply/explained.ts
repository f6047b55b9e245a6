import { COUNT_LIMITS } from '../../contracts/platform-limits';
import { ManagementError, type ManagementFailure } from '../../contracts/management';
import type { Command } from '../command';
import { UserError } from '../user-error';

/** A command whose trouble with the cloud is told in words and with a remedy: it is no fault of vox. */
export function explained<Options>(command: Command<Options>): Command<Options> {
  return async (options, context) => {
    try {
      return await command(options, context);
    } catch (error) {
      if (!(error instanceof ManagementError)) throw error;
      const { failure, message } = error;
      const details = { code: `management-${failure.kind}`, object: failure.object, remedy: remedyFor(failure) };
      throw new UserError(message, { cause: error, details });
    }
  };
}

export function remedyFor({ kind, code, msg }: ManagementFailure): string {
  if (kind === 'api') return API_REMEDIES[code] ?? 'What the code means stands in the Management API\'s list of errors.';
  if (kind === 'http') return 'Try again later; the cloud itself is in trouble.';
  if (msg.includes('ECONNREFUSED')) return 'Nothing listens there: if it is the emulator, start it with `npm start`.';
  if (msg.startsWith('the proxy ')) return 'Correct HTTPS_PROXY, or name the host of the cloud in NO_PROXY.';
  if (kind === 'shape') return 'The cloud answered something unexpected; run `vox doctor`.';
  return 'Check the way to the cloud and try again.';
}

/** Whether the same request can ever be answered otherwise, with nothing changed before. */
export function mayPassNextTime({ kind, code }: ManagementFailure): boolean {
  return kind !== 'api' || TRANSIENT_CODES.includes(code);
}

/** Internal errors, ACD out of order, try later, too many at once, asked too often, the same thing repeated too fast. */
const TRANSIENT_CODES: readonly number[] = [1, 2, 4, 19, 162, 314, 340, 484, 515];

const API_REMEDIES: Readonly<Record<number, string>> = {
  100: 'The key was deleted, has no role, or belongs to another account: make a new one in the control panel, with the role Owner, Admin or Developer.',
  109: `The account has its ${COUNT_LIMITS.usersOfAccount} users: delete users that nobody needs, or give some franchises an account of their own.`,
  130: 'Make the script smaller.',
  494: `The application has its ${COUNT_LIMITS.sqQueuesOfApplication} queues: delete some, or give some franchises an account of their own.`,
  498: `An operator has ${COUNT_LIMITS.sqSkillsOfAgent} skills of SmartQueue at the most: take some off.`,
  104: 'Give the service account the role Owner, Admin or Developer.',
  340: 'The cloud is being asked too often; try again in a minute.',
  455: 'Set the clock of this machine (NTP).',
  456: 'Set the clock of this machine (NTP).',
};
