import type { FoundPlant, Plant } from './find-plant';

/** docs/plants.md: each plant, the invariant that it breaks, and the timeline that the explorer prints. */
export function plantsPage(plants: readonly Plant[], found: ReadonlyMap<string, FoundPlant>): string {
  const lines = [
    '# Plants',
    '',
    'Bugs on purpose (`test/plants/`), each found by the explorer. Written by `npm run plants`; times are virtual seconds.',
  ];
  for (const { name, about, flags } of plants) {
    const shown = found.get(name);
    lines.push('', `## ${name}`, '', about, '', `\`vox explore${flags.map((flag) => ` ${flag}`).join('')}\``, '');
    if (shown) lines.push(`**${shown.invariant}**: ${shown.detail}`, '', '```', ...shown.trace, '```');
    else lines.push('Not found within a minute so far.');
  }
  return `${lines.join('\n')}\n`;
}
