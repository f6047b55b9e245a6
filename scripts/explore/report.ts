import type { Output } from '../command';
import type { Explored } from './merge';

type Shown = Omit<Explored, 'violations'> & { violations: (Explored['violations'][number] & { file: string })[] };

/** What was tried, and each breach as a timeline. */
export function describeExplored(result: Shown, colors: Output['colors']): string[] {
  const { engine, seed, alphabet, roots, histories, distinct, long, maxDepth, completeDepth, perSecond, violations } = result;
  return [
    `engine ${engine}, seed ${seed}`,
    `alphabet: ${alphabet.join(' ')}`,
    `roots: ${roots.join(', ')}`,
    `${histories} histories, ${distinct} distinct, ${long} of them with at least 12 events; the longest has ${maxDepth}`,
    `every order of ${completeDepth} steps after each root was tried; ${perSecond} histories a second`,
    ...violations.flatMap(({ invariant, detail, trace, file }) => [
      '', colors.red(`${invariant}: ${detail}`), ...trace, `play it again: npx vox replay ${file}`,
    ]),
    violations.length === 0 ? colors.green('no violation') : colors.red(`${violations.length} invariants violated`),
  ];
}
