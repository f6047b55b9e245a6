import { describe, expect, it } from 'vitest';
import type { RuleConfig } from '../../contracts/config';
import { rules } from '../../rules/index';

/** A number list is the one kind of pattern whose overlaps can be proven; others would need an example each. */
const NUMBER_LIST = /^\d+(\|\d+)*$/;

/** All but the last rule take calls that come in; the last takes what operators dial. */
const incoming = rules.slice(0, -1);
const outgoing = rules.at(-1);

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
  it('are lists of whole numbers, but for the last, which takes every number that an operator dials', () => {
    for (const { pattern } of incoming) expect(pattern).toMatch(NUMBER_LIST);
    expect(outgoing).toEqual({ name: 'outbound', franchise: 'center', pattern: '\\d+', scenario: 'outbound' });
    expect(servedBy('79161234567', rules)).toBe('outbound');
    expect(incoming.filter(({ scenario }) => scenario === 'outbound')).toEqual([]);
  });

  it('[9.121] do not shadow each other', () => {
    expect(shadowed(incoming)).toEqual([]);
    // Nothing stands behind the rule that takes everything.
    for (const number of incoming.flatMap(({ pattern }) => pattern.split('|'))) expect(servedBy(number, rules)).not.toBe('outbound');
  });

  it('would be caught where one shadowed another', () => {
    const [first] = rules;
    if (!first) throw new Error('there are no rules');
    expect(shadowed([first, { ...first, name: 'late' }])).toEqual([`late: ${first.pattern}`]);
  });

  it('give every franchise one rule for its calls', () => {
    const franchises = incoming.map(({ franchise }) => franchise);
    expect(new Set(franchises).size).toBe(franchises.length);
  });

  it('leave a number inside a longer one alone', () => {
    expect(servedBy('749512345670', incoming)).toBeUndefined();
  });
});
