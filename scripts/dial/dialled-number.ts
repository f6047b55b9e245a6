import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { NormalConfig, NormalFranchise } from '../config/normal-config';
import { isKnownRegion } from '../config/numbering';
import { UserError } from '../user-error';

/** Where a dialled number leads: as the network gives it (digits), and whose it is. Any notation; null is the first number. */
export function findDialled(config: Pick<NormalConfig, 'franchises'>, to: string | null): { number: string; franchise: NormalFranchise } {
  for (const franchise of config.franchises) {
    const dialled = to === null ? franchise.numbers[0] : networkDigits(to, franchise.region);
    const number = franchise.numbers.find((own) => own === dialled);
    if (number !== undefined) return { number, franchise };
  }
  const known = config.franchises.flatMap(({ numbers }) => numbers).join(', ');
  throw new UserError(
    to === null
      ? 'The config has no number to dial; add one under franchises.….numbers.'
      : `No franchise of the config has the number "${to}". Its numbers are: ${known || 'none'}.`,
  );
}

function networkDigits(text: string, region: string): string {
  const parsed = isKnownRegion(region) ? parsePhoneNumberFromString(text, region) : undefined;
  return (parsed?.number ?? text).replace(/\D/g, '');
}
