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
  // Its version is the command's.
  scripts: ['contracts', 'package.json'],
};

/**
 * Where files may import each other in a circle, because what they write is one: nowhere else is it a matter of
 * where a type stands.
 */
export const CIRCULAR: Record<string, string> = {
  'scenarios/call': 'the states of a call lead into one another',
  'emulator/platform': 'a session has legs, media and queue requests, and each of them its session',
  'emulator/gateway': 'a session of a page has the handlers of its messages, and each of them the session',
  explorer: 'a world is watched by its monitor, which looks at the world',
};

/** The composition root, and the data file that a person writes. */
export const FREE_FILES = ['scripts/targets.ts', 'voxfiles.config.ts'];

/** The most specific room that holds `path`. */
export function roomOf(path: string): string | undefined {
  return Object.keys(ARROWS)
    .filter((room) => path === room || path.startsWith(`${room}/`))
    .sort((left, right) => right.length - left.length)[0];
}
