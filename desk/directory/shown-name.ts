import { isBlank } from '../../contracts/text';

/** A name of spaces is no name. */
export function shownName(name: string): string {
  return isBlank(name) ? '' : name;
}
