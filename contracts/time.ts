declare const WALL: unique symbol;

/**
 * A moment of a wall clock, milliseconds since the epoch. It is no number to the type checker: it is shown, stored and
 * sent, but nothing is measured by it, since whoever looks after a machine may set its clock at any time. Moments that
 * are numbers come from clocks that nobody sets.
 */
export interface WallMs { readonly [WALL]: true }

/** For those who read a clock, and for moments that another machine told. */
export function wallMs(epochMs: number): WallMs {
  return epochMs as unknown as WallMs;
}

/** For columns and signatures. */
export function epochMs(at: WallMs): number {
  return at as unknown as number;
}

export function toIso(at: WallMs): string {
  return new Date(epochMs(at)).toISOString();
}

/** What that clock shows so much later. */
export function laterBy(at: WallMs, ms: number): WallMs {
  return wallMs(epochMs(at) + ms);
}
