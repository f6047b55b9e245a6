import type { SimulateOptions } from '../options';
import { operatorsThere } from '../run/shifts';
import type { Simulation } from '../simulate';
import { localTime } from './describe';

export interface Figure {
  name: string;
  value: string;
  note?: string;
}

const BUCKETS_AN_HOUR = 12;

export function figuresOf({ result }: Simulation, { target }: SimulateOptions): Figure[] {
  const { calls, answered, abandoned, meanWaitCi99Seconds, serviceLevel } = result;
  const share = (count: number) => percent(calls === 0 ? 0 : count / calls);
  const interval = meanWaitCi99Seconds?.map((seconds) => seconds.toFixed(1)).join(' – ');
  return [
    { name: 'Calls', value: calls.toLocaleString('en') },
    { name: 'Answered', value: share(answered), note: answered.toLocaleString('en') },
    { name: 'Not answered', value: share(abandoned), note: abandoned.toLocaleString('en') },
    { name: 'Mean wait', value: `${result.meanWaitSeconds.toFixed(1)} s`, ...(interval ? { note: `99 %: ${interval} s` } : {}) },
    { name: '95 % wait at most', value: `${result.p95WaitSeconds.toFixed(0)} s` },
    { name: `Answered within ${target.seconds}\u00a0s`, value: percent(serviceLevel), note: `target ${percent(target.share)}` },
    { name: 'Occupancy', value: percent(result.occupancy) },
  ];
}

/** A head and a row for each hour of the day that had calls. */
export function byHour({ recorder }: Simulation, options: SimulateOptions): string[][] {
  const buckets = recorder.day.buckets();
  const there = operatorsThere(options.operators, buckets.length);
  const rows = Array.from({ length: 24 }, (_, hour) => {
    const group = buckets.slice(hour * BUCKETS_AN_HOUR, (hour + 1) * BUCKETS_AN_HOUR);
    const sum = (pick: (bucket: (typeof group)[number]) => number) => group.reduce((total, bucket) => total + pick(bucket), 0);
    const calls = sum((bucket) => bucket.calls);
    if (calls === 0) return [];
    return [
      `${String(hour).padStart(2, '0')}:00`, calls.toLocaleString('en'), percent(sum(({ answered }) => answered) / calls),
      percent(sum(({ inTime }) => inTime) / calls), (sum(({ waitSumMs }) => waitSumMs) / calls / 1000).toFixed(1),
      (sum(({ queueLength }) => queueLength) / BUCKETS_AN_HOUR).toFixed(2),
      ...(there ? [onMean(there.slice(hour * BUCKETS_AN_HOUR, (hour + 1) * BUCKETS_AN_HOUR))] : []),
    ];
  });
  const head = [`Hour, ${localTime(options)}`, 'Calls', 'Answered', 'In time', 'Mean wait, s', 'Waiting', ...(there ? ['On shift'] : [])];
  return [head, ...rows.filter((row) => row.length > 0)];
}

function onMean(there: readonly number[]): string {
  const mean = there.reduce((sum, count) => sum + count, 0) / there.length;
  return String(Math.round(mean * 10) / 10);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
