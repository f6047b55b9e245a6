import type { SignatureVerdict } from '../../contracts/signature';

export interface CloudTime {
  /** The time of day by which the cloud goes, as far as this desk can tell. */
  nowMs(): number;
  /** That, and what the machine's clock shows: whoever else has a time of day may go by either. */
  readings(): readonly [number, number];
  /** Judges a signed message by that time; where it is stale by it, by what the machine's clock shows. */
  check(verify: (nowMs: number) => SignatureVerdict): SignatureVerdict;
}

/**
 * Signatures are fresh for a minute, so desk and cloud must agree on the time of day. `now` goes on steadily whatever
 * this machine's clock is set to, but from what it showed at first; a signed message tells which of the two is right.
 */
export function createCloudTime(clocks: { now: () => number; wallMs: () => number }): CloudTime {
  let aheadMs = 0;
  const nowMs = (): number => clocks.now() + aheadMs;
  return {
    nowMs,
    readings: () => [nowMs(), clocks.wallMs()],
    check(verify) {
      const verdict = verify(nowMs());
      if (verdict.ok || verdict.why !== 'stale') return verdict;
      const wallMs = clocks.wallMs();
      const again = verify(wallMs);
      if (again.ok) aheadMs = wallMs - clocks.now();
      return again;
    },
  };
}
