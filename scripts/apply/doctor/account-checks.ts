import https from 'node:https';
import { ManagementError } from '../../../contracts/management';
import type { CloudTarget } from '../../cloud/target';
import { remedyFor } from '../explained';
import type { Session } from '../session';
import { bad, good, type Check } from './check';

/** A token lives 64 s and may not be issued in the future. */
const SKEW_MS = 1500;

/** Key, role and clock: whether the account can be worked with at all. */
export async function checkAccess(session: Session): Promise<Check[]> {
  const { management, input, account } = session;
  const skew = await checkClock(input.target, input.now);
  try {
    const info = await management.account();
    const right = info.id === account
      ? good('credentials', `account ${info.id} "${info.name}"`)
      : bad('credentials', `the key file says account ${account}, the cloud says ${info.id}`, 'Use the right key file.');
    return [skew, right, await checkRole(session)];
  } catch (error) {
    return [skew, bad('credentials', messageOf(error), fixOf(error))];
  }
}

async function checkRole({ management, desired }: Session): Promise<Check> {
  try {
    const found = await management.application(desired.application);
    return found
      ? good('role', `application "${desired.application}" can be read`)
      : bad('role', `the account has no application "${desired.application}" yet`, 'Run `vox deploy`.');
  } catch (error) {
    return bad('role', messageOf(error), 'Give the service account the role Owner, Admin or Developer.');
  }
}

async function checkClock(target: CloudTarget, now: () => number): Promise<Check> {
  try {
    const before = now();
    const date = await dateOf(target);
    const middle = (before + now()) / 2;
    // The header has whole seconds, cut off.
    const skewMs = Math.round(middle - (date + 500));
    if (Math.abs(skewMs) <= SKEW_MS) return good('clock', `agrees with the cloud's within ${SKEW_MS / 1000} s`);
    const seconds = Math.abs(skewMs / 1000).toFixed(1);
    return bad('clock', `this machine is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} the cloud`, 'Set the clock (NTP): tokens are refused otherwise.');
  } catch (error) {
    return bad('clock', `the cloud does not answer: ${messageOf(error)}`, `Check the way to https://${target.host}.`);
  }
}

function dateOf({ host, ca }: CloudTarget): Promise<number> {
  const { hostname, port } = new URL(`https://${host}`);
  return new Promise((resolve, reject) => {
    const request = https.request(
      { hostname, port: port || 443, path: '/platform_api', method: 'GET', timeout: 10_000, agent: false, ...(ca === null ? {} : { ca }) },
      (response) => {
        response.resume();
        resolve(Date.parse(response.headers.date ?? ''));
      },
    );
    request.on('timeout', () => request.destroy(new Error('no answer within 10 s')));
    request.on('error', reject);
    request.end();
  });
}

function fixOf(error: unknown): string {
  return error instanceof ManagementError ? remedyFor(error.failure) : 'Check the key file and the way to the cloud.';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
