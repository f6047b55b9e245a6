import { createHash } from 'node:crypto';

const PREFIX = 'vox-new-';

/**
 * Under which an object of the whole account is made before it gets its own name, which others may use as well. The lot
 * is drawn and written down before, so whatever is found under such a name after a kill is ours.
 */
export function drawnName(lot: string, name: string): string {
  return `${PREFIX}${createHash('sha256').update(`${lot} ${name}`).digest('hex').slice(0, 16)}`;
}

export function isDrawn(name: string): boolean {
  return name.startsWith(PREFIX);
}
