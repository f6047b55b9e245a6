/** Files that import each other in a circle, each group whole. `edges`: who imports whom. */
export function circlesIn(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const reach = new Map([...edges.keys()].map((file) => [file, reachedFrom(file, edges)]));
  const left = new Set([...edges.keys()].filter((file) => reach.get(file)?.has(file)));
  const circles: string[][] = [];
  for (const file of left) {
    const circle = [...left].filter((other) => reach.get(file)?.has(other) && reach.get(other)?.has(file)).sort();
    for (const member of circle) left.delete(member);
    circles.push(circle);
  }
  return circles;
}

function reachedFrom(file: string, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const ahead = [...(edges.get(file) ?? [])];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    ahead.push(...(edges.get(next) ?? []));
  }
  return reached;
}
