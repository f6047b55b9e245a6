import type { VirtualClock } from '../../emulator/clock/virtual-clock';
import type { OperatorOptions, Shift } from '../options';
import type { SimulatedOperator } from './operator';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface LocalClock {
  clock: VirtualClock;
  utcOffsetMinutes: number;
}

/** Switches every operator on and off by his shift, day by day; without shifts all work always. */
export function keepShifts(operators: readonly SimulatedOperator[], shifts: readonly Shift[] | undefined, local: LocalClock): void {
  operators.forEach((operator, index) => {
    const shift = shifts?.[index % shifts.length];
    if (!shift) operator.work(true);
    else keep(operator, changesOf(shift), local);
  });
}

/** How many are on shift at so many moments of a day, spread evenly from midnight; null: they have no shifts. */
export function operatorsThere({ count, shifts }: Pick<OperatorOptions, 'count' | 'shifts'>, moments: number): number[] | null {
  if (!shifts || shifts.length === 0) return null;
  const changes = shifts.map(changesOf);
  return Array.from({ length: moments }, (_, moment) => {
    const atMs = (moment * DAY_MS) / moments;
    let there = 0;
    for (let index = 0; index < count; index++) there += worksAt(changes[index % changes.length] ?? [], atMs) ? 1 : 0;
    return there;
  });
}

interface Change {
  /** Since midnight of the local day. */
  atMs: number;
  works: boolean;
}

function changesOf({ fromHour, toHour, breaks = [] }: Shift): Change[] {
  const pauses = breaks.flatMap((pause) => [
    { atMs: pause.fromHour * HOUR_MS, works: false },
    { atMs: pause.fromHour * HOUR_MS + pause.minutes * 60_000, works: true },
  ]);
  const ends = toHour - fromHour === 24 ? [] : [{ atMs: fromHour * HOUR_MS, works: true }, { atMs: toHour * HOUR_MS, works: false }];
  return [...pauses, ...ends].map((change) => ({ ...change, atMs: change.atMs % DAY_MS })).sort((left, right) => left.atMs - right.atMs);
}

/** Before the first change of the day the last one of yesterday holds; no change at all: all day. */
function worksAt(changes: readonly Change[], sinceMidnightMs: number): boolean {
  const past = changes.filter(({ atMs }) => atMs <= sinceMidnightMs).at(-1) ?? changes.at(-1);
  return past?.works ?? true;
}

function keep(operator: SimulatedOperator, changes: readonly Change[], { clock, utcOffsetMinutes }: LocalClock): void {
  const sinceMidnightMs = (clock.now() + utcOffsetMinutes * 60_000) % DAY_MS;
  operator.work(worksAt(changes, sinceMidnightMs));
  for (const { atMs, works } of changes) {
    const firstMs = atMs > sinceMidnightMs ? atMs - sinceMidnightMs : atMs + DAY_MS - sinceMidnightMs;
    const again = () => {
      operator.work(works);
      clock.after(DAY_MS, again);
    };
    clock.after(firstMs, again);
  }
}
