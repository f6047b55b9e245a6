import type { Shift } from '../targets';

/** A shift as it is written: times of day as HH:MM. */
export interface WrittenShift {
  from: string;
  to: string;
  breaks?: readonly { from: string; minutes: number }[] | undefined;
}

export interface ShiftProblem {
  path: (string | number)[];
  what: string;
  remedy: string;
}

const DAY = 24 * 60;

/** What is wrong with a shift whose times can be read; null: nothing. A shift may go past midnight. */
export function shiftProblem(shift: WrittenShift): ShiftProblem | null {
  if (shift.from === shift.to) {
    return { path: ['to'], what: 'the shift ends when it begins', remedy: 'write 00:00 to 24:00 for the whole day' };
  }
  const length = lengthOf(shift);
  let freeFrom = length === DAY ? -1 : 0;
  const breaks = (shift.breaks ?? []).map((pause, index) => ({ index, ...pause, start: after(shift.from, pause.from) }));
  for (const { index, start, minutes } of breaks.sort((left, right) => left.start - right.start)) {
    if (start <= freeFrom || start + minutes >= length + (length === DAY ? 1 : 0)) {
      return { path: ['breaks', index], what: 'the break is not within the shift, or in another break', remedy: `let it begin after ${shift.from}, end before ${shift.to}, and leave other breaks alone` };
    }
    freeFrom = start + minutes;
  }
  return null;
}

/** The same in hours of the day. */
export function hoursOf({ from, to, breaks = [] }: WrittenShift): Shift {
  const fromHour = minuteOf(from) / 60;
  const whole = lengthOf({ from, to }) === DAY;
  return {
    fromHour, toHour: whole ? fromHour + 24 : minuteOf(to) / 60,
    ...(breaks.length === 0 ? {} : { breaks: breaks.map((pause) => ({ fromHour: minuteOf(pause.from) / 60, minutes: pause.minutes })) }),
  };
}

/**
 * One shift for each operator, the groups mixed as evenly as they go: whoever takes the first n
 * of them (the sweep does) has each group in its share.
 */
export function inTurn(groups: readonly { count: number; shift: Shift }[]): Shift[] {
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  const given = groups.map(() => 0);
  return Array.from({ length: all }, (_, index) => {
    const behind = groups.map(({ count }, at) => (count * (index + 1)) / all - (given[at] ?? 0));
    const next = behind.indexOf(Math.max(...behind));
    given[next] = (given[next] ?? 0) + 1;
    return groups[next]?.shift ?? { fromHour: 0, toHour: 24 };
  });
}

function lengthOf({ from, to }: Pick<WrittenShift, 'from' | 'to'>): number {
  return after(from, to) || DAY;
}

/** Minutes from one time of day to the next such. */
function after(from: string, to: string): number {
  return (minuteOf(to) - minuteOf(from) + DAY) % DAY;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
