import type { OpeningHours, TimeSpan } from '../../contracts/call-settings';

/** Wall-clock time where the franchise is. */
export interface LocalTime {
  /** Sunday is 0. */
  readonly weekday: number;
  /** Since midnight. */
  readonly minute: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

/** Why nobody serves now, or null while open. A day with hours of its own wins over the holidays. */
export function closedFor(hours: OpeningHours, now: LocalTime): 'hours' | 'holiday' | null {
  const own = hours.exceptions[now.date];
  if (own) return own.length === 0 ? 'holiday' : outside(own, now);
  if (hours.holidays.includes(now.date) || hours.holidays.includes(now.date.slice(5))) return 'holiday';
  return outside(hours.weekly[now.weekday] ?? [], now);
}

function outside(spans: readonly TimeSpan[], { minute }: LocalTime): 'hours' | null {
  return spans.some(([from, to]) => minute >= from && minute < to) ? null : 'hours';
}
