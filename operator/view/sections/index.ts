import type { ComponentType } from 'preact';

/**
 * Every section but «Входящие» is a file of its own that comes when it is first wanted: what an
 * operator needs to take a call must not wait for lists and reports.
 */
const SECTIONS = {
  calls: async (): Promise<ComponentType> => (await import('./calls')).Calls,
  callbacks: async (): Promise<ComponentType> => (await import('./callbacks')).Callbacks,
  numbers: async (): Promise<ComponentType> => (await import('./numbers')).Numbers,
  team: async (): Promise<ComponentType> => (await import('./team')).Team,
  integration: async (): Promise<ComponentType> => (await import('./integration')).Integration,
};

/** A part of the dialog that a click opens comes in the same way. */
const LOADERS = { ...SECTIONS, colleagues: async (): Promise<ComponentType> => (await import('../colleagues')).Colleagues };

export type LaterSection = keyof typeof SECTIONS;
export type LaterPart = keyof typeof LOADERS;
export const LATER_SECTIONS = Object.keys(SECTIONS) as LaterSection[];

const loaded = new Map<LaterPart, ComponentType>();

/** The section where it has come already. */
export function loadedSection(name: LaterPart): ComponentType | undefined {
  return loaded.get(name);
}

export async function loadSection(name: LaterPart): Promise<void> {
  loaded.set(name, await LOADERS[name]());
}

/** All of them, once the browser has nothing better to do: a desk that is released anew may not have them any more. */
export async function loadSections(): Promise<void> {
  await Promise.allSettled((Object.keys(LOADERS) as LaterPart[]).map(loadSection));
}
