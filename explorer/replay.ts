import type { SmartQueuePriority } from '../contracts/call-settings';
import type { CallSettings } from '../contracts/call-settings';
import type { Switches } from '../emulator/switches';
import { describeAction, parseAction, type Action } from './world/action';
import type { Note } from './world/note';
import type { WorldOptions } from './world/world';

/** One history as a file: everything that is needed to play it again. */
export interface ReplayFile {
  kind: 'vox-history';
  version: 1;
  engine: CallSettings['queue']['engine'];
  callers: number;
  operators: number;
  seed: number;
  switches: Partial<Switches>;
  actions: string[];
}

/** The bundle under test, per direction of SmartQueue's priority, and its settings. */
export interface Bundles {
  settings: CallSettings;
  script: Record<SmartQueuePriority, string>;
}

export function toReplay(options: WorldOptions, actions: readonly Action[]): ReplayFile {
  const { callers, operators, seed, switches, settings } = options;
  return {
    kind: 'vox-history', version: 1, engine: settings.queue.engine, callers, operators, seed, switches,
    actions: actions.map(describeAction),
  };
}

/** null for a text that is no such file. */
export function parseReplay(text: string): ReplayFile | null {
  try {
    const file = JSON.parse(text) as Partial<ReplayFile>;
    const isOurs = file.kind === 'vox-history' && file.version === 1 && Array.isArray(file.actions);
    return isOurs ? (file as ReplayFile) : null;
  } catch {
    return null;
  }
}

export function readReplay(file: ReplayFile, bundles: Bundles): { options: WorldOptions; actions: Action[] } {
  const actions = file.actions.map((text) => {
    const action = parseAction(text);
    if (!action) throw new Error(`"${text}" is no action; an action looks like "caller1.dial", "op2.answer" or "wait"`);
    return action;
  });
  const { callers, operators, seed, switches } = file;
  return { options: worldOptions(bundles, { callers, operators, seed, switches }), actions };
}

/** The environment states the platform's direction of priority, so that the settings follow the switch. */
export function worldOptions(bundles: Bundles, size: Omit<WorldOptions, 'script' | 'settings'>): WorldOptions {
  const direction: SmartQueuePriority = size.switches.sqPriority ?? 'larger-first';
  const { settings } = bundles;
  return {
    ...size,
    script: bundles.script[direction],
    settings: { ...settings, queue: { ...settings.queue, smartQueuePriority: direction } },
  };
}

/** One line an event: when, who, what. */
export function timeline(notes: readonly Note[]): string[] {
  return notes.map(({ atMs, who, what }) => `${(atMs / 1000).toFixed(3).padStart(8)}  ${who === 'do' ? `→ ${what}` : `${who} ${what}`}`);
}

/** The same without what only fills the page: confirmations of statuses, and silence between two sounds. */
export function essentials(notes: readonly Note[]): Note[] {
  return notes.filter(({ who, what }) => who === 'do' || !(/^is [A-Z_]+$/.test(what) || what === 'hears silence' || what === 'is answered'));
}
