import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  connectionLine, controls, isRinging, lineDetail, mustGuard, presenceOf, reduce, unsentCount, type PageState,
} from '../../../../operator/state';
import { brief, changed, fileNameOf, without } from '../../../support/brief';
import { createOperator, type Happening } from '../../world';
import { inputsOf } from './inputs';
import { MOMENTS } from './moments';

/** What happens comes so long after the moment. */
const LATER_MS = 400;
/** How long after a time that the state knows something may be due, beside that time itself. */
const LATENESS_MS: Readonly<Record<string, readonly number[]>> = {
  platformSinceMs: [3_000, 5_000], limitAtMs: [5_000], byMs: [6_000], sinceMs: [3_000, 4_000, 8_000], atMs: [12_000], upSinceMs: [30_000],
};

/** What a page knows that has just been loaded. */
const FRESH = without(createOperator().state, 'profile', 'pageId');

/** All that the page shows of its state. */
function shown(state: PageState): Record<string, unknown> {
  const buttons = Object.entries(controls(state)).filter(([, { shown: isShown }]) => isShown);
  return {
    line: connectionLine(state), detail: lineDetail(state), presence: presenceOf(state), rings: isRinging(state), guards: mustGuard(state), unsent: unsentCount(state),
    buttons: buttons.map(([id, { enabled }]) => (enabled ? id : `(${id})`)).join(' '),
  };
}

interface Reaction { does: string; shows: string; whole: string }

interface Moment { before: PageState; was: Record<string, unknown> }

function reactionOf({ before, was }: Moment, happening: Happening, atMs: number): Reaction {
  const { state, effects } = reduce(before, { ...happening, atMs });
  const news = changed(was, shown(state));
  const knows = changed(without(before, 'nowMs'), without(state, 'nowMs'));
  return { does: effects.map(({ type }) => type).join(' '), shows: Object.keys(news).join(' '), whole: [effects, news, knows].map(brief).join() };
}

/** The moments at which a clock may matter: each time that the state knows, and a millisecond before. */
function times(state: PageState): number[] {
  const known = new Set<number>();
  const look = (value: unknown, name: string): void => {
    if (typeof value === 'number' && value > 900_000) for (const late of [0, ...(LATENESS_MS[name] ?? [])]) known.add(value + late);
    else if (typeof value === 'object' && value !== null) for (const [inner, one] of Object.entries(value)) look(one, inner);
  };
  look(without(state, 'profile'), '');
  return [...known].flatMap((at) => [at - 1, at]).filter((at) => at > state.nowMs).sort((left, right) => left - right);
}

/**
 * What does something, a line each: what is asked for, what is shown otherwise, and a fingerprint of both in full and of
 * all that the page knows; in full it would be megabytes.
 */
function rowsOf(state: PageState): string[] {
  const moment = { before: state, was: shown(state) };
  const counts = new Map<string, number>();
  const ticks = [...times(state), state.nowMs + 90_001].map((at) => [`${at - state.nowMs} ms`, reactionOf(moment, { type: 'tick' }, at)] as const);
  const others = inputsOf(state).map((input) => {
    const count = (counts.get(input.type) ?? 0) + 1;
    counts.set(input.type, count);
    return [`${input.type} ${count}`, reactionOf(moment, input, state.nowMs + LATER_MS)] as const;
  });
  const rows = [...ticks, ...others].filter(([, { whole }]) => whole !== NOTHING);
  const loud = rows.filter(([, { does, shows }]) => does !== '' || shows !== '');
  const quiet = rows.filter((row) => !loud.includes(row));
  return [
    brief(changed(FRESH, without(state, 'profile', 'pageId'))), brief(moment.was),
    ...loud.map(([happens, { does, shows, whole }]) => [happens, fingerprint(whole), does, shows === '' ? '' : `| ${shows}`].filter((word) => word !== '').join(' ')),
    `quietly: ${quiet.map(([happens, { whole }]) => `${happens} ${fingerprint(whole)}`).join(', ')}`,
  ];
}

const NOTHING = [[], {}, {}].map(brief).join();

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

test.each(Object.keys(MOMENTS))('%s: whatever happens does what is recorded', async (name) => {
  const state = MOMENTS[name]?.();
  const rows = state ? rowsOf(state) : [];
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot(`recorded/${fileNameOf(name)}.txt`);
});
