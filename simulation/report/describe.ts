import type { Shift, SimulateOptions } from '../options';

/** What was simulated, in a few sentences. */
export function describe(options: SimulateOptions): string {
  const { engine, operators, patienceSeconds, seed } = options;
  const { rejectShare = 0, silentShare = 0 } = operators;
  const patience = patienceSeconds === null ? 'endless patience' : `patience of ${patienceSeconds} s on the mean`;
  const times = `talk ${operators.talkSeconds} s, wrap-up ${operators.wrapUpSeconds} s (${operators.service}), answer after ${operators.answerDelaySeconds} s`;
  const misses = rejectShare + silentShare === 0 ? '' : `, ${share(rejectShare)} of offers rejected, ${share(silentShare)} left to ring`;
  return `${engine === 'acd' ? 'ACD v1' : 'SmartQueue'}, ${describeTraffic(options)}, ${describeOperators(options)}: ${times}${misses}. Callers have ${patience}. Seed ${seed}.`;
}

/** `UTC`, `UTC+3`, `UTC−3:30`. */
export function localTime({ utcOffsetMinutes = 0 }: Pick<SimulateOptions, 'utcOffsetMinutes'>): string {
  if (utcOffsetMinutes === 0) return 'UTC';
  const minutes = Math.abs(utcOffsetMinutes);
  const rest = minutes % 60 === 0 ? '' : `:${String(minutes % 60).padStart(2, '0')}`;
  return `UTC${utcOffsetMinutes > 0 ? '+' : '−'}${Math.floor(minutes / 60)}${rest}`;
}

function describeTraffic({ traffic }: SimulateOptions): string {
  if (traffic.kind === 'constant') return `${traffic.ratePerHour} calls an hour`;
  if (traffic.kind === 'history') return `a recorded history of ${traffic.recorded.length} calls`;
  const calls = traffic.ratesPerHour.reduce((sum, rate) => sum + rate, 0);
  return `${Math.round(calls)} calls a day, up to ${Math.max(...traffic.ratesPerHour)} an hour`;
}

function describeOperators({ operators: { count, shifts = [] } }: SimulateOptions): string {
  if (shifts.length === 0) return `${count} operators`;
  const groups = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const shift = shifts[index % shifts.length];
    const said = shift ? describeShift(shift) : '';
    groups.set(said, (groups.get(said) ?? 0) + 1);
  }
  return `${count} operators (${[...groups].map(([said, some]) => `${some} work ${said}`).join('; ')})`;
}

function describeShift({ fromHour, toHour, breaks = [] }: Shift): string {
  const pauses = breaks.map(({ fromHour: from, minutes }) => `${minutes} min at ${clock(from)}`);
  const whole = toHour - fromHour === 24 ? 'all day' : `${clock(fromHour)}–${clock(toHour)}`;
  return pauses.length === 0 ? whole : `${whole} with a break of ${pauses.join(' and ')}`;
}

function clock(hour: number): string {
  const minutes = Math.round(hour * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function share(of: number): string {
  return `${Math.round(of * 1000) / 10} %`;
}
