import type { BenchRow } from './row';

interface Asked { arrivedMs: number; answeredMs: number | undefined }

/** A process's time in three parts, seen from the far side of its requests; the largest is called so. */
export function whereItGoes(
  requests: readonly Asked[],
  { name, startMs, wallMs }: { name: string; startMs: number; wallMs: number },
): BenchRow[] {
  const spans = requests
    .map(({ arrivedMs, answeredMs }) => ({ from: arrivedMs, to: answeredMs ?? arrivedMs }))
    .sort((left, right) => left.from - right.from);
  const beforeMs = (spans[0]?.from ?? startMs + wallMs) - startMs;
  const { coveredMs, rounds } = cover(spans);
  const parts = [
    { what: 'start, config and build', ms: beforeMs },
    { what: `requests under way, ${rounds} rounds`, ms: coveredMs },
    { what: 'between the rounds and after', ms: wallMs - beforeMs - coveredMs },
  ];
  const mostMs = Math.max(...parts.map(({ ms }) => ms));
  return parts.map(({ what, ms }) => ({
    name: `  ${what}${ms === mostMs ? ' (dominates)' : ''}`, value: ms, unit: 'ms', peer: null, limit: null, of: name,
  }));
}

/** How long at least one request was open, and how often all were answered before the next began. */
function cover(spans: readonly { from: number; to: number }[]): { coveredMs: number; rounds: number } {
  let coveredMs = 0;
  let rounds = 0;
  let endMs = -Infinity;
  for (const { from, to } of spans) {
    if (from >= endMs) rounds += 1;
    coveredMs += Math.max(0, to - Math.max(from, endMs));
    endMs = Math.max(endMs, to);
  }
  return { coveredMs, rounds };
}
