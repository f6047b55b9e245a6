import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WAYS, type StateName } from '../../scenarios/call/ways';
import type { Driven } from './drive';
import { history, live, waitItOut } from './histories';

const names = Object.keys(WAYS) as StateName[];
const declared = names.flatMap((from) => WAYS[from].goes.map((to) => `${from} → ${to}`));

/** Every change of state in so many random histories, each waited out. */
function observed(numRuns: number): Set<string> {
  const seen = new Set<string>();
  fc.assert(fc.property(history, (past) => {
    let before: StateName | null = null;
    const look = ({ state }: Driven) => {
      if (before !== null && before !== state.at) seen.add(`${before} → ${state.at}`);
      before = state.at;
    };
    waitItOut(live(past, look), look);
  }), { numRuns, seed: 9 });
  return seen;
}

/** The states from which `ended` can be reached. */
function leadingToEnd(): Set<StateName> {
  const leading = new Set<StateName>(['ended']);
  for (const _round of names) {
    for (const name of names) if (WAYS[name].goes.some((to) => leading.has(to))) leading.add(name);
  }
  return leading;
}

function diagram(): string {
  const arrows = names.flatMap((from) => WAYS[from].goes.map((to) => `  ${from} --> ${to}`));
  const rows = names.map((name) => `| ${name} | ${WAYS[name].hears} | ${WAYS[name].atMost} |`);
  return [
    '# The states of a call', '',
    'Printed from `scenarios/call/ways.ts` by `test/call/ways.test.ts`, which also plays thousands of histories and holds that these',
    'are all the ways there are. From every state the caller may leave, and that too is an arrow to `draining`.', '',
    '```mermaid', 'stateDiagram-v2', '  [*] --> alerting', '  [*] --> draining: refused', ...arrows, '  ended --> [*]', '```', '',
    '| state | what the caller hears | how long at most |', '| --- | --- | --- |', ...rows, '',
  ].join('\n');
}

describe('the ways of a call', () => {
  it('are exactly those that happen', () => {
    const seen = observed(12_000);
    expect([...seen].filter((way) => !declared.includes(way))).toEqual([]);
    expect(declared.filter((way) => !seen.has(way))).toEqual([]);
  });

  it('R5 lead to an end from every state', () => {
    expect(names.filter((name) => !leadingToEnd().has(name))).toEqual([]);
  });

  it('are printed in docs/call-states.md', async () => {
    await expect(diagram()).toMatchFileSnapshot('../../docs/call-states.md');
  });
});
