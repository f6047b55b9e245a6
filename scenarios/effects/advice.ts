import type { CallAdvice } from '../../contracts/call-events';

/** A reason that only a newer desk knows goes back to it as it came. */
const WORD_MOST = 50;
const STANDINGS = ['urgent', 'returning', 'ordinary'] as const;

/** The advice in the desk's answer; whatever is not as agreed is left out. */
export function readAdvice(text: string): CallAdvice | null {
  const advice = member(parse(text), 'advice');
  if (advice === undefined) return null;
  const standing = STANDINGS.find((known) => known === member(advice, 'standing'));
  const [lastOperator, lastOperatorId, blockedFor] = [member(advice, 'lastOperator'), member(advice, 'lastOperatorId'), member(advice, 'blockedFor')];
  return {
    blocked: member(advice, 'blocked') === true,
    blockedFor: typeof blockedFor === 'string' && blockedFor !== '' && blockedFor.length <= WORD_MOST ? blockedFor : undefined,
    standing,
    lastOperator: typeof lastOperator === 'string' ? lastOperator : undefined,
    lastOperatorId: typeof lastOperatorId === 'number' ? lastOperatorId : undefined,
  };
}

/** undefined for what is no JSON. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
