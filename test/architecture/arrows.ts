/** Which folder may import which; a room may always import itself. */
export const ARROWS: Record<string, readonly string[]> = {
  contracts: [],
  rules: ['contracts'],
  'scenarios/call': ['contracts'],
  'scenarios/queue': ['contracts'],
  'scenarios/effects': ['scenarios/call', 'scenarios/queue', 'contracts'],
  scenarios: ['scenarios/call', 'scenarios/effects', 'scenarios/queue', 'contracts'],
  'operator/state': ['contracts'],
  operator: ['operator/state', 'contracts'],
  'desk/lease': ['contracts'],
  desk: ['desk/lease', 'contracts'],
  emulator: ['contracts'],
  simulation: ['contracts', 'emulator'],
  explorer: ['contracts', 'emulator', 'operator/state', 'desk/lease'],
  scripts: ['contracts'],
};

/** The composition root, and the data file that a person writes. */
export const FREE_FILES = ['scripts/targets.ts', 'voxfiles.config.ts'];

/** The most specific room that holds `path`. */
export function roomOf(path: string): string | undefined {
  return Object.keys(ARROWS)
    .filter((room) => path === room || path.startsWith(`${room}/`))
    .sort((left, right) => right.length - left.length)[0];
}
