/** Microphones by leg: who hears whom is decided elsewhere, here the frames pass. */
export interface Exchange {
  publish(legId: string, frame: Buffer): void;
  listen(legId: string, fn: (frame: Buffer) => void): () => void;
}

export function createExchange(): Exchange {
  const listeners = new Map<string, Set<(frame: Buffer) => void>>();
  return {
    publish(legId, frame) {
      for (const fn of listeners.get(legId) ?? []) fn(frame);
    },
    listen(legId, fn) {
      const set = listeners.get(legId) ?? new Set();
      listeners.set(legId, set.add(fn));
      return () => {
        set.delete(fn);
        if (set.size === 0 && listeners.get(legId) === set) listeners.delete(legId);
      };
    },
  };
}
