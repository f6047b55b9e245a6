import { BUCKETS } from '../measure/day-profile';
import type { SimulateOptions } from '../options';
import { operatorsThere } from '../run/shifts';
import type { Simulation } from '../simulate';
import type { Sweep } from '../sweep';
import { localTime } from './describe';

/** One picture, ready for uPlot: the first series is the x axis. */
export interface Chart {
  id: string;
  title: string;
  /** What one sees, for whoever cannot see it. */
  caption: string;
  x: { label: string; kind: 'minute' | 'number' };
  y: { label: string; percent?: boolean };
  bars?: boolean;
  /** Holds each value until the next one, as a staircase. */
  steps?: boolean;
  series: { label: string; colour: string; dashed?: boolean }[];
  data: (number | null)[][];
}

const BLUE = '#1f5fbf';
const ORANGE = '#c2570c';
const GREY = '#6b7280';
/** Six buckets of five minutes: half an hour is smooth enough to read. */
const SMOOTH = 6;
const HALF_HOUR_MS = 1_800_000;
const CURVE_POINTS = 60;

export function chartsOf(simulation: Simulation, sweep: Sweep | null, options: SimulateOptions): Chart[] {
  const overTheDay = [waitsOverTheDay(simulation), queueOverTheDay(simulation), ...loadOverTheDay(simulation, options)];
  return [
    ...overTheDay.map((chart) => ({ ...chart, x: { label: `Time of day, ${localTime(options)}`, kind: 'minute' as const } })),
    occupancyOfOperators(simulation),
    ...(sweep ? [serviceLevels(sweep, options.target)] : []),
    abandonCurve(simulation),
  ];
}

type DayChart = Omit<Chart, 'x'>;

function waitsOverTheDay({ recorder }: Simulation): DayChart {
  const groups = halfHours(recorder.day.buckets());
  return {
    id: 'waits', title: 'Waits over the day', caption: 'Mean wait in seconds of the callers who came in each half hour.',
    y: { label: 'Mean wait, s' },
    series: [{ label: 'Mean wait, s', colour: BLUE }],
    data: [groups.map(({ minute }) => minute), groups.map(({ calls, waitSumMs }) => (calls === 0 ? null : waitSumMs / calls / 1000))],
  };
}

function queueOverTheDay({ recorder }: Simulation): DayChart {
  const groups = halfHours(recorder.day.buckets());
  return {
    id: 'queue', title: 'Queue length over the day', caption: 'Callers waiting, on the mean of each half hour over all days.',
    y: { label: 'Callers waiting' },
    series: [{ label: 'Callers waiting', colour: ORANGE }],
    data: [groups.map(({ minute }) => minute), groups.map(({ queueLength }) => queueLength)],
  };
}

/** What the calls of each half hour keep busy, beside who is there; only where operators come and go. */
function loadOverTheDay({ recorder }: Simulation, { operators }: SimulateOptions): DayChart[] {
  const there = operatorsThere(operators, BUCKETS / SMOOTH);
  if (!there) return [];
  const groups = halfHours(recorder.day.buckets());
  const handlingMs = (operators.talkSeconds + operators.wrapUpSeconds + operators.answerDelaySeconds) * 1000;
  const work = groups.map(({ calls, days }) => (days === 0 ? null : (calls / days) * (handlingMs / HALF_HOUR_MS)));
  return [{
    id: 'load', title: 'Work and operators over the day',
    caption: 'How many operators the calls of each half hour keep busy, beside how many are on shift. Where the lines meet, callers wait.',
    y: { label: 'Operators' }, steps: true,
    series: [{ label: 'On shift', colour: BLUE }, { label: 'Work that came', colour: ORANGE }],
    data: [groups.map(({ minute }) => minute - HALF_HOUR_MS / 120_000), there, work],
  }];
}

function occupancyOfOperators({ recorder }: Simulation): Chart {
  const shares = recorder.busyMs.map((busy, index) => busy / Math.max(1, recorder.thereMs[index] ?? 0));
  return {
    id: 'occupancy', title: 'Occupancy per operator', caption: 'Share of the time on shift that each operator rang, talked or wrapped up.',
    x: { label: 'Operator', kind: 'number' }, y: { label: 'Busy', percent: true }, bars: true,
    series: [{ label: 'Busy', colour: BLUE }],
    data: [shares.map((_, index) => index + 1), shares],
  };
}

function serviceLevels({ points }: Sweep, { share, seconds }: { share: number; seconds: number }): Chart {
  return {
    id: 'sweep', title: 'Service level against number of operators',
    caption: `Share of calls answered within ${seconds} s; the dashed line is the target.`,
    x: { label: 'Operators', kind: 'number' }, y: { label: `Answered within ${seconds} s`, percent: true },
    series: [{ label: 'Service level', colour: BLUE }, { label: 'Target', colour: GREY, dashed: true }],
    data: [points.map(({ operators }) => operators), points.map(({ serviceLevel }) => serviceLevel), points.map(() => share)],
  };
}

function abandonCurve({ recorder }: Simulation): Chart {
  const longestMs = Math.max(1000, recorder.waits.quantile(0.999));
  const times = Array.from({ length: CURVE_POINTS + 1 }, (_, index) => (longestMs * index) / CURVE_POINTS);
  const lost = recorder.calls === 0 ? 0 : recorder.abandoned / recorder.calls;
  const won = recorder.calls === 0 ? 0 : recorder.answered / recorder.calls;
  return {
    id: 'abandon', title: 'Answered and gone by waiting time', caption: 'Share of all callers who were answered, or had given up, after so many seconds.',
    x: { label: 'Waited, s', kind: 'number' }, y: { label: 'Share of callers', percent: true },
    series: [{ label: 'Answered', colour: BLUE }, { label: 'Given up', colour: ORANGE }],
    data: [
      times.map((ms) => ms / 1000),
      times.map((ms) => won * recorder.answeredWaits.shareWithin(ms)),
      times.map((ms) => lost * recorder.abandonedWaits.shareWithin(ms)),
    ],
  };
}

interface Group { minute: number; calls: number; waitSumMs: number; queueLength: number; days: number }

function halfHours(buckets: readonly Group[]): Group[] {
  return Array.from({ length: BUCKETS / SMOOTH }, (_, index) => {
    const group = buckets.slice(index * SMOOTH, (index + 1) * SMOOTH);
    const sum = (pick: (bucket: Group) => number) => group.reduce((total, bucket) => total + pick(bucket), 0);
    return {
      minute: index * SMOOTH * 5 + (SMOOTH * 5) / 2, calls: sum(({ calls }) => calls), waitSumMs: sum(({ waitSumMs }) => waitSumMs),
      queueLength: sum(({ queueLength }) => queueLength) / SMOOTH, days: sum(({ days }) => days) / SMOOTH,
    };
  });
}
