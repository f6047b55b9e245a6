import type { Output } from '../command';
import type { Explored } from './merge';

type Shown = Omit<Explored, 'violations'> & { violations: (Explored['violations'][number] & { file: string })[] };

/** What was tried, and each breach as a timeline. */
export function describeExplored(result: Shown, colors: Output['colors']): string[] {
  const { engine, seed, alphabet, histories, distinct, long, maxDepth, completeDepth, completeAfter, perSecond, violations } = result;
  return [
    `engine ${engine}, seed ${seed}`,
    `alphabet: ${alphabet.join(' ')}`,
    `${histories} histories, ${distinct} distinct, ${long} of them with at least 12 events; the longest has ${maxDepth}`,
    `every order of ${completeDepth} steps from the beginning was tried; ${perSecond} histories a second`,
    `every order after other moments: ${Object.entries(completeAfter).map(([root, depth]) => `${root} ${depth}`).join(', ')}`,
    ...violations.flatMap(({ invariant, detail, trace, file }) => [
      '', colors.red(`${invariant}: ${detail}`), ...trace, `play it again: npx vox replay ${file}`,
    ]),
    violations.length === 0 ? colors.green('no violation') : colors.red(`${violations.length} invariants violated`),
  ];
}
