import { expect, it } from 'vitest';
import { wakeAtMs } from '../../../scenarios/call/state';
import { transition } from '../../../scenarios/call/transition';
import { WAYS } from '../../../scenarios/call/ways';
import { alert, deepFreeze, type Driven, type Happens } from '../drive';
import { INPUTS } from './inputs';
import { MOMENTS } from './moments';
import { brief, changed, fileNameOf, without } from '../../support/brief';
import { changeOf, deedsOf } from './words';

/** What happens comes so long after the moment. */
const LATER_MS = 1_000;
/** What a call knows that has just come. */
const FRESH = without(alert().state.facts, 'settings');

function row({ state }: Driven, atMs: number, happens: Happens): string {
  const [after, effects] = transition(deepFreeze(state), deepFreeze(happens), atMs);
  const change = [changeOf(state, after), deedsOf(effects)].filter((word) => word !== '').join(' | ');
  const { kind, ...rest } = happens;
  return `${kind}${Object.keys(rest).length === 0 ? '' : ` ${brief(Object.values(rest).length === 1 ? Object.values(rest)[0] : rest)}`}: ${change}`;
}

/** What does something, a line each; what changes nothing is left out. */
function rowsOf(moment: Driven): string[] {
  const { state } = moment;
  const wakeMs = wakeAtMs(state);
  const atMs = state.facts.nowMs + LATER_MS;
  const ticks = wakeMs === null ? [] : [wakeMs - 1, wakeMs].map((at) => row(moment, at, { kind: 'tick' }).replace('tick', at === wakeMs ? 'its time' : 'a moment before'));
  const rows = [...ticks, ...INPUTS.map((input) => row(moment, atMs, input))].filter((line) => !line.endsWith(': '));
  const { facts, ...own } = state;
  return [`${brief(own)} facts ${brief(changed(FRESH, without(facts, 'settings')))}`, ...rows];
}

it('there is a moment of every state', () => {
  expect([...new Set(Object.values(MOMENTS).map(({ state }) => state.at))].sort()).toEqual(Object.keys(WAYS).sort());
});

it.each(Object.keys(MOMENTS))('%s: whatever happens does what is recorded', async (name) => {
  const moment = MOMENTS[name];
  const rows = moment ? rowsOf(moment) : [];
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot(`recorded/${fileNameOf(name)}.txt`);
});
