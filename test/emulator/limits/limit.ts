/** One side of a limit: what is done, and what must be seen. */
export interface Side {
  what: string;
  gives: string;
  seen(): Promise<string>;
}

export interface Limit {
  within: Side;
  beyond: Side;
}

/** A limit that the same deed, once smaller and once larger, reaches from both sides. */
export function limit<Size>(
  seen: (size: Size) => Promise<string>,
  within: [size: Size, gives: string],
  beyond: [size: Size, gives: string],
): Limit {
  const side = ([size, gives]: [Size, string]): Side => ({ what: String(size), gives, seen: () => seen(size) });
  return { within: side(within), beyond: side(beyond) };
}
