import { describe, expect, it } from 'vitest';
import { addRule, NUMBER, world, type World } from './world';

interface RuleCase { pattern: string; exclude?: string; says: string }

/** A cloud whose rules, in this order, say their names. */
function routes(rules: RuleCase[], options: Parameters<typeof world>[1] = {}): World {
  const w = world([], options);
  for (const { pattern, exclude, says } of rules) {
    addRule(w.rows, { applicationId: w.applicationId, pattern, scripts: [`Logger.write('${says}');`], ...(exclude ? { exclude } : {}) });
  }
  return w;
}

async function dialled(w: World, to: string): Promise<string> {
  const caller = w.dial({ to, applicationId: w.applicationId });
  await w.clock.runUntilIdle();
  return w.said[0] ?? `ended ${caller.end?.code}`;
}

describe('[9.121] routing', () => {
  it.each([
    ['123', '123', 'rule'], ['123', '123456', 'ended 404'], ['123', '0123', 'ended 404'], ['123.+', '123456', 'rule'],
    ['1|2', '2', 'rule'], ['1|2', '12', 'ended 404'], ['[', '1', 'ended 404'], ['op\\d+', 'op7', 'rule'],
  ])('[9.121] the pattern %s covers the whole of %s: %s', async (pattern, to, expected) => {
    expect(await dialled(routes([{ pattern, says: 'rule' }]), to)).toBe(expected);
  });

  it('[9.121] the first that matches serves the call', async () => {
    expect(await dialled(routes([{ pattern: '9.*', says: 'a' }, { pattern: '1.*', says: 'b' }, { pattern: '.*', says: 'c' }]), '12')).toBe('b');
  });

  it('[9.121] an excluded destination goes on to the next rule', async () => {
    expect(await dialled(routes([{ pattern: '.*', exclude: '1.', says: 'a' }, { pattern: '.*', says: 'b' }]), '12')).toBe('b');
  });

  it('[9.121] a number bound to a rule goes there, whatever the patterns', async () => {
    const w = routes([{ pattern: '.*', says: 'pattern' }, { pattern: 'nothing', says: 'bound' }]);
    const ruleId = w.rows.ruleOrder.get(w.applicationId)?.at(-1) ?? null;
    for (const number of w.rows.phoneNumbers.values()) number.ruleId = ruleId;
    w.dial();
    await w.clock.runUntilIdle();
    expect(w.said).toEqual(['bound']);
  });

  it('[9.121] a number that leads nowhere, an unknown one, and a rule without scenario: 404', async () => {
    const w = routes([{ pattern: 'x', says: '' }]);
    const ends = [w.dial(), w.dial({ to: '1' })];
    await w.clock.runUntilIdle();
    expect(ends.map((caller) => caller.end?.code)).toEqual([404, 404]);
    expect(NUMBER).toBe(ends[0]?.line.number);
  });

  it.each([['optional-plus', '+74951', 'rule'], ['optional-plus', '74951', 'rule'], ['refused', '74951', 'ended 404']] as const)(
    '[9.121] a bare +? is %s: %s gives %s', async (barePlus, to, expected) => {
      expect(await dialled(routes([{ pattern: '+?[1-9]\\d{1,14}', says: 'rule' }], { switches: { barePlus } }), to)).toBe(expected);
    });
});
