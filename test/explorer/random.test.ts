import { beforeAll, describe, expect, test } from 'vitest';
import { explore, parseAction, runHistory, worldOptions, type Action, type Bundles } from '../../explorer';
import { bundlesToExplore } from '../../scripts/explore/bundles';
import { ROOT } from '../architecture/sources';

/** The same histories at every run; `npm run long -- explore` plays more of them, of a fresh seed. */
const HISTORIES = Number(process.env['VOX_EXPLORED'] ?? 3_000);
const SEED = Number(process.env['VOX_SEED'] ?? 1);

/** Orders that once broke an invariant, and what was wrong; they run for ever. */
const PAST = [
  ['a ban that OFFLINE hid left an operator deaf', 'caller1.dial wait wait wait wait wait wait op1.intakeOff wait op1.intakeOn wait wait'],
  ['the same for both operators', 'caller1.dial wait wait wait wait wait wait wait wait op1.intakeOff op2.intakeOff wait op1.intakeOn op2.intakeOn wait wait'],
  // The invariant was wrong: a page that sleeps over an offer cannot know when it is free again.
  ['a second ring that came in its sleep is not held against the operator', 'caller2.dial op2.late op2.sleep wait wait caller1.dial op2.reload wait op2.sleep wait wait wait wait op1.late op1.drop op1.sleep wait'],
  ['a pass that the desk heard late is judged by who was ready then', 'caller1.dial wait wait wait wait op1.pass wait wait op2.late op2.cut op2.pass'],
  ['an answer that crossed the end of the call is hung up as soon as the platform tells of it', 'caller1.dial wait wait wait wait caller1.hangUp reachedLate op1.answer deskDown'],
  ['a colleague whose page has just gone was still offered the call', 'caller1.dial wait wait wait wait deskDown deskUp op2.close op1.pass'],
  ['an operator who goes starts no clock for another’s talk', 'caller1.dial wait wait wait wait op1.answer wait wait wait wait wait op2.reload wait op1.cut op1.endTalk'],
  // The invariant was wrong: an operator who gets the same caller again wraps up again.
  ['who lost a caller, closed the wrap-up and got him again wraps up once more', 'caller1.dial op1.intakeOff wait wait wait wait wait op2.answer wait wait wait wait op2.cut deskDown wait wait wait op2.cancel wait wait wait wait op2.answer wait wait wait wait'],
  ['of one leg the platform tells in order: its end never before that it was reached', 'caller1.dial wait wait wait op1.sleep op2.reload wait op2.intakeOn wait wait wait reachedLate op2.answer wait wait wait op2.endTalk'],
] as const;

describe.each(['smartqueue', 'acd'] as const)('random exploration, %s', (engine) => {
  let bundles: Bundles;
  beforeAll(async () => {
    bundles = await bundlesToExplore(ROOT, engine);
  });

  test.each(PAST)('%s: it stays mended', async (_, text) => {
    const actions = text.split(' ').map(parseAction).filter((one): one is Action => one !== null);
    const { violations } = await runHistory(worldOptions(bundles, { callers: text.includes('caller2') ? 2 : 1, operators: 2, seed: 1, switches: {} }), actions);
    expect(violations).toEqual([]);
  });

  test('histories drawn from a seed break no invariant', async () => {
    const result = await explore({
      bundles, callers: 2, operators: 2, depth: 0, budgetMs: Infinity, enough: HISTORIES, seed: SEED, now: () => Date.now(),
    });
    expect(result.violations, `seed ${SEED}`).toEqual([]);
    expect(result.histories).toBeGreaterThanOrEqual(HISTORIES);
  }, 240_000 + 20 * HISTORIES);
});
