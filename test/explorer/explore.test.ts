import { beforeAll, describe, expect, test } from 'vitest';
import {
  explore, parseAction, readReplay, rootsOf, runHistory, watchHistory, worldOptions, type Action, type Bundles, type ReplayFile,
} from '../../explorer';
import { tryRandomly } from '../../explorer/search/random';
import { bundlesToExplore } from '../../scripts/explore/bundles';
import { cuesOf, describeSeen } from '../../scripts/replay/browser/script';
import { ROOT } from '../architecture/sources';

const actions = (text: string) => text.split(/ +/).map((word) => parseAction(word)).filter((one): one is Action => one !== null);

/** Counts its own calls: the same budget is the same number of histories on every machine. */
function countedBudget(): () => number {
  let calls = 0;
  return () => (calls += 1);
}

describe.each(['smartqueue', 'acd'] as const)('explorer, %s', (engine) => {
  let bundles: Bundles;
  beforeAll(async () => {
    bundles = await bundlesToExplore(ROOT, engine);
  });
  const play = (text: string, switches = {}) =>
    runHistory(worldOptions(bundles, { callers: 1, operators: 2, seed: 1, switches }), actions(text));

  test('a call from dial to saved wrap-up breaks nothing and is seen whole', async () => {
    const options = worldOptions(bundles, { callers: 1, operators: 2, seed: 1, switches: {} });
    const root = (await rootsOf(options)).find(({ name }) => name === 'wrap-up');
    const { notes, violations } = await runHistory(options, [...(root?.actions ?? []), ...actions('op1.save wait')]);
    const seen = notes.map(({ who, what }) => `${who} ${what}`);
    expect(violations).toEqual([]);
    expect(seen).toContain('caller1 hears an operator');
    expect(seen.indexOf('op1 is through with it')).toBeGreaterThan(seen.indexOf('op1 wraps up'));
  });

  test('the same history twice is the same to the letter', async () => {
    const text = 'caller1.dial wait wait op2.cut wait op1.pass wait wait caller1.hangUp deskDown wait wait';
    expect((await play(text)).notes).toEqual((await play(text)).notes);
  });

  test('the platform tells late that an operator answered: the two hear each other later, and nothing breaks', async () => {
    const options = worldOptions(bundles, { callers: 1, operators: 2, seed: 1, switches: {} });
    const ringing = (await rootsOf(options)).find(({ name }) => name === 'ringing')?.actions ?? [];
    const heardAtMs = async (late: string) => {
      const { notes, violations } = await runHistory(options, [...ringing, ...actions(`${late} op1.answer wait wait wait wait wait wait`)]);
      expect(violations).toEqual([]);
      return notes.find(({ who, what }) => who === 'caller1' && what === 'hears an operator')?.atMs ?? NaN;
    };
    expect(await heardAtMs('reachedLate') - await heardAtMs('')).toBeGreaterThanOrEqual(1_000);
  });

  test('a supervisor takes a caller out of the queue at once', async () => {
    const { notes, violations } = await play('caller1.dial wait wait wait caller1.takeOut wait');
    expect(violations).toEqual([]);
    const gone = notes.find(({ who, what }) => who === 'caller1' && what === 'is off the line');
    expect(gone?.atMs).toBeLessThan(1_000);
  });

  test('what is told of the cloud holds in random walks too', async () => {
    const options = worldOptions(bundles, { callers: 1, operators: 1, seed: 1, switches: { autoBridge: 'yes' } });
    const drawn: (string | undefined)[] = [];
    await tryRandomly({ options, bundles, seed: 7, depth: 2, goesOn: () => drawn.length < 8, found: (_, tried) => drawn.push(tried.switches.autoBridge) });
    expect(drawn).toEqual(Array(8).fill('yes'));
  });

  test('orders and random walks break no invariant', async () => {
    const result = await explore({ bundles, callers: 2, operators: 2, depth: 3, budgetMs: 600, seed: 20_261_123, now: countedBudget() });
    expect(result.violations).toEqual([]);
    expect(result.distinct).toBeGreaterThan(150);
    expect(result.completeDepth).toBeGreaterThanOrEqual(1);
  });
});

test('what a history looks like is told step by step: before each, and all that lasts', async () => {
  const history: ReplayFile = {
    kind: 'vox-history', version: 1, engine: 'smartqueue', callers: 1, operators: 2, seed: 1, switches: {},
    actions: ['op2.sleep', 'caller1.dial', 'wait', 'wait', 'wait', 'wait', 'wait', 'wait', 'caller1.takeOut', 'op2.answer'],
  };
  const { options, actions } = readReplay(history, await bundlesToExplore(ROOT, 'smartqueue'));
  const watched = await watchHistory(options, actions);
  const told = cuesOf(watched, 20_000).map((cue) => (cue.kind === 'step'
    ? `${cue.atMs} ${cue.step.text}${cue.step.isPossible ? '' : ' not possible'}`
    : `${cue.atMs} ${cue.isLasting ? `for ${cue.lastsMs} ` : ''}${describeSeen(cue.seen, ['op1', 'op2']).join(' · ')}`));
  expect(told).toEqual([
    '0 op1 on READY · op2 on READY · caller1 not yet',
    '0 op2.sleep',
    '0 op1 on READY · op2 asleep READY · caller1 not yet',
    '0 caller1.dial',
    '20 for 10000 op1 ringing DIALING · op2 asleep READY · caller1 waits',
    '10020 op1 paused ONLINE · op2 asleep READY · caller1 waits',
    '10020 caller1.takeOut',
    '10020 op1 paused ONLINE · op2 asleep READY · caller1 waits',
    '10020 op2.answer not possible',
    '10020 for 9980 op1 paused ONLINE · op2 asleep READY · caller1 gone',
  ]);
});
