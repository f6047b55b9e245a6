import { describe, expect, it } from 'vitest';
import type { RuleConfig } from '../../contracts/config';
import { rules } from '../../rules/index';

/** A number list is the one kind of pattern whose overlaps can be proven; others would need an example each. */
const NUMBER_LIST = /^\d+(\|\d+)*$/;

function servedBy(destination: string, table: readonly RuleConfig[]): string | undefined {
  const covers = ({ pattern }: RuleConfig) => new RegExp(`^(?:${pattern})$`).test(destination);
  return table.find(covers)?.name;
}

function shadowed(table: readonly RuleConfig[]): string[] {
  return table.flatMap(({ name, pattern }) =>
    pattern.split('|').filter((number) => servedBy(number, table) !== name).map((number) => `${name}: ${number}`),
  );
}

describe('the rules', () => {
  it('are lists of whole numbers', () => {
    for (const { pattern } of rules) expect(pattern).toMatch(NUMBER_LIST);
  });

  it('[9.121] do not shadow each other', () => {
    expect(shadowed(rules)).toEqual([]);
  });

  it('would be caught where one shadowed another', () => {
    const [first] = rules;
    if (!first) throw new Error('there are no rules');
    expect(shadowed([first, { ...first, name: 'late' }])).toEqual([`late: ${first.pattern}`]);
  });

  it('give every franchise one rule', () => {
    const franchises = rules.map(({ franchise }) => franchise);
    expect(new Set(franchises).size).toBe(franchises.length);
  });

  it('leave a number inside a longer one alone', () => {
    expect(servedBy('749512345670', rules)).toBeUndefined();
  });
});
