/** The parts of an instant in a zone, as numbers for Date.UTC. */
export function localParts(zone: string, timeMs: number): number[] {
  const parts = formatOf(zone).formatToParts(timeMs);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const ms = ((timeMs % 1000) + 1000) % 1000;
  return [part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'), ms];
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}
