import { beforeAll, describe, expect, test } from 'vitest';
import { describeAction, drawHistory, drawSwitches, runHistory, worldOptions, type Action, type Bundles, type Run } from '../../explorer';
import { areIndependent, isOtherwiseNamed, isSwapped } from '../../explorer/search/independent';
import { play } from '../../explorer/search/run';
import { VirtualClock } from '../../emulator/clock/virtual-clock';
import { CloudInputs } from '../../explorer/world/cloud-inputs';
import { LateAnswer } from '../../explorer/world/late-answer';
import { bundlesToExplore } from '../../scripts/explore/bundles';
import { ROOT } from '../architecture/sources';

/** What each person saw and when; what was done is left out, for its order is what differs. */
function seenBy({ notes }: Run): Record<string, string[]> {
  const seen: Record<string, string[]> = {};
  for (const { atMs, who, what } of notes) if (who !== 'do') (seen[who] ??= []).push(`${atMs} ${what}`);
  return seen;
}

const CALLERS_ACTIONS: readonly Action['kind'][] = ['dial', 'hangUp', 'takeOut'];

/** What the explorer leaves out or takes over must lose nothing. */
describe.each(['smartqueue', 'acd'] as const)('without loss, %s', (engine) => {
  let bundles: Bundles;
  beforeAll(async () => {
    bundles = await bundlesToExplore(ROOT, engine);
  });

  test('independent actions lead to the same whichever comes first', async () => {
    const options = worldOptions(bundles, { callers: 2, operators: 2, seed: 1, switches: {} });
    let pairs = 0;
    for (let n = 0; n < 12; n++) {
      const { actions } = await drawHistory(options, { seed: `pairs/${n}`, depth: 3 + n });
      const { world, enabled } = await play(options, actions);
      world.cloud.close();
      for (const [one, other] of pairsOf(enabled).filter((_, index) => index % 3 === n % 3)) {
        pairs += 1;
        const there = await runHistory(options, [...actions, one, other]);
        const back = await runHistory(options, [...actions, other, one]);
        const where = `after ${actions.map(describeAction).join(' ')}: ${describeAction(one)} and ${describeAction(other)}`;
        expect(seenBy(there), where).toEqual(seenBy(back));
        expect(there.violations, where).toEqual([]);
      }
    }
    expect(pairs).toBeGreaterThan(40);
  });

  test('a world that takes over how another began stands as if it had begun by itself, and goes on alike', async () => {
    for (let n = 0; n < 6; n++) {
      const switches = n === 0 ? {} : drawSwitches(`began/${n}`);
      const options = worldOptions(bundles, { callers: 2, operators: 2, seed: 1, switches });
      const [itself, taken] = [await play(options, []), await play(options, [])];
      expect(taken.state).toBe(itself.state);
      const walk = { seed: `began/${n}`, depth: 25 };
      expect((await drawHistory(options, walk)).notes).toEqual((await drawHistory({ ...options }, walk)).notes);
    }
  });

  test('callers are alike: the same history with their names the other way round looks the same', async () => {
    const options = worldOptions(bundles, { callers: 2, operators: 2, seed: 1, switches: {} });
    const otherwise = (text: string) => text.replace(/caller([12])/g, (_, number: string) => `caller${3 - Number(number)}`);
    for (let n = 0; n < 8; n++) {
      const { actions, notes } = await drawHistory(options, { seed: `names/${n}`, depth: 25 });
      const renamed = actions.map(({ kind, at }): Action => ({ kind, at: CALLERS_ACTIONS.includes(kind) ? 1 - at : at }));
      const run = await runHistory(options, renamed);
      expect(run.notes.map(({ atMs, who, what }) => `${atMs} ${otherwise(`${who} ${what}`)}`)).toEqual(notes.map(({ atMs, who, what }) => `${atMs} ${who} ${what}`));
    }
  });
});

test('of callers who have not dialled the first one dials, and whoever is left may be anybody', () => {
  const [first, second]: Action[] = [{ kind: 'dial', at: 0 }, { kind: 'dial', at: 1 }];
  if (!first || !second) throw new Error('no callers');
  expect([isOtherwiseNamed(first, [first, second]), isOtherwiseNamed(second, [first, second]), isOtherwiseNamed(second, [second])]).toEqual([false, true, false]);
});

test('of two independent actions one order only is left out', () => {
  const one: Action = { kind: 'close', at: 0 };
  const other: Action = { kind: 'cut', at: 1 };
  expect([isSwapped(one, other), isSwapped(other, one)]).toEqual([false, true]);
  expect(areIndependent(one, { kind: 'open', at: 0 })).toBe(false);
  expect(areIndependent({ kind: 'pass', at: 0 }, { kind: 'close', at: 1 })).toBe(false);
});

function pairsOf(actions: readonly Action[]): [Action, Action][] {
  return actions.flatMap((one, index) =>
    actions.slice(index + 1).filter((other) => areIndependent(one, other)).map((other): [Action, Action] => [one, other]));
}

test('an answer that is told late is an input: clouds that differ by it are never taken for the same', () => {
  const clock = new VirtualClock();
  const [usual, late] = [new CloudInputs(clock), new CloudInputs(clock)];
  const hears = (inputs: CloudInputs, isNext: boolean) => {
    const plan = new LateAnswer(clock, inputs);
    plan.isNext = isNext;
    plan.fateOf(null, 'ACD.OperatorReached', { operatorCall: {} });
    return inputs.hash;
  };
  expect(hears(late, true)).not.toBe(hears(usual, false));
});
