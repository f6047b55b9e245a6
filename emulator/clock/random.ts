/** Seeded random numbers; the same seed gives the same numbers on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  below(below: number): number;
  pick<T>(items: readonly T[]): T;
  /** A stream of its own: what one user draws does not move another's numbers. */
  split(use: string | number): Random;
}

/** Mulberry32 over a hashed seed: 32 bits of state, a few nanoseconds a number. */
export function createRandom(seed: number | string): Random {
  const root = hash(String(seed));
  let state = root;
  const random: Random = {
    next() {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
    below: (below) => Math.floor(random.next() * below),
    pick(items) {
      const item = items[random.below(items.length)];
      if (item === undefined) throw new Error('Expected something to pick from, got an empty list');
      return item;
    },
    split: (use) => createRandom(`${root}/${use}`),
  };
  return random;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value | 0;
}
