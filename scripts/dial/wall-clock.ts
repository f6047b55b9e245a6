/** `2027-01-01T12:00` on the clocks of an IANA time zone, as milliseconds since 1970 UTC. */
export function instantOf(wallClock: string, timeZone: string): number {
  const asUtcMs = Date.parse(`${wallClock}:00Z`);
  // The offset of that hour is found from the one an offset away; they differ in the night of a change at most.
  const guessMs = asUtcMs - offsetMs(asUtcMs, timeZone);
  return asUtcMs - offsetMs(guessMs, timeZone);
}

/** How far the zone's clocks are ahead of UTC at that moment. */
function offsetMs(atMs: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
  });
  const parts = format.formatToParts(atMs);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - atMs;
}
