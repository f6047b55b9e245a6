import type { Management } from '../../contracts/management';

type ListName =
  | 'application' | 'scenarios' | 'rules' | 'users' | 'sqQueues' | 'sqAgents' | 'sqSkills' | 'acdQueues' | 'acdSkills' | 'numbers'
  | 'secrets';

const LISTS: readonly ListName[] = [
  'application', 'scenarios', 'rules', 'users', 'sqQueues', 'sqAgents', 'sqSkills', 'acdQueues', 'acdSkills', 'numbers', 'secrets',
];

/** Which lists are other after which write. */
const SPOILS: Readonly<Partial<Record<keyof Management, readonly ListName[]>>> = {
  addApplication: ['application'],
  setApplication: ['application'],
  deleteApplication: LISTS,
  addScenario: ['scenarios'],
  setScenario: ['scenarios', 'rules'],
  deleteScenario: ['scenarios', 'rules'],
  addRule: ['rules'],
  setRule: ['rules', 'numbers'],
  bindScenario: ['rules'],
  reorderRules: ['rules'],
  deleteRule: ['rules', 'numbers'],
  // A new user may be an agent at once.
  addUser: ['users', 'sqAgents'],
  setUser: ['users'],
  deleteUser: ['users', 'sqAgents'],
  addSqQueue: ['sqQueues'],
  setSqQueue: ['sqQueues'],
  deleteSqQueue: ['sqQueues', 'sqAgents'],
  bindSqAgents: ['sqAgents'],
  setSqAgents: ['sqAgents'],
  setSqAgentSkills: ['sqAgents'],
  addSqSkill: ['sqSkills'],
  setSqSkill: ['sqSkills'],
  deleteSqSkill: ['sqSkills', 'sqAgents'],
  addAcdQueue: ['acdQueues'],
  setAcdQueue: ['acdQueues'],
  deleteAcdQueue: ['acdQueues', 'users'],
  bindAcdUsers: ['users'],
  addAcdSkill: ['acdSkills'],
  renameAcdSkill: ['acdSkills', 'acdQueues'],
  deleteAcdSkill: ['acdSkills', 'users', 'acdQueues'],
  bindAcdSkill: ['users'],
  bindAcdQueueSkills: ['acdQueues'],
  bindNumber: ['numbers'],
  unbindNumber: ['numbers'],
  addSecret: ['secrets'],
  setSecret: ['secrets'],
  deleteSecret: ['secrets'],
};

/** The same port; a list is asked for once, and again only after a write that changes it. */
export function remember(management: Management): Management & { forget(): void } {
  const kept = new Map<string, Promise<unknown>>();
  const forget = (lists: readonly ListName[]): void => {
    for (const key of [...kept.keys()]) if (lists.some((list) => key.startsWith(`${list}(`))) kept.delete(key);
  };
  return new Proxy(management as Management & { forget(): void }, {
    get(target, name: keyof Management | 'forget'): unknown {
      if (name === 'forget') return () => kept.clear();
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const call = value as (...given: unknown[]) => Promise<unknown>;
      const list = LISTS.find((candidate) => candidate === name);
      if (list) return (...given: unknown[]) => recall(kept, `${list}(${JSON.stringify(given)})`, () => call(...given));
      const spoiled = SPOILS[name];
      if (!spoiled) return call;
      return async (...given: unknown[]) => {
        // Before as well as after: a write whose answer was lost may have acted.
        forget(spoiled);
        try {
          return await call(...given);
        } finally {
          forget(spoiled);
        }
      };
    },
  });
}

function recall(kept: Map<string, Promise<unknown>>, key: string, ask: () => Promise<unknown>): Promise<unknown> {
  const known = kept.get(key);
  if (known) return known;
  const asked = ask().catch((error: unknown) => {
    kept.delete(key);
    throw error;
  });
  kept.set(key, asked);
  return asked;
}
