import type { StoryEntry } from './story-entry';

/**
 * Entries by time. What the scenario tells comes in later batches than what
 * operators and caller do at the same millisecond, so it is put back before
 * what it led to.
 */
export function inOrder(entries: readonly StoryEntry[]): StoryEntry[] {
  const times = [...new Set(entries.map(({ atMs }) => atMs))].sort((left, right) => left - right);
  const byTime = new Map<number, StoryEntry[]>(times.map((time) => [time, []]));
  for (const entry of entries) byTime.get(entry.atMs)?.push(entry);
  return [...byTime.values()].flatMap(withCausesFirst);
}

function withCausesFirst(simultaneous: readonly StoryEntry[]): StoryEntry[] {
  const told = simultaneous.filter(({ who }) => who === 'call');
  const ordered: StoryEntry[] = [];
  for (const entry of simultaneous) {
    if (entry.who === 'call') continue;
    const cause = told.findIndex((event) => isCauseOf(event, entry));
    ordered.push(...told.splice(0, cause + 1), entry);
  }
  return [...ordered, ...told];
}

function isCauseOf(event: StoryEntry, entry: StoryEntry): boolean {
  const isAboutHim = event['operator'] === entry.who;
  switch (event.kind) {
    case 'started': return entry.kind === 'connected';
    case 'offered': return isAboutHim && entry.kind === 'rings';
    case 'bridged': return isAboutHim && entry.kind === 'hears-caller';
    case 'operatorLost': return entry.who === 'caller' && entry['heard'] === 'speech';
    case 'commandResult': return entry.kind === 'line-ended';
    case 'ended': return entry.kind === 'line-ended';
    default: return false;
  }
}
