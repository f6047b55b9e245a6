import type { VirtualClock } from '../../emulator/clock/virtual-clock';
import type { OperatorOptions } from '../options';
import type { SimulatedOperator } from './operator';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Shift = NonNullable<OperatorOptions['shifts']>[number];

/** Switches every operator on and off by his shift, day by day; without shifts all work always. */
export function keepShifts(operators: readonly SimulatedOperator[], shifts: readonly Shift[] | undefined, clock: VirtualClock): void {
  operators.forEach((operator, index) => {
    const shift = shifts?.[index % shifts.length];
    if (!shift) operator.work(true);
    else keep(operator, changesOf(shift), clock);
  });
}

interface Change {
  /** Since midnight UTC. */
  atMs: number;
  works: boolean;
}

function changesOf(shift: Shift): Change[] {
  const breaks = (shift.breaks ?? []).flatMap(({ fromHour, minutes }) => [
    { atMs: fromHour * HOUR_MS, works: false },
    { atMs: fromHour * HOUR_MS + minutes * 60_000, works: true },
  ]);
  const ends = [{ atMs: shift.fromHour * HOUR_MS, works: true }, { atMs: shift.toHour * HOUR_MS, works: false }];
  return [...breaks, ...ends].sort((left, right) => left.atMs - right.atMs);
}

function keep(operator: SimulatedOperator, changes: readonly Change[], clock: VirtualClock): void {
  const midnightMs = Math.floor(clock.now() / DAY_MS) * DAY_MS;
  const sinceMidnightMs = clock.now() - midnightMs;
  const past = changes.filter(({ atMs }) => atMs <= sinceMidnightMs).at(-1) ?? changes.at(-1);
  operator.work(past?.works ?? false);
  for (const { atMs, works } of changes) {
    const firstMs = atMs > sinceMidnightMs ? atMs - sinceMidnightMs : atMs + DAY_MS - sinceMidnightMs;
    const again = () => {
      operator.work(works);
      clock.after(DAY_MS, again);
    };
    clock.after(firstMs, again);
  }
}
