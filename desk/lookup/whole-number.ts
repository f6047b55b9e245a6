import { regionOf, type DeskConfig, type Scope } from '../config';
import { ApiError } from '../http/errors';
import { readField } from './number';

/** The one whole number of a field: only such can be called, or be told apart from others. */
export function wholeNumber(config: DeskConfig, scope: Scope, written: string): string {
  const [first, ...others] = readField(written, regionOf(config, scope.franchise)).numbers;
  if (first?.e164 == null) throw new ApiError('bad-request', 'This is no whole phone number.');
  if (others.length > 0) throw new ApiError('bad-request', 'This holds several phone numbers; give one.');
  return first.e164;
}
