import { OPERATOR_KEY } from '../../contracts/operator-password';
import { fits, VALUE_LIMITS } from '../../contracts/platform-limits';
import type { NormalConfig } from '../config/normal-config';
import { UserError } from '../user-error';
import type { Variables } from './fingerprints';

/** A file of variables with other line ends, or a copied blank, makes another secret than the other side has. */
export function requireCleanValues({ secrets }: Pick<NormalConfig, 'secrets'>, env: Variables): void {
  const variables = [...new Set([OPERATOR_KEY, ...secrets.map(({ fromEnv }) => fromEnv)])];
  const problems = variables.flatMap((variable) => {
    const value = env[variable];
    const what = value === undefined ? undefined : wrongWith(value);
    return what === undefined ? [] : [`  ${variable} ${what}`];
  });
  if (problems.length === 0) return;
  throw new UserError(['Nothing was written: what these environment variables hold is not taken as a secret.', ...problems].join('\n'));
}

function wrongWith(value: string): string | undefined {
  if (value === '') return undefined;
  if (INVISIBLE.test(value[0] ?? '')) return 'begins with a blank, a byte order mark or another character that one cannot see. Set it without.';
  if (INVISIBLE.test(value[value.length - 1] ?? '')) return 'ends in a line break, a blank or another character that one cannot see. Set it without.';
  return fits(VALUE_LIMITS.secretValue, value) ? undefined : `has ${value.length} characters; the platform takes ${VALUE_LIMITS.secretValue.most}.`;
}

const INVISIBLE = /[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2060\ufeff]/;
