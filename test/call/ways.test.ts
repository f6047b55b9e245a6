import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginOut, transitionOut, type OutInput, type OutState } from '../../scenarios/call/outbound';
import { OUT_WAYS, WAYS, type StateName } from '../../scenarios/call/ways';
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

const OUT_INPUTS: readonly Omit<OutInput, 'atMs'>[] = [
  { kind: 'customerUp' }, { kind: 'customerGone', code: 0 } as OutInput, { kind: 'customerGone', code: 486 } as OutInput,
  { kind: 'operatorGone' }, { kind: 'alive' }, { kind: 'tick' }, { kind: 'delivered' }, { kind: 'fault' },
];

/** Every change of state of a call out, by everything that can happen in each. */
function observedOut(): Set<string> {
  const seen = new Set<string>();
  const open: OutState[] = [beginOut()];
  for (const state of open) {
    for (const input of OUT_INPUTS) {
      const [next] = transitionOut(state, { ...input, atMs: 60_000 } as OutInput, { operator: 'op1', offerId: '7-1' });
      const way = `${state.at} → ${next.at}`;
      if (next.at === state.at || seen.has(way)) continue;
      seen.add(way);
      open.push(next);
    }
  }
  return seen;
}

/** The states from which `ended` cannot be reached. */
function deadEnds(ways: Readonly<Record<string, { goes: readonly string[] }>>): string[] {
  const leading = new Set(['ended']);
  for (const _round of Object.keys(ways)) {
    for (const [name, { goes }] of Object.entries(ways)) if (goes.some((to) => leading.has(to))) leading.add(name);
  }
  return Object.keys(ways).filter((name) => !leading.has(name));
}

function diagram(): string {
  return [
    '# The states of a call', '',
    'Printed from `scenarios/call/ways.ts` by `test/call/ways.test.ts`, which also plays thousands of histories and holds that these',
    'are all the ways there are. From every state the caller may leave, and that too is an arrow to `draining`.', '',
    ...drawn(WAYS, ['  [*] --> alerting', '  [*] --> draining: refused']), ...table(WAYS, 'what the caller hears'),
    '## A call out', '',
    'From `scenarios/call/outbound.ts`. Before it rings the ticket is looked at, for 2 s at most; without a good one there is no call.', '',
    ...drawn(OUT_WAYS, ['  [*] --> ringing']), ...table(OUT_WAYS, 'what the operator hears'),
  ].join('\n');
}

type Cards = Readonly<Record<string, { hears: string; atMost: string; goes: readonly string[] }>>;

function drawn(ways: Cards, begins: readonly string[]): string[] {
  const arrows = Object.entries(ways).flatMap(([from, { goes }]) => goes.map((to) => `  ${from} --> ${to}`));
  return ['```mermaid', 'stateDiagram-v2', ...begins, ...arrows, '  ended --> [*]', '```', ''];
}

function table(ways: Cards, hears: string): string[] {
  const rows = Object.entries(ways).map(([name, card]) => `| ${name} | ${card.hears} | ${card.atMost} |`);
  return [`| state | ${hears} | how long at most |`, '| --- | --- | --- |', ...rows, ''];
}

describe('the ways of a call', () => {
  it('are exactly those that happen', () => {
    const seen = observed(12_000);
    expect([...seen].filter((way) => !declared.includes(way))).toEqual([]);
    expect(declared.filter((way) => !seen.has(way))).toEqual([]);
  });

  it('R5 lead to an end from every state', () => {
    expect([deadEnds(WAYS), deadEnds(OUT_WAYS)]).toEqual([[], []]);
  });

  it('of a call out are exactly those that happen', () => {
    const all = Object.entries(OUT_WAYS).flatMap(([from, { goes }]) => goes.map((to) => `${from} → ${to}`));
    expect([...observedOut()].sort()).toEqual(all.sort());
  });

  it('are printed in docs/call-states.md', async () => {
    await expect(diagram()).toMatchFileSnapshot('../../docs/call-states.md');
  });
});
