import type { LookUpAnswer } from '../../contracts/desk-customers';
import { regionOf, type DeskConfig, type Scope } from '../config';
import { DirectoryDown, type Directory } from '../directory/port';
import { readNumber, showNumber } from './number';

/** Finds the customers of a franchise by a caller's number; a number that is none is not searched (R33). */
export async function lookUp(
  directory: Directory, config: DeskConfig, asked: { scope: Scope; number: string },
): Promise<LookUpAnswer> {
  const region = regionOf(config, asked.scope.franchise);
  const read = readNumber(asked.number, region);
  const number = showNumber(read, region);
  if (read.digits === '') return { state: 'no-number', number };
  try {
    const { match, customers, more } = await directory.byNumber(asked.scope, read);
    return customers.length === 0 ? { state: 'none', number } : { state: 'found', match, number, customers, more };
  } catch (error) {
    if (error instanceof DirectoryDown) return { state: 'unavailable', number, retryInMs: error.retryInMs };
    throw error;
  }
}
