import type { ExploreResult } from '../targets';

/** What one process found, as it stands in a file. */
export type ShareReport = Omit<ExploreResult, 'hashes'> & { hashes: string[] };
export type Explored = Omit<ExploreResult, 'hashes'>;

/** Several shares as one: a history that two of them met counts once. */
export function mergeShares(reports: readonly ShareReport[]): Explored {
  const [first] = reports;
  if (!first) throw new Error('Expected at least one share of an exploration, got none');
  const distinct = new Set<string>();
  for (const { hashes } of reports) for (const hash of hashes) distinct.add(hash);
  const sum = (of: (report: ShareReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  const violations = new Map<string, Explored['violations'][number]>();
  for (const violation of reports.flatMap((report) => report.violations)) {
    const known = violations.get(violation.invariant);
    if (!known || violation.trace.length < known.trace.length) violations.set(violation.invariant, violation);
  }
  const { engine, seed, alphabet, roots } = first;
  const least = (root: string) => Math.min(...reports.map(({ completeAfter }) => completeAfter[root] ?? 0));
  return {
    engine, seed, alphabet, roots,
    histories: sum(({ histories }) => histories),
    distinct: distinct.size,
    long: sum(({ long }) => long),
    maxDepth: Math.max(...reports.map(({ maxDepth }) => maxDepth)),
    completeDepth: Math.min(...reports.map(({ completeDepth }) => completeDepth)),
    completeAfter: Object.fromEntries(roots.map((root) => [root, least(root)])),
    perSecond: sum(({ perSecond }) => perSecond),
    violations: [...violations.values()],
  };
}
