import { KIND_WORDS } from './items';
import type { Step } from './plan';

/** A step in a line: `create rule "center"`. */
export function stepWords({ action, kind, object }: Pick<Step, 'action' | 'kind' | 'object'>): string {
  return `${action} ${KIND_WORDS[kind]} ${kind === 'rule-order' ? object : `"${object}"`}`;
}
