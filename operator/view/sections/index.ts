import type { ComponentType } from 'preact';

/**
 * Every section but «Входящие» is a file of its own that comes when it is first wanted: what an
 * operator needs to take a call must not wait for lists and reports.
 */
const LOADERS = {
  calls: async (): Promise<ComponentType> => (await import('./calls')).Calls,
  callbacks: async (): Promise<ComponentType> => (await import('./callbacks')).Callbacks,
  numbers: async (): Promise<ComponentType> => (await import('./numbers')).Numbers,
  team: async (): Promise<ComponentType> => (await import('./team')).Team,
  integration: async (): Promise<ComponentType> => (await import('./integration')).Integration,
};

export type LaterSection = keyof typeof LOADERS;
export const LATER_SECTIONS = Object.keys(LOADERS) as LaterSection[];

const loaded = new Map<LaterSection, ComponentType>();

/** The section where it has come already. */
export function loadedSection(name: LaterSection): ComponentType | undefined {
  return loaded.get(name);
}

export async function loadSection(name: LaterSection): Promise<void> {
  loaded.set(name, await LOADERS[name]());
}

/** All of them, once the browser has nothing better to do: a desk that is released anew may not have them any more. */
export async function loadSections(): Promise<void> {
  await Promise.allSettled(LATER_SECTIONS.map(loadSection));
}
