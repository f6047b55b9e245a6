import type { LocalTime } from '../call/hours';

/** The platform gives wall-clock time as a date whose UTC fields are the local ones. */
export function localTime(timeZone: string): LocalTime {
  const local = getLocalTime(timeZone, new Date());
  return {
    weekday: local.getUTCDay(),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
    date: local.toISOString().slice(0, 10),
  };
}
