import type { NormalRule } from './normal-config';

/** A rule's pattern as the platform applies it, to the whole number; undefined for what is none. */
export function compiled(pattern: string): RegExp | undefined {
  try {
    // The vendor's own sample starts with a bare `+?`, meant as an optional plus.
    const expression = new RegExp(`^(?:${pattern.replace(/^\+\?/, '\\+?')})$`);
    // One that is too large is refused only when it is used.
    expression.test('');
    return expression;
  } catch {
    return undefined;
  }
}

export function covers({ pattern, exclude }: Pick<NormalRule, 'pattern' | 'exclude'>, number: string): boolean {
  return compiled(exclude)?.test(number) !== true && compiled(pattern)?.test(number) === true;
}
