import { VIRTUAL_START_MS } from '../emulator/clock/virtual-clock';

/** Minutes that a time zone (IANA name) is ahead of UTC when virtual time begins; summer time is not followed. */
export function utcOffsetMinutes(timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(VIRTUAL_START_MS).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1);
}
